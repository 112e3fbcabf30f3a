// @ts-check
// What a conversation is told of other services: events for Meta's statistics, and what Apple keeps of a message
// (docs/api/v2.md, section 6).
import { badRequest } from "../errors.js";
import { hash } from "../ids.js";
import { objects, required } from "../fields.js";
import { participantOf } from "./author.js";
import { placeOf } from "./conversations.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const conversation = "/conversations/:conversationId";
const CHANNELS = ["messenger", "instagram", "whatsapp"];
const REFERENCE = ["url", "bid", "key", "signature", "owner"];

/** @type {Operation<Call>[]} */
export const conversationActs = [
  {
    name: "conversionEvents.post",
    method: "POST",
    path: `${conversation}/conversionEvents`,
    body: (body) => {
      const [channel, ...more] = CHANNELS.filter((name) => body[name] !== undefined);
      if (channel === undefined || more.length > 0)
        throw badRequest(`The body must have exactly one of ${CHANNELS.join(", ")}.`);
      const at = `${channel}.`;
      const payload = required(required(body, channel, "object"), "payload", "object", at);
      required(payload, "data", "list", `${at}payload.`);
      return { data: objects(payload, "data", `${at}payload.`) };
    },
    run: (call) => {
      placeOf(call);
      const { service, body } = call;
      const datasetId = String(10 ** 15 + hash(service.settings.app.id));
      return { conversionEvents: { datasetId, eventsReceived: body.data.length } };
    },
  },
  {
    name: "conversations.downloadMessageRef",
    method: "POST",
    path: `${conversation}/download`,
    body: (body) => {
      required(body, "userId", "string");
      const reference = required(required(body, "apple", "object"), "interactiveDataRef", "object", "apple.");
      for (const name of REFERENCE) required(reference, name, "string", "apple.interactiveDataRef.");
      return body;
    },
    run: (call) => {
      placeOf(call);
      const { service, body } = call;
      participantOf(service, { userId: body.userId });
      return { interactiveData: { bid: body.apple.interactiveDataRef.bid, data: {} } };
    },
  },
];
