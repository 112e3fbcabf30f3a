// The second view of the playground: any operation, chosen by its name.

import { useSignal } from "@preact/signals";

import { change, draft } from "../draft";
import { hashOf, view, type View } from "../route";
import { search, versionsWith } from "./catalog";
import { OperationForm } from "./operation-form";

type Asked = Extract<View, { kind: "operations" }>;

/** What is shown while nothing is chosen. */
const FIRST = "conversations.passControl";

export default function OperationsView() {
  const words = useSignal("");
  const { name = FIRST, version: asked = draft.value.version } = view.value as Asked;
  const having = versionsWith(name);
  const version = having.includes(asked) ? asked : (having.at(-1) ?? asked);
  const listed = search(version, words.value);
  const choose = (next: string) => {
    change({ version: next });
    location.hash = hashOf(name, next);
  };
  return (
    <main class="operations">
      <section class="panel" aria-labelledby="operations-title">
        <header class="panel-head">
          <h2 id="operations-title">Operations of {version}</h2>
          <span class="hint" role="status">
            {listed.length}
          </span>
        </header>
        <label class="hidden" for="operation-search">
          Search the operations
        </label>
        <input
          id="operation-search"
          type="search"
          placeholder="Search: pass control"
          autocomplete="off"
          value={words.value}
          onInput={({ currentTarget }) => (words.value = currentTarget.value)}
        />
        <ul class="operation-list">
          {listed.map((row) => (
            <li key={row.name}>
              <a href={hashOf(row.name, version)} aria-current={row.name === name ? "true" : undefined}>
                <code>{row.name.split(/(?<=\.)/).flatMap((part, index) => (index > 0 ? [<wbr />, part] : part))}</code>
                <span class="hint">
                  {row.method} {row.effect === "reaches" && "· reaches a person"}
                </span>
              </a>
            </li>
          ))}
        </ul>
        {listed.length === 0 && <p class="hint">No operation of {version} has these words.</p>}
      </section>
      <section class="panel" id="operation" aria-labelledby="operation-title">
        <header class="panel-head">
          <h2 id="operation-title">
            <code>{name}</code>
          </h2>
          <a href={`../reference/${name}.html`}>Reference</a>
        </header>
        {having.length === 0 ? (
          <p class="refused">There is no operation of that name.</p>
        ) : (
          <OperationForm name={name} version={version} choose={choose} />
        )}
      </section>
    </main>
  );
}
