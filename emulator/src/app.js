// @ts-check
// The HTTP face of the service, on Hono: routes of each API version, the same answers and headers as the captures
// show, and the emulator's own routes under /_emulator.
import { Hono } from "hono";
import { authorize } from "./auth.js";
import { readBody } from "./body.js";
import { controlRoutes } from "./control.js";
import { forbidden, notFound, ServiceError, tooManyRequests } from "./errors.js";
import { decodeParams, readPath } from "./path.js";
import { errorBody, isOuter, leadsIn, operationOf, versions } from "./versions.js";

/** @import { Emulator } from "./emulator.js" */
/** @import { Service } from "./service.js" */

// A path that no route has.
const NOWHERE = "/";
/** @type {import("./auth.js").Scope[]} */
const EVERYONE = ["app", "account", "integration"];

/**
 * @param {Service} service
 * @param {Emulator} emulator
 */
export function createApp(service, emulator) {
  const app = new Hono({
    getPath: (request) => {
      const { pathname } = new URL(request.url);
      const path = readPath(pathname);
      if (leadsIn(path)) return `/${path.version}${path.rest}`;
      return path.version === "_emulator" ? pathname : NOWHERE;
    },
  });
  app.route("/_emulator", controlRoutes(service, emulator));

  app.all("/:version/*", async (context, next) => {
    const url = new URL(context.req.url);
    const path = readPath(url.pathname);
    if (!leadsIn(path)) return next();
    const seconds = service.rateLimit.take(service.now());
    if (seconds > 0) throw tooManyRequests(seconds);
    const { method } = context.req;
    const operation = operationOf(method === "HEAD" ? "GET" : method, path);
    if (operation === undefined) return next();
    const { scopes = EVERYONE } = operation;
    const open = scopes.length === 0;
    const caller = open
      ? { scope: /** @type {const} */ ("app"), service }
      : await authorize(service, context.req.header("authorization"), { ...path, outer: isOuter(path) });
    if (!open && !scopes.includes(caller.scope))
      throw forbidden(`${operation.name} needs credentials of ${scopes.join(" or ")} scope.`);
    const body = await readBody(context.req.raw, path.version, operation);
    const params = decodeParams(rawParams(operation.path, path.rest));
    const { headers } = context.req.raw;
    const call = { service: caller.service, version: path.version, params, url, headers, body, caller };
    const answer = await operation.run(call);
    if (answer instanceof Response) return answer;
    return json(operation.status ?? 200, answer, open ? {} : headersOf(caller));
  });

  app.notFound(async (context) => {
    const path = readPath(new URL(context.req.url).pathname);
    const isOpen = () => versions[path.version]?.operations.some(({ scopes }) => scopes?.length === 0);
    if (leadsIn(path) && !isOpen()) await authorize(service, context.req.header("authorization"), path);
    throw notFound("route");
  });
  app.onError((error, context) => {
    const { pathname } = new URL(context.req.url);
    if (error instanceof ServiceError)
      return json(error.status, errorBody(pathname, error.code, error.message), {
        ...notesOf(error),
        ...error.headers,
      });
    // A mistake of the emulator itself: it must not look like an answer of the service.
    const text = `The emulator failed: ${error.stack ?? error.message}`;
    return json(500, errorBody(pathname, "emulator_error", text), {});
  });
  return app;
}

/**
 * @param {number} status
 * @param {object} body
 * @param {Record<string, string>} headers
 */
function json(status, body, headers) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", vary: "X-HTTP-Method-Override", ...headers },
  });
}

/**
 * What an answer says beside the service's own words, for the reader.
 * @param {ServiceError} error
 * @returns {Record<string, string>}
 */
function notesOf({ invention, hint }) {
  return {
    ...(invention === undefined ? {} : { "x-emulator-invention": invention }),
    ...(hint === undefined ? {} : { "x-emulator-hint": hint.replace(/[^\x20-\x7e]/g, "?") }),
  };
}

/**
 * The headers that captures show (docs/api/v1.md, section 3).
 * @param {import("./auth.js").Caller} caller
 */
function headersOf({ service, scope }) {
  return {
    "cache-control": "private, no-cache, no-store, must-revalidate",
    "x-smooch-app-id": service.settings.app.id,
    "x-smooch-jwt-scope": scope,
  };
}

/**
 * The ids of a path as they were sent: Hono would decode `%25` twice in some paths.
 * @param {string} pattern
 * @param {string} path
 */
function rawParams(pattern, path) {
  const parts = path.split("/");
  return Object.fromEntries(
    pattern.split("/").flatMap((word, index) => (word.startsWith(":") ? [[word.slice(1), parts[index] ?? ""]] : [])),
  );
}
