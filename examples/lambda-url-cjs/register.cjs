// Registers the webhook, and prints the secret that its deliveries carry: node register.cjs https://example.com/webhooks

const { Smooch } = require("smooch-edge");

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const triggers = ["client:update", "client:remove"];
smooch.webhooks.ensure({ target: process.argv[2] ?? "", triggers }).then(({ webhook }) => console.log(webhook.secret));
