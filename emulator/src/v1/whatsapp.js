// @ts-check
// The operations on what only an integration of WhatsApp has: a profile, and templates of messages, which WhatsApp must
// have approved (docs/api/v1.md, sections 12 and 13).
import { upload } from "../attachments.js";
import { badRequest } from "../errors.js";
import { optional, required } from "../fields.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { fileIn } from "./attachments.js";
import { integrationIn } from "./integrations.js";
import { pageByOffset } from "./offset.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const profile = "/integrations/:integrationId/profile";
const messageTemplates = "/integrations/:integrationId/messageTemplates";
const TEXTS = ["about", "address", "description", "email", "photoUrl", "vertical"];

/** @type {Operation<Call>[]} */
export const whatsapp = [
  {
    name: "integrationProfile.get",
    method: "GET",
    path: profile,
    scopes,
    run: (call) => ({ profile: whatsappIn(call).profile ?? {} }),
  },
  {
    name: "integrationProfile.update",
    method: "PUT",
    path: profile,
    scopes,
    body: (body) => {
      for (const name of TEXTS) optional(body, name, "string");
      optional(body, "websites", "list");
      return body;
    },
    run: (call) => {
      const changed = whatsappIn(call);
      changed.profile = { ...changed.profile, ...call.body };
      return {};
    },
  },
  {
    name: "integrationProfile.uploadPhoto",
    method: "PUT",
    path: `${profile}/photo`,
    scopes,
    takes: "multipart",
    body: fileIn,
    run: (call) => {
      const changed = whatsappIn(call);
      const { mediaUrl: photoUrl } = upload(call.service, call.url, call.body.source);
      changed.profile = { ...changed.profile, photoUrl };
      return { photoUrl };
    },
  },
  {
    name: "messageTemplates.create",
    method: "POST",
    path: messageTemplates,
    scopes,
    body: (body) => {
      for (const name of ["name", "category", "language"]) required(body, name, "string");
      required(body, "components", "list");
      return body;
    },
    status: 201,
    run: (call) => {
      const messageTemplate = { ...call.body, status: "APPROVED" };
      (whatsappIn(call).messageTemplates ??= []).push(messageTemplate);
      return { messageTemplate };
    },
  },
  {
    name: "messageTemplates.list",
    method: "GET",
    path: messageTemplates,
    scopes,
    run: (call) => {
      const { items } = pageByOffset(call.url, whatsappIn(call).messageTemplates ?? []);
      return { messageTemplates: items };
    },
  },
  {
    name: "messageTemplates.delete",
    method: "DELETE",
    path: `${messageTemplates}/:messageTemplateName`,
    scopes,
    run: (call) => {
      const changed = whatsappIn(call);
      // All languages of a name go together.
      changed.messageTemplates = (changed.messageTemplates ?? []).filter(
        ({ name }) => name !== call.params.messageTemplateName,
      );
      return {};
    },
  },
];

/** @param {Call} call */
function whatsappIn(call) {
  const found = integrationIn(call);
  if (found.type !== "whatsapp")
    throw badRequest(`An integration of type ${found.type} has none; only WhatsApp has.`, "whatsapp-only");
  return found;
}
