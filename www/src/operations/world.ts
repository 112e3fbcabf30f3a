// What is in the emulator before any operation is called: a user with a conversation and a message, so that an operation
// has something to be about.

import type { Smooch } from "smooch-edge";

import { clientOptions, core, loadCore } from "../built";
import { openService } from "../happen/service";
import type { Known } from "../schema/sample";
import { integrations } from "../happen/app";

/** The user of the emulator. */
export const USER = "ada";

/** The ids of what is there, by the names that operations have for them. */
export async function prepare(): Promise<Known> {
  if (!core.value) await loadCore();
  const { fetch } = await openService();
  const smooch = new core.value!.Smooch({ ...clientOptions("v2"), apiVersion: "v2", fetch });
  const { user } = await smooch.users.ensure({ externalId: USER, profile: { givenName: "Ada" } });
  const conversation = await conversationOf(smooch, user.id);
  // A bot answers, and agents come next.
  const { switchboard } = await smooch.switchboards.create();
  const join = async (name: string, integrationType: string) =>
    (await smooch.switchboardIntegrations.create(switchboard.id, { name, integrationType })).switchboardIntegration.id;
  await join("agents", "zd:agentWorkspace");
  const bot = await join("bot", "zd:answerBot");
  await smooch.switchboards.update(switchboard.id, { enabled: true, defaultSwitchboardIntegrationId: bot });
  const text = { role: "appMaker", type: "text", text: "Hello from the emulator." } as const;
  const { messages } = await smooch.send({ conversationId: conversation.id }, text);
  return {
    id: USER,
    userId: USER,
    externalId: USER,
    userExternalId: USER,
    conversationId: conversation.id,
    integrationId: integrations[0]!._id,
    messageId: messages[0]!.id,
    appId: clientOptions("v2").appId!,
    switchboardId: switchboard.id,
    switchboardIntegrationId: bot,
    channel: "twilio",
  };
}

/** A user has one conversation here. */
async function conversationOf(smooch: Smooch<"v2">, userId: string): Promise<{ id: string }> {
  for await (const conversation of smooch.conversations.list({ filter: { userId } }).items()) return conversation;
  return (await smooch.conversations.create({ type: "personal", participants: [{ userId }] })).conversation;
}
