// All operations of the API, as the rows of the package print them, and the schemas of what they take.

import catalog from "virtual:operations";

import type { Schema, SchemaDocument } from "../schema/schema";

/** An operation, as a version of the client has it. */
export interface Row {
  /** `conversations.passControl` */
  name: string;
  description: string;
  effect: "reads" | "changes" | "deletes" | "reaches";
  /** What its ids are called, in order. */
  ids: readonly string[];
  /** The version of the API that it goes to, if it is another one than the client's. */
  version?: string;
  /** Whether `{ conversationId }` may stand for the first id. */
  takesConversation?: boolean;
  body?: { name: string; schema: Schema; isOptional: boolean; isForm: boolean };
  query?: { schema: Schema; isOptional: boolean; isArgument: boolean };
  isList?: boolean;
  method: string;
  path: string;
  retry: string;
  response: string;
  /** What the client looks up before it sends. */
  lookup?: string;
}

/** The operations of a version, in the order of the reference. */
export function operationsOf(version: string): readonly Row[] {
  return catalog.operations[version] ?? [];
}

export function find(version: string, name: string): Row | undefined {
  return operationsOf(version).find((row) => row.name === name);
}

/** The versions that have an operation, oldest first. */
export function versionsWith(name: string): string[] {
  return Object.keys(catalog.operations).filter((version) => find(version, name));
}

/** The definitions that the schemas of an operation refer to. */
export function documentOf(version: string, row: Row): SchemaDocument {
  return { $defs: { ...catalog.definitions.v1, ...catalog.definitions[row.version ?? version] } };
}

/** Operations whose name or description has all the words. */
export function search(version: string, words: string): readonly Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return operationsOf(version).filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
