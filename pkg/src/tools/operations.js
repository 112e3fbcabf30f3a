// The operations with their documentation and the JSON Schema of what they take, printed from the rows of `src/api`.

/** @import { Operation } from "smooch-edge/tools" */

import TABLE from "./tools-table.js";

const { operations: ALL, definitions: DEFINITIONS } = TABLE;

/** The schema of an id that may be a conversation instead of a user (v2). */
const CONVERSATION = {
  type: "object",
  properties: { conversationId: { type: "string", minLength: 1 } },
  required: ["conversationId"],
  additionalProperties: false,
};

/**
 * The operations of a version.
 *
 * @param {string} version
 * @returns {Operation[]}
 */
export function operations(version) {
  const rows = Object.hasOwn(ALL, version) ? ALL[version] : undefined;
  if (!rows) throw new TypeError('The version must be "v1", "v1.1" or "v2".');
  return rows.map((row) => ({
    name: row.name,
    description: row.description,
    effect: row.effect,
    arguments: row.ids,
    ...(row.body && { body: { name: row.body.name, isOptional: row.body.isOptional, isForm: row.body.isForm } }),
    ...(row.query && { query: { isOptional: row.query.isOptional, isArgument: row.query.isArgument } }),
    isList: row.isList === true,
    inputSchema: inputSchema(row, row.version ?? version),
  }));
}

/**
 * The schema of all arguments of an operation, as one object. It refers to nothing but itself.
 *
 * @param {any} row
 * @param {string} version
 */
function inputSchema(row, version) {
  /** @type {Record<string, any>} */
  const properties = {};
  const required = [...row.ids];
  for (const [at, id] of row.ids.entries()) {
    const text = { type: "string", minLength: 1 };
    properties[id] =
      row.takesConversation && at === 0
        ? { anyOf: [text, CONVERSATION], description: "A user's id, or a conversation." }
        : text;
  }
  if (row.body) {
    properties[row.body.name] = row.body.schema;
    if (!row.body.isOptional) required.push(row.body.name);
  }
  if (row.query) {
    properties.query = row.query.schema;
    if (!row.query.isOptional) required.push("query");
  }
  const $defs = closure(properties, version);
  return {
    type: /** @type {const} */ ("object"),
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(Object.keys($defs).length > 0 && { $defs }),
  };
}

/**
 * The definitions that a schema refers to, and those that these refer to.
 *
 * @param {object} schema
 * @param {string} version
 */
function closure(schema, version) {
  /** @type {Record<string, object>} */
  const found = {};
  const wanted = referred(schema);
  for (const name of wanted) {
    const definition = DEFINITIONS[version]?.[name] ?? DEFINITIONS.v1?.[name];
    if (!definition) continue;
    found[name] = definition;
    for (const next of referred(definition)) wanted.add(next);
  }
  return found;
}

/**
 * @param {object} schema
 * @returns {Set<string>}
 */
function referred(schema) {
  return new Set(Array.from(JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g), ([, name]) => `${name}`));
}
