// @ts-check
// The operations on templates of the app (docs/api/v1.md, section 12). Those of WhatsApp are something else.
import { checkByModel } from "../body.js";
import { complete } from "../content.js";
import { given, optional, required } from "../fields.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { createTemplate, deleteTemplate, templateOf } from "../templates.js";
import { pageByOffset } from "./offset.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const template = "/templates/:templateId";

/** @type {Operation<Call>[]} */
export const templates = [
  {
    name: "templates.create",
    method: "POST",
    path: "/templates",
    scopes,
    body: (body) => {
      required(body, "name", "string");
      required(body, "message", "object");
      return body;
    },
    status: 201,
    run: (call) => ({ template: createTemplate(call.service, { name: call.body.name, message: messageIn(call) }) }),
  },
  {
    name: "templates.list",
    method: "GET",
    path: "/templates",
    scopes,
    run: ({ service, url }) => {
      const { items, about } = pageByOffset(url, service.state.templates);
      return { templates: items, ...about };
    },
  },
  { name: "templates.get", method: "GET", path: template, scopes, run: (call) => ({ template: templateIn(call) }) },
  {
    name: "templates.update",
    method: "PUT",
    path: template,
    scopes,
    body: (body) => given({ name: optional(body, "name", "string"), message: optional(body, "message", "object") }),
    run: (call) => {
      const { name, message } = call.body;
      const fields = given({ name, message: message === undefined ? undefined : messageIn(call) });
      return { template: Object.assign(templateIn(call), fields) };
    },
  },
  {
    name: "templates.delete",
    method: "DELETE",
    path: template,
    scopes,
    run: (call) => {
      deleteTemplate(call.service, templateIn(call));
      return {};
    },
  },
];

/** @param {Call} call */
function templateIn({ service, params }) {
  return templateOf(service, params.templateId ?? "");
}

/** @param {Call} call */
function messageIn({ service, version, body: { message } }) {
  checkByModel(version, "Message", message, "message.");
  return { role: message.role, ...complete(service, message) };
}
