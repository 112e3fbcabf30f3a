// A JSON Schema that is also a Standard Schema (https://standardschema.dev, with JSON Schema), which the AI SDK takes
// as it is. The member of that is not enumerable: as JSON, it is plain JSON Schema.

/**
 * @template {object} T
 * @param {T} schema
 * @returns {T & { readonly "~standard": any }}
 */
export function standard(schema) {
  const own = {
    version: 1,
    vendor: "smooch-edge",
    // The core checks what a call takes, and says what is wrong with its path.
    validate: (/** @type {unknown} */ value) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? { value }
        : { issues: [{ message: "The arguments must be an object." }] },
    jsonSchema: { input: () => open(schema), output: () => ({}) },
  };
  return /** @type {any} */ (Object.defineProperty({ ...schema }, "~standard", { value: own }));
}

/**
 * Says `{}` if an object may have members that it does not name: the AI SDK takes `true`, and no word, for `false`.
 *
 * @param {any} schema
 * @returns {any}
 */
function open(schema) {
  if (Array.isArray(schema)) return schema.map(open);
  if (schema === null || typeof schema !== "object") return schema;
  const result = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, open(part)]));
  const isObject = [schema.type].flat().includes("object");
  if (isObject && (schema.additionalProperties === undefined || schema.additionalProperties === true))
    result.additionalProperties = {};
  return result;
}
