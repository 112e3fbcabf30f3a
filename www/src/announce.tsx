// What is said to those who do not see it, and shown for a moment to those who do.

import { signal } from "@preact/signals";

const said = signal("");
/** What is on the page anyway is only said. */
const shown = signal(false);
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string, { show = true } = {}): void {
  clearTimeout(timer);
  said.value = text;
  shown.value = show;
  timer = setTimeout(() => (said.value = ""), 4_000);
}

export function Announcement() {
  return (
    <div class={shown.value && said.value !== "" ? "announcement" : "hidden"} role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
