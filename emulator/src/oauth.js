// @ts-check
// OAuth for partners (docs/api/v1.md, section 2.3): a page for the browser gives a code, a code gives a token once, and
// the token is that of an integration, which goes with it. The emulated person always agrees, and every client is known.
import { badRequest, notFound } from "./errors.js";
import { oneOf, required } from "./fields.js";
import { createIntegration, deleteIntegration, integrationOf } from "./integrations.js";

/** @import { Call, Operation } from "./operation.js" */

// Where a request names no place to return to.
const NOWHERE = "http://localhost/";

/** @type {Operation<Call>[]} */
export const operations = [
  {
    name: "oauth.authorize",
    method: "GET",
    path: "/authorize",
    scopes: [],
    run: ({ service, url }) => {
      const { client_id: clientId, response_type: type, state, redirect_uri: to = NOWHERE } = query(url);
      if (clientId === undefined) throw badRequest("client_id is required.");
      if (type !== "code") throw badRequest("response_type must be code.");
      if (!URL.canParse(to)) throw badRequest("redirect_uri must be a URL.");
      const code = service.ids.hex(40);
      const grant = { clientId, code, appId: service.settings.app.id, integrationId: "" };
      service.account.grants.push(grant);
      const location = new URL(to);
      location.searchParams.set("code", code);
      if (state !== undefined) location.searchParams.set("state", state);
      return new Response("Found", {
        status: 302,
        headers: { location: location.href, "content-type": "text/plain; charset=utf-8" },
      });
    },
  },
  {
    name: "oauth.getToken",
    method: "POST",
    path: "/token",
    scopes: [],
    takes: "json-or-form",
    body: (body) => {
      oneOf(body, "grant_type", ["authorization_code"]);
      for (const name of ["code", "client_id", "client_secret"]) required(body, name, "string");
      return body;
    },
    run: ({ service, body }) => {
      const grant = service.account.grants.find(({ code }) => code !== undefined && code === body.code);
      if (grant === undefined || grant.clientId !== body.client_id)
        throw badRequest("The code is not one of this client, or it was used already.", "oauth");
      delete grant.code;
      const app = service.account.app(grant.appId);
      const integration = createIntegration(app, "v2", { type: "custom", displayName: grant.clientId }, []);
      grant.integrationId = integration._id;
      grant.token = service.ids.hex(64);
      return { access_token: grant.token, token_type: "Bearer" };
    },
  },
  {
    name: "oauth.revoke",
    method: "DELETE",
    path: "/authorization",
    scopes: ["integration"],
    run: ({ service, caller }) => {
      const { account } = service;
      const grant = account.grants.find(({ token }) => token !== undefined && token === caller.token);
      if (grant === undefined) throw notFound("key");
      account.grants = account.grants.filter((one) => one !== grant);
      deleteIntegration(service, integrationOf(service, grant.integrationId));
      return {};
    },
  },
];

/**
 * @param {URL} url
 * @returns {Record<string, string>}
 */
const query = (url) => Object.fromEntries(url.searchParams);
