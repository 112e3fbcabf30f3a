// @ts-check
// Makes one sentence of the errors of a schema check: the path of the field and what is wrong with it. In a union it
// speaks of the branch that the caller most likely meant.

/** @typedef {{ instancePath: string, schemaPath: string, keyword: string, message?: string, params: Record<string, any> }} SchemaError */

/** @param {SchemaError[]} errors */
export function complaint(errors) {
  const error = mostTelling(errors);
  if (error === undefined) return "The body is not valid.";
  const path = pathOf(error);
  return `${path === "" ? "The body" : path} ${wording(error)}.`;
}

/**
 * A branch of a union that fails on its tag was not meant; of the others the deepest error is the most precise, and
 * "no branch fits" says least.
 * @param {SchemaError[]} errors
 */
function mostTelling(errors) {
  const unions = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const isVague = (/** @type {SchemaError} */ { keyword }) => ["oneOf", "anyOf", "if", "not"].includes(keyword);
  const branchOf = (/** @type {SchemaError} */ { schemaPath }) =>
    /^.*?\/(?:oneOf|anyOf)\/\d+|^#\/\$defs\/[^/]+|^[^#]*#\/\$defs\/[^/]+/.exec(schemaPath)?.[0];
  const isTag = (/** @type {SchemaError} */ { keyword }) => keyword === "const" || keyword === "enum";
  const unmeant = new Set(unions.length === 0 ? [] : errors.filter(isTag).map(branchOf));
  const meant = errors.filter((error) => !isVague(error) && !unmeant.has(branchOf(error)));
  const candidates = meant.length > 0 ? meant : errors;
  return [...candidates].sort((a, b) => depth(b) - depth(a))[0];
}

/** @param {SchemaError} error */
const depth = ({ instancePath }) => instancePath.split("/").length;

/** @param {SchemaError} error */
function pathOf({ instancePath, keyword, params }) {
  const own = keyword === "required" ? [params.missingProperty] : keyword === "discriminator" ? [params.tag] : [];
  return [...instancePath.split("/").slice(1), ...own]
    .map((part) => String(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === "" ? part : `${path}.${part}`), "");
}

/** @param {SchemaError} error */
function wording({ instancePath, keyword, params, message = "is not valid" }) {
  switch (keyword) {
    case "required":
      return "is required";
    case "discriminator":
      return `cannot be ${JSON.stringify(params.tagValue)}, which is none of the known values`;
    case "pattern":
      return instancePath.endsWith("/phoneNumber")
        ? "must start with + and the country code, such as +15145555555"
        : "does not have the form that it must have";
    case "enum":
      return `must be one of ${params.allowedValues.join(", ")}`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case "type":
      return `must be ${[params.type].flat().join(" or ")}`;
    case "oneOf":
    case "anyOf":
      return "fits none, or more than one, of the allowed forms";
    case "false schema":
      return "cannot be given here";
    default:
      return message;
  }
}
