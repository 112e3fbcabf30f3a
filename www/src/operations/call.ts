// A call of any operation as data: what the form holds, the request that the package makes of it, and the call itself.

import type { BuiltRequest, Smooch } from "smooch-edge";

import { announce } from "../announce";
import { clientOptions, core, issuesOf } from "../built";
import { draft } from "../draft";
import { openService, registerWebhook, beat } from "../happen/service";
import { add, update, type Attempt, type Failure } from "../happen/timeline";
import { travelling, type Json } from "../json";
import { sample, type Known } from "../schema/sample";
import { documentOf, type Row } from "./catalog";

/** What a form holds. */
export interface Call {
  ids: readonly string[];
  /** Whether the first id is a conversation's, where it may be. */
  isConversation: boolean;
  body: Json;
  query: Json;
  /** The file of a body that is a form. */
  file?: File | undefined;
}

/** What stands for an id in a request that the client looks up before it sends. */
export const NOT_YET = "looked-up-by-the-client";

/** A call that the package accepts, about what is in the emulator. */
export function firstCall(version: string, row: Row, known: Known, document = documentOf(version, row)): Call {
  const value = (part: { schema: any; isOptional: boolean } | undefined) =>
    part && !part.isOptional ? sample(part.schema, document, known) : part && {};
  return {
    ids: row.ids.map((name, index) => {
      if (index === 0 && row.takesConversation) return known.conversationId ?? "a-conversation-id";
      return known[name] ?? `some-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    }),
    isConversation: row.takesConversation === true,
    body: row.body?.isForm ? {} : value(row.body),
    query: value(row.query),
  };
}

export interface Built {
  request?: BuiltRequest;
  issues: readonly Smooch.Issue[];
}

/** The request of a call, or what is wrong with it. Ids that are looked up have a word in their place. */
export async function build(version: string, row: Row, call: Call): Promise<Built> {
  try {
    const smooch = new core.value!.Smooch(clientOptions(version));
    return {
      request: (await methodOf(smooch.build, row)(...argumentsOf(row, call, true))) as BuiltRequest,
      issues: [],
    };
  } catch (error) {
    return { issues: issuesOf(error) };
  }
}

/** Makes the call against the emulator and writes it into the timeline. */
export async function send(version: string, row: Row, call: Call): Promise<void> {
  const id = add({ kind: "call", operation: row.name, attempts: [], state: "running" });
  try {
    draft.value = { ...draft.value, version };
    const service = await openService();
    await registerWebhook(service);
    const change = (next: (attempts: readonly Attempt[]) => Attempt[]) =>
      update(id, ({ attempts }) => ({ attempts: next(attempts) }));
    const smooch = new core.value!.Smooch({
      ...clientOptions(version),
      fetch: service.fetch,
      maxRetries: 0,
      verboseHooks: true,
      onRequest: ({ operation, attempt, method, url = "", body }) =>
        change((attempts) => [...attempts, { operation, number: attempt, method, url, body, at: performance.now() }]),
      onResponse: ({ duration, status, text, failure }) =>
        change((attempts) => [...attempts.slice(0, -1), { ...attempts.at(-1)!, duration, status, text, failure }]),
    });
    const made = methodOf(smooch, row)(...argumentsOf(row, call, false));
    // Of a list, the first page.
    if (row.isList) await (made as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
    else await made;
    update(id, () => ({ state: "done" }));
    announce(`smooch.${row.name} is done.`, { show: false });
  } catch (error) {
    const failure = failureOf(error);
    update(id, () => ({ state: "failed", failure }));
    announce(`smooch.${row.name} failed: ${failure.message}`, { show: false });
  } finally {
    beat.value += 1;
  }
}

function failureOf(error: unknown): Failure {
  if (core.value?.SmoochError.is(error)) return error.toJSON() as unknown as Failure;
  const { name, message } = error as Error;
  return { name, message };
}

/** The method of a client, or of its `build`, that an operation is. */
export function methodOf(client: object, { name }: Pick<Row, "name">): (...given: unknown[]) => unknown {
  return name.split(".").reduce<any>((object, part) => object[part], client);
}

/** The arguments as the method takes them. */
export function argumentsOf(row: Row, { ids, isConversation, body, query, file }: Call, isBuilt: boolean): unknown[] {
  const given: unknown[] = [...ids];
  if (row.takesConversation) {
    if (isConversation) given[0] = { conversationId: ids[0] };
    else if (isBuilt) given[0] = { conversationId: NOT_YET };
  }
  if (row.body?.isForm) given.push(file ?? new File(["a file"], "file.txt", { type: "text/plain" }));
  else if (row.body) {
    const found =
      isBuilt && row.name === "link" && row.lookup ? { integrationId: NOT_YET, conversationId: NOT_YET } : {};
    given.push(typeof body === "object" && body && !Array.isArray(body) ? { ...found, ...travelling(body) } : body);
  }
  const flat = travelling(query ?? {}) as object;
  if (row.query?.isArgument) given.push(flat);
  const options = {
    ...(row.query && !row.query.isArgument && flat),
    ...(isBuilt && row.lookup?.includes("integrationId") && { integrationId: NOT_YET }),
  };
  if (Object.keys(options).length > 0) given.push(options);
  return given;
}

/** Which part of a call an issue is about. */
export function partOf(row: Row, version: string, { path }: Smooch.Issue): "ids" | "query" | "body" {
  const [first = ""] = path.split(/[.[]/);
  if (row.ids.includes(first) || (first === "conversationId" && row.takesConversation)) return "ids";
  if (!row.body) return "query";
  const document = documentOf(version, row);
  const name = row.query?.schema.$ref?.split("/").at(-1);
  return name && first in (document.$defs[name]?.properties ?? {}) ? "query" : "body";
}
