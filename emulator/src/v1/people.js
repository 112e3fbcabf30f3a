// @ts-check
// The operations by which a user moves to other channels, or becomes another user (docs/api/v1.md, section 4.3).
import { badRequest } from "../errors.js";
import { required } from "../fields.js";
import { integrationOf } from "../integrations.js";
import { merge } from "../merging.js";

/** @import { Integration } from "../records.js" */
/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const user = "/appusers/:userId";

/**
 * The addresses that lead a person to a channel, with the code of the link.
 * @type {Record<string, (code: string, integration: Integration) => string>}
 */
const LINKS = {
  messenger: (code, { _id }) => `https://m.me/${_id}?ref=${code}`,
  telegram: (code) => `https://telegram.me/emulated_bot?start=${code}`,
  viber: (code) => `viber://pa?chatURI=emulated&context=${code}`,
  twilio: (code) => `sms:+15550000000?body=${code}`,
  whatsapp: (code) => `https://wa.me/15550000002?text=${code}`,
};

/** @type {Operation<Call>[]} */
export const people = [
  {
    name: "users.merge",
    method: "POST",
    path: "/appusers/merge",
    body: (body) => {
      for (const name of ["surviving", "discarded"])
        required(required(body, name, "object"), "_id", "string", `${name}.`);
      return body;
    },
    run: ({ service, body: { surviving, discarded } }) => {
      merge(service, service.state.user(surviving._id), service.state.user(discarded._id));
      return {};
    },
  },
  {
    name: "channels.getAuthCode",
    method: "GET",
    path: `${user}/authcode`,
    run: (call) => {
      userOf(call);
      return { authCode: `ac_${call.service.ids.hex(20)}` };
    },
  },
  {
    name: "channels.getLinkRequests",
    method: "GET",
    path: `${user}/linkrequest`,
    run: (call) => {
      userOf(call);
      const ids = call.url.searchParams.getAll("integrationIds").flatMap((text) => text.split(","));
      if (ids.length === 0 || ids.includes("")) throw badRequest("integrationIds must name at least one integration.");
      const linkRequests = ids.map((id) => {
        const integration = integrationOf(call.service, id);
        const { type } = integration;
        const link = Object.hasOwn(LINKS, type) ? LINKS[type] : undefined;
        if (link === undefined)
          throw badRequest(`An integration of type ${type} has no link requests.`, "link-requests");
        const code = `lr_${call.service.ids.hex(20)}`;
        return { integrationId: id, type, code, url: link(code, integration) };
      });
      return { linkRequests };
    },
  },
  {
    name: "businessSystems.list",
    method: "GET",
    path: `${user}/businesssystems`,
    run: (call) => {
      userOf(call);
      return { businessSystems: [] };
    },
  },
];

/**
 * The user that a path names.
 * @param {Call} call
 */
export function userOf({ service, params }) {
  return service.state.user(params.userId ?? "");
}
