// Makes the calls: the package with the emulator as its `fetch`, and its hooks writing every attempt down.

import type { Smooch } from "smooch-edge";
import type { Emulator } from "smooch-emulator";
import { computed } from "@preact/signals";

import { announce } from "../announce";
import { built, callOptions, clientOptions, core } from "../built";
import { draft, userId } from "../draft";
import { learn } from "../found";
import { travelling } from "../json";
import { operations, type Operation } from "../steps";
import { faults, TIMEOUT } from "./faults";
import { beat, beginning, emulator, openService, registerWebhook, reset } from "./service";
import { add, busy, update, type Attempt, type Failure } from "./timeline";

/** Makes one call, unless one is under way; tells whether it went well. */
export async function send(operation: Operation): Promise<boolean> {
  if (busy.value) return false;
  const id = add({ kind: "call", operation, attempts: [], state: "running" });
  current = id;
  try {
    const service = await openService();
    await registerWebhook(service);
    spoil(service, operation);
    const smooch = client(service);
    const body = travelling(draft.value.bodies[operation]) as any;
    const options = callOptions(operation);
    if (operation === "create") await smooch.create(body, options);
    else if (operation === "link") await smooch.link(userId.value, body, options);
    else await smooch.send(userId.value, body, options);
    update(id, () => ({ state: "done" }));
    announce(`smooch.${operation} is done.`, { show: false });
    return true;
  } catch (error) {
    const failure = told(error);
    update(id, () => ({ state: "failed", failure }));
    announce(`smooch.${operation} failed: ${failure.message}`, { show: false });
    return false;
  } finally {
    emulator.value?.faults.clear();
    beat.value += 1;
  }
}

/** The call that is under way. */
let current = 0;

let kept: { sameAs: string; smooch: Smooch<any> } | undefined;

/** One client for as long as its options stay: what it found for one call it knows for the next, as yours would. */
function client({ fetch }: Emulator): Smooch<any> {
  const options = clientOptions();
  const sameAs = JSON.stringify([beginning, options]);
  if (kept?.sameAs === sameAs) return kept.smooch;
  const change = (next: (attempts: readonly Attempt[]) => Attempt[]) =>
    update(current, ({ attempts }) => ({ attempts: next(attempts) }));
  const smooch = new core.value!.Smooch({
    ...options,
    fetch,
    timeout: TIMEOUT,
    verboseHooks: true,
    onRequest: ({ operation, attempt, method, url = "", body }) => {
      change((attempts) => [...attempts, { operation, number: attempt, method, url, body, at: performance.now() }]);
      learned(operation, url, body);
    },
    onResponse: ({ duration, status, text, failure }) =>
      change((attempts) => [...attempts.slice(0, -1), { ...attempts.at(-1)!, duration, status, text, failure }]),
  });
  kept = { sameAs, smooch };
  return smooch;
}

function learned(operation: string, url: string, body: string | undefined): void {
  if (operation === "link" || operation === "send") learn(built.value[operation].found, userId.value, url, body);
}

/** The recipe from the start: each call once the one before is done and its link has settled. */
export async function sendAll(): Promise<void> {
  if (busy.value) return;
  reset();
  for (const operation of operations) {
    if (!(await send(operation))) return;
    await emulator.value!.settled();
  }
}

/** Whether every call could be sent. */
export const sendable = computed(() => operations.every((operation) => built.value[operation].request));

/** Lets the chosen fault meet the requests of this call. */
function spoil({ faults: rules }: Emulator, operation: Operation): void {
  const { fault } = draft.value;
  const chosen = faults.find(({ id }) => id === fault?.id);
  rules.set(chosen ? [{ ...chosen.rule, match: { operation }, times: fault!.times }] : []);
}

function told(error: unknown): Failure {
  if (core.value!.SmoochError.is(error)) return error.toJSON() as unknown as Failure;
  const { name, message } = error as Error;
  return { name, message };
}
