// @ts-check
// Reads the body of a link: which field names the person depends on the channel, and a phone number is kept in its
// E.164 form (docs/api/v1.md, sections 5.1 and 5.2).
import { channels, phoneNumber } from "../channels.js";
import { badRequest } from "../errors.js";

/** @import { LinkRequest } from "../records.js" */

/**
 * @param {any} body checked by the model
 * @returns {LinkRequest}
 */
export function linkRequest(body) {
  const channel = channels[body.type];
  if (channel === undefined) throw badRequest(`type must be one of ${Object.keys(channels).join(", ")}.`);
  const given = body[channel.entity];
  if (typeof given !== "string") throw badRequest(`${channel.entity} is required for a ${body.type} link.`);
  const address = channel.entity === "phoneNumber" ? phoneNumber(given) : given;
  if (address === undefined)
    throw badRequest("phoneNumber must start with + and the country code, such as +15145555555.");
  const { type: confirmation, message } = body.confirmation;
  return {
    type: body.type,
    address,
    confirmation,
    primary: body.primary ?? true,
    criteria: Object.fromEntries(
      [channel.entity, "givenName", "surname"].flatMap((name) =>
        body[name] === undefined ? [] : [[name, body[name]]],
      ),
    ),
    ...(message === undefined ? {} : { message }),
    ...(body.subject === undefined ? {} : { subject: body.subject }),
    ...(body.integrationId === undefined ? {} : { integrationId: body.integrationId }),
  };
}
