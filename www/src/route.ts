// Which view of the page is asked for: the recipe, or any operation. It stands in the address, as `#/operations/users.get`.

import { signal } from "@preact/signals";

export type View = { kind: "recipe" } | { kind: "operations"; name?: string; version?: string };

/** The view of the part of an address after the `#`. */
export function viewOf(hash: string): View {
  const [, name, version] = /^#\/operations(?:\/([\w.]*))?(?:\?version=(v[\d.]+))?$/.exec(hash) ?? [];
  if (name === undefined && !hash.startsWith("#/operations")) return { kind: "recipe" };
  return { kind: "operations", ...(name && { name }), ...(version && { version }) };
}

export function hashOf(name: string, version?: string): string {
  return `#/operations/${name}${version ? `?version=${version}` : ""}`;
}

export const view = signal<View>({ kind: "recipe" });

/** Keeps the view as the address says. */
export function followRoute(): void {
  const arrive = () => (view.value = viewOf(location.hash));
  arrive();
  addEventListener("hashchange", arrive);
}
