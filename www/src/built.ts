// What the package would send for the draft: the requests of the three calls, and the issues where it refuses. The
// package judges; the page shows.

import type { ApiVersion, BuiltRequest, CallOptions, Smooch, SmoochOptions } from "smooch-edge";
import { effect, signal } from "@preact/signals";

import { draft, key, userId } from "./draft";
import { conversations, rehearse, type Found } from "./found";
import { travelling, type JsonObject } from "./json";
import { operations, type Operation } from "./steps";

type Core = typeof import("./core");

/** The package, once it is loaded. */
export const core = signal<Core | undefined>(undefined);

/** Why it could not be loaded. */
export const refusal = signal<string | undefined>(undefined);

export async function loadCore(): Promise<void> {
  try {
    core.value = await import("./core");
  } catch (error) {
    refusal.value = String(error);
  }
}

export interface Built {
  request?: BuiltRequest;
  issues: readonly Smooch.Issue[];
  /** What of it the client finds before it sends. */
  found: readonly Found[];
}

const nothing: Built = { issues: [], found: [] };

function ofAll(one: Built): Record<Operation, Built> {
  return { create: one, link: one, send: one };
}

/** The request of each call, or what is wrong with it. */
export const built = signal<Record<Operation, Built>>(ofAll(nothing));

/** What is wrong with the options of the client: a key that is none, an address that is none. */
export const optionIssues = signal<readonly Smooch.Issue[]>([]);

/** The options of the client that the draft describes. */
export function clientOptions(version = draft.value.version): SmoochOptions {
  const { keyId, secret, auth, appId } = key.value;
  const { baseUrl } = draft.value;
  return {
    keyId,
    secret,
    ...(auth === "basic" && { auth }),
    ...(version !== "v1" && { apiVersion: version as ApiVersion }),
    // The short paths are the guide's own; v2 has none.
    ...(version === "v2" && { appId }),
    ...(baseUrl && { baseUrl }),
  };
}

/** The options of a call that the draft describes. */
export function callOptions(operation: Operation): CallOptions | undefined {
  return draft.value.dedupe && operation !== "create" ? { dedupe: true } : undefined;
}

/** The request of one call, with what the client would find for it. */
async function build(
  options: SmoochOptions,
  operation: Operation,
  id: string,
  body: JsonObject,
  own: CallOptions | undefined,
): Promise<Built> {
  const { Smooch } = core.value!;
  // The forms make data; whether it has the right shape is what is asked here.
  const given = travelling(body) as any;
  const { request, found, error } = await rehearse(Smooch, options, id, (smooch) =>
    operation === "create" ? smooch.create(given, own) : smooch[operation](id, given, own),
  );
  return request ? { request, found, issues: [] } : { found, issues: issuesOf(error) };
}

/** The issues of an error; an error without any is one itself. */
export function issuesOf(error: unknown): readonly Smooch.Issue[] {
  const { issues, message } = error as { issues?: readonly Smooch.Issue[]; message: string };
  return issues ?? [{ path: "", message, expected: "", received: "" }];
}

/** Builds again whenever the draft changes, or more is found. */
export function followDraft(): void {
  let turn = 0;
  effect(() => {
    const { bodies } = draft.value;
    const id = userId.value;
    const options = clientOptions();
    const own = Object.fromEntries(operations.map((operation) => [operation, callOptions(operation)]));
    void conversations.value;
    if (!core.value) return;
    optionIssues.value = refused(options);
    const mine = ++turn;
    if (optionIssues.value.length > 0) {
      built.value = ofAll(nothing);
      return;
    }
    const all = operations.map((operation) => build(options, operation, id, bodies[operation], own[operation]));
    void Promise.all(all).then(([create, link, send]) => {
      if (mine === turn) built.value = { create: create!, link: link!, send: send! };
    });
  });
}

function refused(options: SmoochOptions): readonly Smooch.Issue[] {
  try {
    new core.value!.Smooch(options);
    return [];
  } catch (error) {
    return issuesOf(error);
  }
}

/** A call in another version than that of the draft. */
export async function inVersion(version: string, operation: Operation, id: string, body: JsonObject): Promise<Built> {
  try {
    return await build(clientOptions(version), operation, id, body, callOptions(operation));
  } catch (error) {
    return { issues: issuesOf(error), found: [] };
  }
}
