// @ts-check
// The operation that sends to an address (docs/api/v1.md, section 10), in both shapes of its body: with an author, or
// with the role in the message.
import { checkByModel } from "../body.js";
import { channels, phoneNumber } from "../channels.js";
import { badRequest } from "../errors.js";
import { optional, required } from "../fields.js";
import { integrationOf } from "../integrations.js";
import { notify } from "../notifications.js";
import { NO_INTEGRATION as scopes } from "../operation.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

/** @type {Operation<Call>[]} */
export const notifications = [
  {
    name: "notify",
    method: "POST",
    path: "/notifications",
    scopes,
    body: notificationFields,
    status: 201,
    run: ({ service, version, body: { destination, author, message, messageSchema, storage } }) => {
      const integration = integrationOf(service, destination.integrationId);
      const by = { ...author, role: "appMaker" };
      const sent = messageSchema === undefined ? { ...message, ...by } : { ...by, messageSchema, message };
      checkByModel(version, "Message", sent, "message: ");
      const isNumber = channels[integration.type]?.entity === "phoneNumber" && integration.type !== "messenger";
      const address = isNumber ? phoneNumber(destination.destinationId) : destination.destinationId;
      if (address === undefined)
        throw badRequest("destination.destinationId must start with + and the country code, such as +15145555555.");
      const { _id } = notify(service, integration, { address, message: sent, stores: storage === "full" });
      return { notification: { _id } };
    },
  },
];

/** @param {any} body */
function notificationFields(body) {
  const destination = required(body, "destination", "object");
  for (const name of ["integrationId", "destinationId"]) required(destination, name, "string", "destination.");
  const message = required(body, "message", "object");
  const author = optional(body, "author", "object");
  const schema = optional(body, "messageSchema", "string");
  if (schema !== undefined && schema !== "whatsapp") throw badRequest("messageSchema must be whatsapp.");
  const role = author === undefined ? message.role : author.role;
  if (role !== "appMaker") throw badRequest(`${author === undefined ? "message" : "author"}.role must be appMaker.`);
  return body;
}
