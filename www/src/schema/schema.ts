// The JSON Schemas that the build prints from the package's tables, one file per version of the API. Only what the
// tables use is understood: references, objects, lists, choices by a discriminator, and if/then/else around a choice.

import documents from "virtual:schemas";

import { isObject, type Json, type JsonObject } from "../json";

export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  deprecated?: boolean;
  type?: string | string[];
  const?: Json;
  enum?: Json[];
  examples?: Json[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  discriminator?: { propertyName: string };
  oneOf?: Schema[];
  anyOf?: Schema[];
  /** Of which members one is needed: each an `anyOf` or a `oneOf` of what is required. */
  allOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
}

export interface SchemaDocument {
  $defs: Record<string, Schema>;
}

/** The versions that the package's tables know, oldest first. */
export const versions: readonly string[] = Object.keys(documents);

/** The schema of a version's type, such as `Link`. */
export function schemaOf(version: string, name: string): { schema: Schema; document: SchemaDocument } {
  const document = documents[version] ?? documents[versions[0]!]!;
  return { schema: document.$defs[name] ?? {}, document };
}

/** The schema behind a reference; what stands beside the reference goes first. */
export function resolve(schema: Schema, document: SchemaDocument): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = document.$defs[$ref.split("/").at(-1)!] ?? {};
  return { ...resolve(target, document), ...beside };
}

/** One of the things that a value can be. */
export interface Alternative {
  /** What the choice shows: `twilio`. */
  name: string;
  schema: Schema;
  /** Whether a value is meant to be this. */
  meant: (value: JsonObject) => boolean;
}

/** The alternatives of a choice; none where the schema is no choice. */
export function alternatives(schema: Schema, document: SchemaDocument): Alternative[] {
  const { discriminator, oneOf } = schema;
  if (discriminator && oneOf) {
    return oneOf.map((one) => {
      const variant = resolve(one, document);
      const name = String(variant.properties?.[discriminator.propertyName]?.const);
      return { name, schema: variant, meant: (value) => value[discriminator.propertyName] === name };
    });
  }
  if (schema.if?.required && schema.then && schema.else) {
    const then = resolve(schema.then, document);
    const marks = schema.if.required;
    const marked = (value: JsonObject) => marks.every((mark) => mark in value);
    const others = alternatives(resolve(schema.else, document), document);
    return [
      ...others.map((other) => ({ ...other, meant: (value: JsonObject) => !marked(value) && other.meant(value) })),
      { name: then.title ?? "another form", schema: then, meant: marked },
    ];
  }
  return [];
}

/** The members that a choice is made by; the choice itself shows them. */
export function discriminatorOf(schema: Schema): string | undefined {
  return schema.discriminator?.propertyName ?? schema.else?.discriminator?.propertyName;
}

/** The least that a value of this schema has: what is required, and no more. Text is left to be filled in. */
export function blank(schema: Schema, document: SchemaDocument): Json {
  const whole = resolve(schema, document);
  const [first] = alternatives(whole, document);
  if (first) return blank(first.schema, document);
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  switch (whole.type) {
    case "object": {
      const oneOfThese = (whole.allOf ?? []).flatMap(({ anyOf, oneOf }) => (anyOf ?? oneOf)?.[0]?.required ?? []);
      const required = [...(whole.required ?? []), ...oneOfThese];
      return Object.fromEntries(required.map((name) => [name, blank(whole.properties?.[name] ?? {}, document)]));
    }
    case "array":
      return whole.minItems ? [blank(whole.items ?? {}, document)] : [];
    case "boolean":
      return true;
    default:
      return undefined;
  }
}

/** `next` filled with what `before` had under the same names and in the same shape, so that a choice loses little. */
export function carried(next: Json, before: Json, schema: Schema, document: SchemaDocument): Json {
  if (!isObject(next) || !isObject(before)) return next;
  const { properties = {} } = schema;
  const kept = Object.entries(before).filter(([name, value]) => {
    const own = properties[name] && resolve(properties[name], document);
    return own !== undefined && own.const === undefined && fits(own, value, document);
  });
  return { ...next, ...Object.fromEntries(kept) };
}

function fits(schema: Schema, value: Json, document: SchemaDocument): boolean {
  if (schema.enum) return schema.enum.includes(value);
  const choices = alternatives(schema, document);
  if (choices.length > 0) {
    return (
      isObject(value) &&
      choices.some(({ meant, schema: { required = [] } }) => {
        return meant(value) && required.every((name) => name in value);
      })
    );
  }
  if (schema.type === "array") return Array.isArray(value);
  if (schema.type === "object") return isObject(value);
  return value === undefined || [schema.type].flat().includes(typeof value);
}
