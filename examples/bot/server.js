// server.js
import { createServer } from "node:http";
import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent } from "./bot.js";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const { WEBHOOK_SECRET: secret, MENU, PORT } = process.env;

const server = createServer(async (request, response) => {
  const { status } = await respond(request, { secret }, (event) => onEvent(event, smooch, MENU));
  response.writeHead(status).end();
});
server.listen(PORT);
