// Makes the calls: the package with the emulator as its `fetch`, and its hooks writing every attempt down.

import { computed } from "@preact/signals";

import { announce } from "../announce";
import { built, callOptions, clientOptions, core } from "../built";
import { draft, userId } from "../draft";
import { travelling } from "../json";
import { operations, type Operation } from "../steps";
import { faults, TIMEOUT } from "./faults";
import { beat, registerWebhook, reset, service } from "./service";
import { add, timeline, update, type Attempt, type Failure } from "./timeline";

/** Whether a call is under way. */
export const busy = computed(() => timeline.value.some((entry) => entry.kind === "call" && entry.state === "running"));

/** Makes one call, unless one is under way; tells whether it went well. */
export async function send(operation: Operation): Promise<boolean> {
  if (busy.value) return false;
  const id = add({ kind: "call", operation, attempts: [], state: "running" });
  await registerWebhook();
  spoil(operation);
  const last = (change: Partial<Attempt>) =>
    update(id, ({ attempts }) => ({ attempts: [...attempts.slice(0, -1), { ...attempts.at(-1)!, ...change }] }));
  try {
    const smooch = new core.value!.Smooch({
      ...clientOptions(),
      fetch: service().fetch,
      timeout: TIMEOUT,
      verboseHooks: true,
      onRequest: ({ operation, attempt, method, url, path, body }) =>
        update(id, ({ attempts }) => ({
          attempts: [
            ...attempts,
            { operation, number: attempt, method, url: url ?? path, body, at: performance.now() },
          ],
        })),
      onResponse: ({ duration, status, text, failure }) => last({ duration, status, text, failure }),
    });
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
    service().faults.clear();
    beat.value += 1;
  }
}

/** The recipe from the start: each call once the one before is done and its link has settled. */
export async function sendAll(): Promise<void> {
  if (busy.value) return;
  reset();
  for (const operation of operations) {
    if (!(await send(operation))) return;
    await service().settled();
  }
}

/** Whether every call could be sent. */
export const sendable = computed(() => operations.every((operation) => built.value[operation].request));

/** Lets the chosen fault meet the requests of this call. */
function spoil(operation: Operation): void {
  const { fault } = draft.value;
  const chosen = faults.find(({ id }) => id === fault?.id);
  service().faults.set(chosen ? [{ ...chosen.rule, match: { operation }, times: fault!.times }] : []);
}

function told(error: unknown): Failure {
  if (core.value!.SmoochError.is(error)) return error.toJSON() as unknown as Failure;
  return { name: "Error", message: String(error) };
}
