// Checks answers of v1.1 against the official swagger file, which stands beside this repository. Stricter than the file
// itself: a field that it does not name is a fault, unless the captures show it (docs/api/v1.md).
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const file = new URL("../../../shared/specs/v1.1.json", import.meta.url);

/** Why nothing can be checked, or false. */
export const skip = existsSync(file) ? false : "the official shapes are not beside this repository (../shared/specs)";

/** @typedef {Record<string, any>} Schema */

/** @type {Schema} */
export const spec = skip ? { paths: {}, definitions: {} } : JSON.parse(readFileSync(file, "utf8"));

// Fields that only the captures show (docs/api/v1.md, sections 4.1, 6.3, 6.4 and 12).
const EXTRA = /** @type {Record<string, string[]>} */ ({
  AppUser: ["hasPaymentInfo", "avatarUrl"],
  Client: ["_id", "primary", "linkedAt", "avatarUrl"],
  Conversation: ["appMakerLastRead", "appUserLastRead"],
  MenuItem: ["_id"],
  SubMenuItem: ["_id"],
  Action: ["_id", "state"],
});
// What is marked as required and missing in captures (docs/api/v1.md, section 6.3).
const OPTIONAL = /** @type {Record<string, string[]>} */ ({ Message: ["name"] });
// The message of a template was sent by nobody yet, so that it is one to send.
const INSTEAD = /** @type {Record<string, Record<string, string>>} */ ({ Template: { message: "MessagePost" } });

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({
  $id: "v1.1",
  $defs: Object.fromEntries(
    Object.entries(spec.definitions).map(([name, schema]) => [name, translate(/** @type {Schema} */ (schema), name)]),
  ),
});

/**
 * Swagger 2.0 as JSON Schema. An object whose fields the file names has no others.
 * @param {Schema} schema
 * @param {string} [name]
 * @returns {Schema}
 */
function translate(schema, name = "") {
  if (schema.$ref !== undefined) return { $ref: `v1.1#/$defs/${schema.$ref.split("/").at(-1)}` };
  const { type, properties = {}, required = [], items } = schema;
  const fields = Object.entries(properties).map(([field, one]) => {
    const other = INSTEAD[name]?.[field];
    return [field, other === undefined ? translate(/** @type {Schema} */ (one)) : { $ref: `v1.1#/$defs/${other}` }];
  });
  const extra = (EXTRA[name] ?? []).map((field) => [field, true]);
  return {
    ...(type === undefined ? {} : { type }),
    ...(schema.enum === undefined ? {} : { enum: schema.enum }),
    ...(items === undefined ? {} : { items: translate(items) }),
    ...(fields.length === 0
      ? {}
      : { properties: Object.fromEntries([...fields, ...extra]), additionalProperties: false }),
    required: required.filter((/** @type {string} */ field) => !OPTIONAL[name]?.includes(field)),
  };
}

/**
 * The answer to a request that succeeded.
 * @param {string} path as the file writes it
 * @param {string} method
 * @param {number} status
 * @param {unknown} body
 */
export function checkAnswer(path, method, status, body) {
  const what = `the answer ${status} to ${method} ${path}`;
  const { responses } = spec.paths[path][method.toLowerCase()];
  assert.ok(responses[status], `${what} has one of the statuses ${Object.keys(responses)}`);
  const { schema } = responses[status];
  if (schema === undefined) return assert.deepEqual(body, {}, what);
  const validate = ajv.compile(translate(schema));
  assert.ok(
    validate(body),
    `${what} differs from the official shape: ${JSON.stringify(validate.errors, undefined, 1)}\n${JSON.stringify(body, undefined, 1)}`,
  );
}
