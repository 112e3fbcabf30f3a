// The draft in the address, after the `#`, where no server sees it. Nothing of the key is ever written there.

import { draft, type Draft } from "./draft";
import { examples } from "./examples";
import { isObject, type Json } from "./json";
import { operations, steps } from "./steps";
import { versions } from "./schema/schema";
import { view } from "./route";
import { faults } from "./happen/faults";

/** The draft as the part of an address after the `#`. */
export function written(value: Draft): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `d=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The draft of an address, or `undefined` where there is none or it is damaged. */
export function read(hash: string): Draft | undefined {
  const text = hash.replace(/^#/, "");
  const example = examples.find(({ id }) => id === text);
  if (example) return { version: example.version, step: "user", bodies: example.bodies };
  if (!text.startsWith("d=")) return undefined;
  try {
    const binary = atob(text.slice(2).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

/** Only what a draft has: an address may come from anyone. */
function checked(value: Json): Draft | undefined {
  if (!isObject(value) || !isObject(value.bodies)) return undefined;
  const { bodies } = value;
  if (!operations.every((operation) => isObject(bodies[operation]))) return undefined;
  const { version, step, baseUrl, dedupe, fault } = value;
  return {
    version: versions.find((known) => known === version) ?? versions[0]!,
    step: steps.find(({ id }) => id === step)?.id ?? "user",
    bodies: Object.fromEntries(operations.map((operation) => [operation, bodies[operation]])) as Draft["bodies"],
    ...(typeof baseUrl === "string" && { baseUrl }),
    ...(dedupe === true && { dedupe }),
    ...(isObject(fault) &&
      faults.some(({ id }) => id === fault.id) && {
        fault: { id: String(fault.id), times: fault.times === "always" ? "always" : Number(fault.times) || 1 },
      }),
  };
}

/** Keeps the address and the draft the same, whichever changes. */
export function followAddress(): void {
  const arrive = () => {
    const arrived = read(location.hash);
    if (arrived) draft.value = arrived;
  };
  arrive();
  addEventListener("hashchange", arrive);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  draft.subscribe((value) => {
    // There the address says which operation is shown.
    if (view.value.kind === "operations") return;
    // A page that was only opened keeps the address it was opened with.
    if (first) {
      first = false;
      return;
    }
    clearTimeout(timer);
    // Browsers refuse too many changes of the address in a short time.
    timer = setTimeout(() => history.replaceState(null, "", `#${written(value)}`), 200);
  });
}
