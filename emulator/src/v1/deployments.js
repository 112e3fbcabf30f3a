// @ts-check
// The operations on WhatsApp deployments, which belong to the account (docs/api/v1.md, section 12). The code that
// activates a number comes by a text or a call, which the inbox shows.
import { badRequest } from "../errors.js";
import { oneOf, optional, required } from "../fields.js";
import { ACCOUNT as scopes } from "../operation.js";

/** @import { Deployment } from "../account.js" */
/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const path = "/whatsapp/deployments";
const deployment = `${path}/:deploymentId`;
const SECRET = ["password", "code"];

/** @type {Operation<Call>[]} */
export const deployments = [
  {
    name: "deployments.create",
    method: "POST",
    path,
    scopes,
    body: (body) => {
      oneOf(body, "hosting", ["self", "smooch"]);
      for (const name of ["baseUrl", "username", "password", "callbackUrl"]) optional(body, name, "string");
      return body;
    },
    status: 201,
    run: ({ service, body }) => ({ deployment: deploymentForm(service.account.createDeployment(body)) }),
  },
  {
    name: "deployments.list",
    method: "GET",
    path,
    scopes,
    run: ({ service }) => ({ deployments: service.account.deployments.map(deploymentForm) }),
  },
  {
    name: "deployments.get",
    method: "GET",
    path: deployment,
    scopes,
    run: (call) => ({ deployment: deploymentForm(deploymentOf(call)) }),
  },
  {
    name: "deployments.delete",
    method: "DELETE",
    path: deployment,
    scopes,
    run: (call) => {
      call.service.account.deleteDeployment(deploymentOf(call));
      return {};
    },
  },
  {
    name: "deployments.activate",
    method: "POST",
    path: `${deployment}/activate`,
    scopes,
    body: (body) => {
      for (const name of ["phoneNumber", "verifiedNameCertificate"]) required(body, name, "string");
      oneOf(body, "method", ["sms", "voice"]);
      return body;
    },
    run: (call) => {
      const { service, body } = call;
      const code = String(Number.parseInt(service.ids.hex(7), 16) % 1_000_000).padStart(6, "0");
      const activated = Object.assign(deploymentOf(call), { phoneNumber: body.phoneNumber, status: "pending", code });
      service.inbox.push({ channel: body.method, to: body.phoneNumber, kind: "code", text: code, at: service.now() });
      return { deployment: deploymentForm(activated) };
    },
  },
  {
    name: "deployments.confirmCode",
    method: "POST",
    path: `${deployment}/code/confirm`,
    scopes,
    body: (body) => ({ code: required(body, "code", "string") }),
    run: (call) => {
      const confirmed = deploymentOf(call);
      if (confirmed.code === undefined || confirmed.code !== call.body.code)
        throw badRequest("The code is wrong, or it was used already.", "deployments");
      delete confirmed.code;
      confirmed.status = "active";
      return { deployment: deploymentForm(confirmed) };
    },
  },
];

/** @param {Call} call */
function deploymentOf({ service, params }) {
  return service.account.deployment(params.deploymentId ?? "");
}

/** @param {Deployment} of */
function deploymentForm(of) {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !SECRET.includes(name)));
}
