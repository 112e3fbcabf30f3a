// A value that a schema accepts, for a form to begin with and for the examples of the reference: what is required, with
// the schema's own examples where it has some.

import type { Json } from "../json";
import { alternatives, resolve, type Schema, type SchemaDocument } from "./schema";

/** Texts for members whose name says what they hold. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(url|uri|target)$/i, "https://example.com/here"],
  [/mediaType$/i, "image/png"],
  [/email$/i, "ada@example.com"],
  [/phone/i, "+15145555555"],
  [/userId$/i, "ada"],
  [/^code$/i, "a-code"],
  [/^text$/, "Hello"],
  [/^switchboardIntegration$/, "agents"],
  [/At$/, "2026-01-31T12:00:00Z"],
];

/** Objects whose schema leaves them open. */
const OPEN: Readonly<Record<string, Json>> = { message: { role: "appMaker", type: "text", text: "Hello" } };

/** What a sample needs to know besides the schema: values for members of certain names. */
export type Known = Readonly<Record<string, string>>;

/** The least that `schema` accepts. `known` gives ids that are there. */
export function sample(schema: Schema, document: SchemaDocument, known: Known = {}, name = ""): Json {
  const whole = resolve(schema, document);
  const [first] = alternatives(whole, document);
  if (first) return sample(first.schema, document, known, name);
  if (whole.const !== undefined) return whole.const;
  if (whole.examples?.length) return whole.examples[0];
  if (whole.enum) return whole.enum[0];
  switch ([whole.type].flat().find((type) => type !== "null")) {
    case "object": {
      if (!whole.properties && OPEN[name]) return OPEN[name];
      const { properties = {}, required = [], allOf = [] } = whole;
      const oneOfThese = allOf.flatMap(({ anyOf, oneOf }) => (anyOf ?? oneOf)?.[0]?.required ?? []);
      const names = [...new Set([...required, ...oneOfThese])];
      return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, document, known, name)]));
    }
    case "array":
      return [sample(whole.items ?? {}, document, known, name)];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return whole.minimum ?? 1;
    case "string":
      return known[name] ?? BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? `a ${worded(name)}`.trim();
    default:
      return {};
  }
}

/** `givenName` as words. */
function worded(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
