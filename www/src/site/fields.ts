// The fields of a body or a query as tables: name, type, limits, meaning. Each type that it refers to has a table of its own.

import { alternatives, resolve, type Schema, type SchemaDocument } from "../schema/schema";

interface Limits extends Schema {
  minLength?: number;
  maxLength?: number;
  readOnly?: boolean;
}

/** The tables of a schema and of all that it refers to; `level` is that of their headings. */
export function fieldTables(schema: Schema, document: SchemaDocument, heading: string): string {
  const parts: string[] = [];
  const wanted = [nameOf(schema)];
  for (const name of wanted) {
    if (name === undefined) continue;
    const refer = (next: string) => {
      if (!wanted.includes(next)) wanted.push(next);
    };
    parts.push(...tablesOf(name, document, heading, refer));
  }
  return parts.join("\n\n");
}

function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split("/").at(-1);
}

function tablesOf(name: string, document: SchemaDocument, heading: string, refer: (name: string) => void): string[] {
  const schema = document.$defs[name] ?? {};
  const head = `${heading} ${name}`;
  const choices = alternatives(schema, document);
  if (choices.length === 0) return [head, ...about(schema), table(schema, document, refer)].filter(Boolean);
  const each = choices.flatMap((choice) => [
    `${heading}# ${choice.name}`,
    ...about(choice.schema),
    table(choice.schema, document, refer),
  ]);
  return [head, ...about(schema), ...each].filter(Boolean);
}

function about({ description }: Schema): string[] {
  return description ? [description] : [];
}

function table(schema: Schema, document: SchemaDocument, refer: (name: string) => void): string {
  const rows = rowsOf(schema, document, refer, "");
  if (rows.length === 0) return "Any JSON object.";
  return ["| field | type | what it is |", "| --- | --- | --- |", ...rows].join("\n");
}

function rowsOf(schema: Schema, document: SchemaDocument, refer: (name: string) => void, before: string): string[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const whole = resolve(property, document) as Limits;
    if (whole.readOnly) return [];
    const path = before + name;
    const isInline = nameOf(property) === undefined && whole.properties !== undefined;
    const notes = [...limits(whole), ...(required.includes(name) ? ["required"] : [])];
    const said = [property.description ?? whole.description ?? "", whole.deprecated ? "Deprecated." : ""];
    const type = [typeOf(property, document, refer), ...notes].join(", ");
    const row = `| \`${path}\` | ${cell(type)} | ${cell(said.filter(Boolean).join(" "))} |`;
    return isInline ? [row, ...rowsOf(whole, document, refer, `${path}.`)] : [row];
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}

function typeOf(schema: Schema, document: SchemaDocument, refer: (name: string) => void): string {
  const name = nameOf(schema);
  const whole = resolve(schema, document);
  if (name && (whole.properties || alternatives(whole, document).length > 0)) {
    refer(name);
    return name;
  }
  if (whole.const !== undefined) return `\`${JSON.stringify(whole.const)}\``;
  if (whole.enum) return whole.enum.map((one) => `\`${JSON.stringify(one)}\``).join(" or ");
  if (whole.type === "array") return `list of ${typeOf(whole.items ?? {}, document, refer)}`;
  const types = [whole.type ?? "any JSON"].flat();
  return types.join(" or ");
}

function limits({ minLength, maxLength, minimum, maximum, minItems, maxItems, pattern }: Limits): string[] {
  return [
    span(minLength, maxLength, "character"),
    span(minItems, maxItems, "item"),
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : span(minimum, maximum, ""),
    pattern ? "in a form that is checked" : "",
  ].filter(Boolean);
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  const units = (count: number) => `${count} ${unit}${unit && count !== 1 ? "s" : ""}`.trim();
  if (most !== undefined) return least ? `${least} to ${units(most)}` : `at most ${units(most)}`;
  if (least === 1 && unit === "character") return "not empty";
  return least ? `at least ${units(least)}` : "";
}
