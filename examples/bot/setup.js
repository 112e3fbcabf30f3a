// setup.js
import { Smooch } from "smooch-edge";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
/** @type {Record<string, any>} */
const { BOT_URL: target } = process.env;

const triggers = ["conversation:message", "switchboard:passControl", "switchboard:releaseControl"];
const { webhook, integrationId } = await smooch.webhooks.ensure({ target, triggers });

const { switchboard } = await smooch.switchboards.create();
const at = smooch.switchboardIntegrations;
const add = async (one) => (await at.create(switchboard.id, one)).switchboardIntegration.id;
const agents = await add({ name: "agents", integrationType: "zd:agentWorkspace" });
const bot = await add({
  name: "bot",
  integrationId,
  deliverStandbyEvents: false,
  nextSwitchboardIntegrationId: agents,
});
await smooch.switchboards.update(switchboard.id, { enabled: true, defaultSwitchboardIntegrationId: bot });

console.log(webhook.secret); // WEBHOOK_SECRET of the bot
