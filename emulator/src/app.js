// @ts-check
// The HTTP face of the service, on Hono: routes of each API version, the same answers and headers as the captures
// show, and the emulator's own routes under /_emulator.
import { Hono } from "hono";
import { authorize } from "./auth.js";
import { readBody } from "./body.js";
import { controlRoutes } from "./control.js";
import { forbidden, notFound, ServiceError, tooManyRequests } from "./errors.js";
import { decodeParams, readPath } from "./path.js";
import { errorBody, leadsIn, versions } from "./versions.js";

/** @import { Emulator } from "./emulator.js" */
/** @import { Service } from "./service.js" */

// A path that no route has.
const NOWHERE = "/";

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

  for (const [version, { operations }] of Object.entries(versions)) {
    app.use(`/${version}/*`, async (_context, next) => {
      const seconds = service.rateLimit.take(service.now());
      if (seconds > 0) throw tooManyRequests(seconds);
      await next();
    });
    for (const operation of operations) {
      app.on(operation.method, `/${version}${operation.path}`, async (context) => {
        const url = new URL(context.req.url);
        const scope = await authorize(service, context.req.header("authorization"), readPath(url.pathname).appId);
        if (operation.scope !== undefined && operation.scope !== scope)
          throw forbidden(`${operation.name} needs credentials of ${operation.scope} scope.`);
        const body = await readBody(context.req.raw, version, operation.body);
        const params = decodeParams(rawParams(operation.path, readPath(url.pathname).rest));
        const answer = operation.run({ service, version, params, url, body });
        return json(operation.status ?? 200, answer, headersOf(service, scope));
      });
    }
  }

  app.notFound(async (context) => {
    const path = readPath(new URL(context.req.url).pathname);
    if (leadsIn(path)) await authorize(service, context.req.header("authorization"), path.appId);
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
 * @param {Service} service
 * @param {string} scope
 */
function headersOf(service, scope) {
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
