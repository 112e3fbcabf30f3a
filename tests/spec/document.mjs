// The official OpenAPI document of v2, and a validator of requests by it: method, path, query and body.
//
// The validator is stricter than the document. A member that the document does not name is a fault, and one that it
// marks as read-only too; and `oneOf` means one: what is told apart by `type` in the document's `discriminator` has that
// type as its only word, since otherwise every content is a text message as well.

import { existsSync, readFileSync } from "node:fs";

import addFormats from "ajv-formats";
import { OpenAPIBackend } from "openapi-backend";

const file = new URL("../../../shared/specs/v2.json", import.meta.url);

/** Why nothing can be judged, or false. */
export const skip = existsSync(file) ? false : "the official document is not beside this repository (../shared/specs)";

const document = skip ? { paths: {}, components: {} } : JSON.parse(readFileSync(file, "utf8"));

/** The operations of the document that the verbs use. */
export const OPERATIONS = [
  "CreateUser",
  "GetUser",
  "UpdateUser",
  "DeleteUser",
  "CreateClient",
  "ListClients",
  "RemoveClient",
  "PostMessage",
  "ListMessages",
  "CreateConversation",
  "ListConversations",
  "GetConversation",
  "ListIntegrations",
];

/** Objects that may have more members than the document names (reasons: `tests/coverage_v2.rs`). */
const OPEN = ["extraChannelOptions"];

const resolve = (reference) =>
  reference
    .slice(2)
    .split("/")
    .reduce((at, name) => at[name], document);

/**
 * The same schema, without references, closed, with the tag that it goes by where it is one of several.
 *
 * @param {any} schema
 * @param {string} [tag]
 * @param {string} [name]
 * @returns {any}
 */
function close(schema, tag, name) {
  if (schema.$ref) return close(resolve(schema.$ref), tag, schema.$ref.split("/").pop());
  if (schema.allOf) return close(merged(schema), tag, name);
  if (schema.discriminator) {
    const { mapping = {} } = schema.discriminator;
    const tagOf = ({ $ref }) => Object.keys(mapping).find((tag) => mapping[tag] === $ref) ?? $ref.split("/").pop();
    return { oneOf: schema.oneOf.map((variant) => close(variant, tagOf(variant))) };
  }
  // Of the members of these, one must be there.
  if (schema.oneOf) {
    return { oneOf: schema.oneOf.map((one) => ({ ...close(one), required: Object.keys(one.properties) })) };
  }
  // Of these, several may be.
  if (schema.anyOf) {
    const properties = Object.assign({}, ...schema.anyOf.map((one) => one.properties));
    return close({ type: "object", properties });
  }
  const closed = { ...schema };
  if (schema.items) closed.items = close(schema.items);
  if (schema.properties) {
    const sent = Object.entries(schema.properties).filter(([, one]) => !one.readOnly);
    closed.properties = Object.fromEntries(sent.map(([name, one]) => [name, close(one)]));
    if (tag) closed.properties.type = { type: "string", enum: [tag] };
    closed.additionalProperties ??= OPEN.includes(name);
    if (OPEN.includes(name)) for (const one of Object.values(closed.properties)) one.additionalProperties = true;
  }
  return closed;
}

/** The parts of an `allOf` as one schema. */
function merged({ allOf, ...own }) {
  const parts = [...allOf.map((part) => (part.$ref ? resolve(part.$ref) : part)), own];
  const whole = parts.map((part) => (part.allOf ? merged(part) : part));
  const properties = Object.assign({}, ...whole.map((part) => part.properties));
  const required = whole.flatMap((part) => part.required ?? []);
  return {
    ...Object.assign({}, ...whole),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function closedDocument() {
  const paths = {};
  for (const [path, { parameters, ...methods }] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!OPERATIONS.includes(operation.operationId)) continue;
      const all = [...(parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
        one.$ref ? resolve(one.$ref) : one,
      );
      const schema = operation.requestBody?.content["application/json"].schema;
      paths[path] = {
        ...paths[path],
        [method]: {
          operationId: operation.operationId,
          parameters: all.map((one) => ({ ...one, schema: close(one.schema) })),
          ...(schema && {
            requestBody: { required: true, content: { "application/json": { schema: close(schema) } } },
          }),
          responses: {},
        },
      };
    }
  }
  // Through text: the validator takes an array that stands in two places for a circle.
  return JSON.parse(JSON.stringify({ openapi: document.openapi, info: document.info, paths }));
}

const api = new OpenAPIBackend({
  definition: closedDocument(),
  quick: true,
  ajvOpts: { strict: false, allErrors: true },
  customizeAjv: (ajv) => addFormats(ajv),
});
await api.init();

/** The beginnings of addresses that the document names. */
const SERVERS = skip
  ? []
  : document.servers.map(({ url }) => new RegExp(`^${url.replace(/\{\w+\}/, "[\\w-]+")}(/v2/.*)$`));

/**
 * What is wrong with a request, and which operation it is.
 *
 * @param {{ method: string, url: string, headers: Record<string, string>, body?: string }} request
 */
export function judged({ method, url, headers, body }) {
  const path = SERVERS.map((server) => server.exec(url)?.[1]).find(Boolean);
  if (!path) return { faults: [`${url} begins with no server of the document`] };
  const faults = [];
  const request = { method, path, headers, body: body === undefined ? undefined : JSON.parse(body) };
  const operation = api.router.matchOperation({ ...request, query: {} });
  if (!operation) return { faults: [`${method} ${path} is no operation`] };
  faults.push(...(api.validator.validateRequest(request, operation).errors ?? []));
  if ((body !== undefined) !== Boolean(operation.requestBody)) faults.push("a body is there, or missing");
  const type = body === undefined ? undefined : "application/json";
  if (headers["content-type"] !== type) faults.push(`the content-type is ${headers["content-type"]}`);
  if (headers.accept !== "application/json") faults.push(`it accepts ${headers.accept}`);
  if (!/^(?:Bearer|Basic) \S+$/.test(headers.authorization)) faults.push("it is not authorised");
  return { operation: operation.operationId, faults };
}
