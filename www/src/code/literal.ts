// A JSON value as the literal that a person would write in TypeScript: names without quotes where they need none, short
// objects on one line.

import { isObject, type Json } from "../json";

const WIDTH = 88;

/** Texts that are written as an expression instead. */
export type Expressions = ReadonlyMap<string, string>;

const NONE: Expressions = new Map();

export function literal(value: Json, indent = "", expressions = NONE): string {
  const short = oneLine(value, expressions);
  if (short.length + indent.length <= WIDTH) return short;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => `${inner}${literal(one, inner, expressions)},\n`).join("")}${indent}]`;
  }
  if (isObject(value)) {
    return `{\n${members(value)
      .map(([name, one]) => `${inner}${property(name)}: ${literal(one, inner, expressions)},\n`)
      .join("")}${indent}}`;
  }
  return short;
}

function oneLine(value: Json, expressions: Expressions): string {
  if (Array.isArray(value)) return `[${value.map((one) => oneLine(one, expressions)).join(", ")}]`;
  if (isObject(value)) {
    const inside = members(value).map(([name, one]) => `${property(name)}: ${oneLine(one, expressions)}`);
    return inside.length === 0 ? "{}" : `{ ${inside.join(", ")} }`;
  }
  const expression = typeof value === "string" ? expressions.get(value) : undefined;
  return expression ?? JSON.stringify(value) ?? "undefined";
}

function members(value: { [name: string]: Json }) {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
