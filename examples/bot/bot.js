// bot.js
import { typing } from "smooch-edge/bot";
import { sendFile } from "smooch-edge/files";

const MENU = "https://example.com/menu.pdf";

/** Your own: rules, or a language model. */
const ask = async (text) => `You said: ${text}`;

/**
 * @param {any} event of v2, whichever it is
 * @param {import("smooch-edge").Smooch<"v2">} smooch
 */
export async function onEvent({ type, key, payload }, smooch, menu = MENU) {
  const { conversation, message, reason } = payload;
  const to = { conversationId: conversation.id };
  // The key of the event: a webhook that is delivered again does not make the bot say it again.
  const say = (text) => smooch.send(to, { role: "appMaker", type: "text", text }, { dedupeKey: key });
  const isMine = conversation.activeSwitchboardIntegration?.name === "bot";

  if (type === "conversation:message" && isMine && message.author.type === "user") {
    const { text = "" } = message.content;
    if (/menu/i.test(text)) return sendFile(smooch, to, await fetch(menu), { name: "menu.pdf", dedupeKey: key });
    if (/human/i.test(text)) {
      await say("An agent will be with you.");
      return smooch.conversations.passControl(conversation.id, {
        switchboardIntegration: "agents",
        metadata: { first_message_id: message.id, "dataCapture.systemField.tags": "bot,asked_for_human" },
      });
    }
    const answer = await typing(smooch, to, () => ask(text));
    return say(answer);
  }
  if (type === "switchboard:passControl" && isMine) return say("It is the bot again. Ask me anything.");
  if (type === "switchboard:releaseControl" && reason === "ticketClosed") return say("Your request is closed.");
}
