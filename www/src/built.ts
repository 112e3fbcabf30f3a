// What the package would send for the draft: `smooch.build` of the three calls, and the issues where it refuses. The
// package judges; the page shows.

import type { ApiVersion, BuiltRequest, CallOptions, Smooch, SmoochOptions } from "smooch-edge";
import { computed, effect, signal } from "@preact/signals";

import { draft, key, userId } from "./draft";
import { foundFor, spoken, type Found } from "./found";
import { travelling, type JsonObject } from "./json";
import { isUserId, operations, type Operation } from "./steps";

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
  smooch: Smooch<any>,
  version: string,
  operation: Operation,
  id: string,
  body: JsonObject,
): Promise<Built> {
  const found = foundFor(version, operation, body, id);
  const ids = Object.fromEntries(found.map(({ name, id }) => [name, id]));
  const options = callOptions(operation);
  // The forms make data; whether it has the right shape is what is asked here.
  const given = travelling(body) as any;
  const { create, link, send } = smooch.build;
  try {
    switch (operation) {
      case "create":
        return { request: await create(given, options), issues: [], found };
      case "link":
        return { request: await link(id, { ...given, ...ids }, options), issues: [], found };
      case "send":
        return {
          request: await send(id, spoken(version, given, id) as any, { ...options, ...ids }),
          issues: [],
          found,
        };
    }
  } catch (error) {
    return { issues: issuesOf(error), found };
  }
}

/** The issues of an error; an error without any is one itself. */
export function issuesOf(error: unknown): readonly Smooch.Issue[] {
  const { issues, message } = error as { issues?: readonly Smooch.Issue[]; message: string };
  return issues ?? [{ path: "", message, expected: "", received: "" }];
}

/** A client for the draft, or `undefined` where its options are refused. */
const client = computed<Smooch<any> | undefined>(() => {
  if (!core.value) return undefined;
  try {
    return new core.value.Smooch({ ...clientOptions(), fetch: nowhere });
  } catch {
    return undefined;
  }
});

/** Nothing is ever sent by the clients that only build. */
const nowhere = () => Promise.reject(new TypeError("This client builds requests only."));

/** Builds again whenever the draft changes. */
export function followDraft(): void {
  let turn = 0;
  effect(() => {
    const smooch = client.value;
    const { bodies, version } = draft.value;
    const id = userId.value;
    if (!core.value) return;
    optionIssues.value = smooch ? [] : refused();
    const mine = ++turn;
    if (!smooch) {
      built.value = ofAll(nothing);
      return;
    }
    const all = operations.map((operation) => build(smooch, version, operation, id, bodies[operation]));
    void Promise.all(all).then(([create, link, send]) => {
      if (mine === turn) built.value = { create: create!, link: link!, send: forSomeone(send!, link!) };
    });
  });
}

/** In v2 no request of a message names its user, so that only the link's build misses one. */
function forSomeone(send: Built, link: Built): Built {
  const nobody = link.issues.filter(({ path }) => isUserId("link", path));
  if (!send.request || nobody.length === 0) return send;
  return { issues: nobody, found: send.found };
}

function refused(): readonly Smooch.Issue[] {
  try {
    new core.value!.Smooch({ ...clientOptions(), fetch: nowhere });
    return [];
  } catch (error) {
    return issuesOf(error);
  }
}

/** A call in another version than that of the draft. */
export async function inVersion(version: string, operation: Operation, id: string, body: JsonObject): Promise<Built> {
  try {
    const smooch = new core.value!.Smooch({ ...clientOptions(version), fetch: nowhere });
    return await build(smooch, version, operation, id, body);
  } catch (error) {
    return { issues: issuesOf(error), found: [] };
  }
}
