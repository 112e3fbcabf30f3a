// The search, loaded when somebody goes to its field.

import MiniSearch from "minisearch";

import { OPTIONS } from "./search-options";

const MOST = 12;

let index: Promise<MiniSearch> | undefined;

async function load(up: string): Promise<MiniSearch> {
  const response = await fetch(`${up}search.json`);
  if (!response.ok) throw new Error(`The index of the search is missing: ${response.status}`);
  return MiniSearch.loadJSONAsync(await response.text(), OPTIONS);
}

/** Shows the pages that have the words of the field. */
export async function show(box: HTMLInputElement, found: HTMLElement, up: string): Promise<void> {
  const words = box.value.trim();
  const said = document.querySelector("#found-count")!;
  const results = words === "" ? [] : (await (index ??= load(up))).search(words);
  if (box.value.trim() !== words) return;
  found.hidden = words === "";
  found.replaceChildren(
    ...(results.length === 0 ? [nothing(words)] : results.slice(0, MOST).map((one) => link(one, up))),
  );
  said.textContent = words === "" ? "" : `${results.length} pages found`;
}

function nothing(words: string): HTMLElement {
  const text = document.createElement("p");
  text.textContent = `No page has “${words}”.`;
  return text;
}

function link({ id, title, summary }: { id: string; [stored: string]: unknown }, up: string): HTMLElement {
  const anchor = document.createElement("a");
  anchor.href = `${up}${id.replace(/index$/, "") || ""}${id.endsWith("index") ? "" : ".html"}`;
  const name = document.createElement("strong");
  name.textContent = String(title);
  const about = document.createElement("span");
  about.textContent = String(summary);
  anchor.append(name, about);
  return anchor;
}
