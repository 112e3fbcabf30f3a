// Checks answers and webhook payloads against the official OpenAPI file, which stands beside this repository. Stricter
// than the file itself: a field that it does not name is a fault, unless its examples show it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const file = new URL("../../../shared/specs/v2.json", import.meta.url);

/** Why nothing can be checked, or false. */
export const skip = existsSync(file) ? false : "the official shapes are not beside this repository (../shared/specs)";

// Fields that only the examples show.
const EXTRA = /** @type {Record<string, string[]>} */ ({
  user: ["hasPaymentInfo"],
  profile: ["localeOrigin"],
  authorWebhook: ["displayName", "avatarUrl"],
  listMessage: ["text"],
  buy: ["uri", "state"],
  postback: ["uri"],
  reply: ["uri"],
  locationRequest: ["uri"],
});
// Of an app, or of a custom integration (docs/api/v2.md, section 2).
const KEY_ID = /^(app|int)_[0-9a-f]{24}$/;
const REF = "#/components/schemas/";

/** @typedef {Record<string, any>} Schema */

/** @type {Schema} */
export const spec = skip ? { paths: {}, components: { schemas: {} } } : JSON.parse(readFileSync(file, "utf8"));
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({
  $id: "v2",
  $defs: Object.fromEntries(
    Object.entries(spec.components.schemas).flatMap(([name, schema]) => [
      [`open.${name}`, translate(schema, false, name)],
      [`closed.${name}`, translate(schema, true, name)],
    ]),
  ),
});

/**
 * OpenAPI 3.0 as JSON Schema, for what the service sends. `closed` refuses fields that are not named; the parts of an
 * `allOf` stay open, and the whole is closed.
 * @param {Schema} schema
 * @param {boolean} closed
 * @param {string} [name]
 * @returns {Schema}
 */
function translate(schema, closed, name = "") {
  if (schema.nullable === true) return { anyOf: [{ type: "null" }, translate({ ...schema, nullable: false }, closed)] };
  if (schema.$ref !== undefined) return reference(schema.$ref, closed);
  if (schema.allOf?.length === 1 && schema.properties === undefined) return translate(schema.allOf[0], closed);
  if (schema.discriminator !== undefined && (schema.oneOf !== undefined || closed)) return union(schema);
  const { properties, required, items, allOf, oneOf, anyOf, additionalProperties, type, ...rest } = schema;
  const extra = Object.fromEntries((EXTRA[name] ?? []).map((field) => [field, true]));
  const secret = Object.keys(properties ?? {}).filter((field) => properties[field].writeOnly === true);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => /^(enum|min|max|pattern|uniqueItems)/.test(key))),
    ...(type === undefined ? {} : { type }),
    ...(properties === undefined && Object.keys(extra).length === 0
      ? {}
      : {
          properties: {
            ...mapped(properties ?? {}, (/** @type {Schema} */ one) => (one.writeOnly ? false : translate(one, true))),
            ...extra,
          },
        }),
    ...(required === undefined
      ? {}
      : { required: required.filter((/** @type {string} */ one) => !secret.includes(one)) }),
    ...(items === undefined ? {} : { items: translate(items, true) }),
    ...(allOf === undefined ? {} : { allOf: allOf.map((/** @type {Schema} */ one) => translate(one, false)) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map((/** @type {Schema} */ one) => translate(one, true)) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((/** @type {Schema} */ one) => translate(one, true)) }),
    ...(closed && (properties !== undefined || allOf !== undefined) ? { unevaluatedProperties: false } : {}),
  };
}

/** @param {string} ref @param {boolean} closed */
function reference(ref, closed) {
  return { $ref: `v2#/$defs/${closed ? "closed" : "open"}.${ref.slice(REF.length)}` };
}

/** @param {Schema} schema */
function union({ discriminator: { propertyName, mapping }, oneOf }) {
  const byName = () =>
    Object.fromEntries(oneOf.map((/** @type {Schema} */ { $ref }) => [$ref.slice(REF.length), $ref]));
  const branches = Object.entries(mapping ?? byName());
  return {
    type: "object",
    required: [propertyName],
    properties: { [propertyName]: { enum: branches.map(([tag]) => tag) } },
    allOf: branches.map(([tag, ref]) => ({
      if: { properties: { [propertyName]: { const: tag } } },
      then: reference(ref, true),
    })),
  };
}

/** @param {Schema} fields @param {(one: any) => unknown} change */
function mapped(fields, change) {
  return Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, change(one)]));
}

/**
 * @param {Schema} schema
 * @param {unknown} value
 * @param {string} what
 */
function check(schema, value, what) {
  const validate = ajv.compile(translate(schema, true));
  assert.ok(
    validate(value),
    `${what} differs from the official shape: ${JSON.stringify(validate.errors, undefined, 1)}\n${JSON.stringify(value, undefined, 1)}`,
  );
  checkValues(value, what);
}

/**
 * What the file says in words only: ids have 24 hex digits, times are ISO 8601 with milliseconds.
 * @param {any} value
 * @param {string} path
 */
function checkValues(value, path) {
  if (value === null || typeof value !== "object") return;
  for (const [name, part] of Object.entries(value)) {
    const at = `${path}.${name}`;
    if (/^(id|userId|integrationId)$/.test(name) && !path.endsWith("externalMessages.0"))
      assert.match(part, path.endsWith(".key") || /\.keys\.\d+$/.test(path) ? KEY_ID : /^[0-9a-f]{24}$/, at);
    if (/^(received|createdAt|lastUpdatedAt|signedUpAt|lastSeen|linkedAt|businessLastRead)$/.test(name))
      assert.match(part, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, at);
    if (name !== "metadata" && name !== "raw") checkValues(part, at);
  }
}

/**
 * An answer to a request, whether success or error.
 * @param {string} method
 * @param {string} path from `/v2` on
 * @param {number} status
 * @param {unknown} body
 */
export function checkAnswer(method, path, status, body) {
  if (skip) return;
  const what = `the answer ${status} to ${method} ${path}`;
  if (status >= 400) {
    check({ $ref: `${REF}errorResponse` }, body, what);
    const { errors } = /** @type {any} */ (body);
    assert.ok(errors.length === 1 && errors[0].code !== "" && errors[0].title !== "", what);
    return;
  }
  const operation = operationAt(method, path);
  assert.ok(operation, `${method} ${path} is an operation`);
  assert.ok(operation.responses[status], `${what} has one of the statuses ${Object.keys(operation.responses)}`);
  const [[type, { schema }]] = /** @type {[string, Schema][]} */ (Object.entries(operation.responses[status].content));
  if (type === "application/json") check(schema, body, what);
  else assert.equal(typeof body, "string", what);
}

/** @param {string} method @param {string} path */
function operationAt(method, path) {
  const parts = (path.split("?")[0] ?? "").split("/");
  const [, operations] =
    Object.entries(spec.paths).find(([template, row]) => {
      const words = template.split("/");
      return (
        row[method.toLowerCase()] !== undefined &&
        words.length === parts.length &&
        words.every((word, index) => word.startsWith("{") || word === parts[index])
      );
    }) ?? [];
  return operations?.[method.toLowerCase()];
}

/**
 * The body of one webhook request.
 * @param {any} body
 */
export function checkWebhook(body) {
  if (skip) return;
  assert.deepEqual(Object.keys(body).sort(), ["app", "events", "webhook"]);
  check({ $ref: `${REF}appSubSchema` }, body.app, "app");
  check({ $ref: `${REF}webhookSubSchema` }, body.webhook, "webhook");
  assert.ok(body.events.length > 0);
  for (const event of body.events) {
    const name = event.type.replace(/:(\w)/g, (/** @type {string} */ _, /** @type {string} */ letter) =>
      letter.toUpperCase(),
    );
    assert.ok(spec.components.schemas[`${name}Event`], `there is an event ${event.type}`);
    assert.deepEqual(Object.keys(event).sort(), ["createdAt", "id", "payload", "type"]);
    check({ $ref: `${REF}${name}Event` }, event, event.type);
  }
}
