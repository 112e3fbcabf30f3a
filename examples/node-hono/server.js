// Signs people up (POST /sign-up) and receives the webhook (POST /webhooks).

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent, signUp } from "./sign-up.js";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const options = { secret: process.env.WEBHOOK_SECRET, seen: new Set() };

const app = new Hono();
app.post("/sign-up", async (c) => signUp(await c.req.text(), smooch));
app.post("/webhooks", (c) => respond(c.req.raw, options, (event) => onEvent(event, smooch)));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) });
