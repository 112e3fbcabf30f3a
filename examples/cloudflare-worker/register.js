// Registers the webhook, and prints the secret that its deliveries carry: node register.js https://example.com/webhooks

import { Smooch } from "smooch-edge";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const triggers = ["client:update", "client:remove"];
const { webhook } = await smooch.webhooks.ensure({ target: process.argv[2] ?? "", triggers });
console.log(webhook.secret);
