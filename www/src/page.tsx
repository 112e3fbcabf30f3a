// The whole page: what to make on the left, what is sent in the middle, what happens on the right.

import { effect, signal, useSignal } from "@preact/signals";

import { announce, Announcement } from "./announce";
import { change, draft, example, take } from "./draft";
import { examples } from "./examples";
import { StepsPanel } from "./form/steps-panel";
import { HappensPanel } from "./happen/happens-panel";
import { busy } from "./happen/timeline";
import { reset } from "./happen/service";
import { written } from "./link";
import { RequestPanel } from "./request-panel";
import { view } from "./route";
import { versions } from "./schema/schema";

/** Loaded when it is first asked for: few need it, and it is no small part of the page. */
const pasteDialog = signal<typeof import("./paste/dialog").default | undefined>(undefined);

async function loadPasteDialog(): Promise<void> {
  const { default: dialog } = await import("./paste/dialog");
  pasteDialog.value = dialog;
}

const operationsView = signal<typeof import("./operations/view").default | undefined>(undefined);

/** Loads the second view once it is asked for. */
effect(() => {
  if (view.value.kind !== "operations" || operationsView.peek()) return;
  void import("./operations/view").then(({ default: loaded }) => (operationsView.value = loaded));
});

export function Page() {
  const isRecipe = view.value.kind === "recipe";
  const Operations = operationsView.value;
  const pasting = useSignal(false);
  const Dialog = pasteDialog.value;
  const paste = () => {
    pasting.value = true;
    void loadPasteDialog();
  };
  return (
    <>
      <a class="skip" href={isRecipe ? "#request" : "#operation"} onClick={(event) => skip(event)}>
        {isRecipe ? "Skip to what is sent" : "Skip to the operation"}
      </a>
      <header class="top">
        <div class="title">
          <h1>
            <a href="../">smooch-edge</a>
          </h1>
          <p>{isRecipe ? RECIPE : "Any operation of the API: fill it in, see the request, send it to the emulator."}</p>
        </div>
        <nav class="views" aria-label="Views">
          <a href="#" aria-current={isRecipe ? "page" : undefined}>
            Recipe
          </a>
          <a href="#/operations" aria-current={isRecipe ? undefined : "page"}>
            Any operation
          </a>
          <a href="../guide/">Guide</a>
          <a href="../reference/">Reference</a>
        </nav>
        {isRecipe && <RecipeTools paste={paste} />}
      </header>
      {isRecipe ? (
        <Recipe />
      ) : Operations ? (
        <Operations />
      ) : (
        <main>
          <p class="hint waiting">Loading…</p>
        </main>
      )}
      <Announcement />
      {pasting.value && Dialog && <Dialog close={() => (pasting.value = false)} />}
    </>
  );
}

const RECIPE = "Create a user, link a channel, send a message: see the request, send it, see it arrive.";

function RecipeTools({ paste }: { paste: () => void }) {
  return (
    <>
      <div class="top-tools">
        <VersionSwitch />
        <button type="button" onClick={paste}>
          Paste a curl or JSON
        </button>
        <button type="button" onClick={share}>
          Copy link
        </button>
      </div>
      <Examples />
    </>
  );
}

function Recipe() {
  return (
    <>
      <main>
        <StepsPanel />
        <RequestPanel />
        <HappensPanel />
      </main>
      <nav class="bottom" aria-label="Parts of the page">
        <a href="#steps" onClick={skip}>
          Make
        </a>
        <a href="#request" onClick={skip}>
          Send
        </a>
        <a href="#happens" onClick={skip}>
          Watch
        </a>
      </nav>
    </>
  );
}

/** Goes to a part of the page without touching the address, which holds the draft. */
function skip(event: { preventDefault(): void; currentTarget: HTMLAnchorElement }): void {
  event.preventDefault();
  const part = document.getElementById(event.currentTarget.hash.slice(1));
  part?.setAttribute("tabindex", "-1");
  part?.focus();
  part?.scrollIntoView();
}

function VersionSwitch() {
  return (
    <fieldset class="switch">
      <legend class="hidden">Version of the API</legend>
      {versions.map((version) => (
        <label key={version}>
          <input
            type="radio"
            name="version"
            value={version}
            checked={draft.value.version === version}
            onChange={() => change({ version })}
          />
          <span>{version}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Examples() {
  return (
    <div class="examples" role="group" aria-label="Examples">
      {examples.map((one) => (
        <button
          key={one.id}
          type="button"
          aria-pressed={example.value === one}
          aria-disabled={busy.value}
          onClick={() => {
            if (busy.value) return;
            reset();
            take(one);
          }}
        >
          {one.title}
        </button>
      ))}
    </div>
  );
}

async function share(): Promise<void> {
  const url = new URL(location.href);
  url.hash = written(draft.value);
  history.replaceState(null, "", url);
  try {
    await navigator.clipboard.writeText(url.href);
    announce("The link is copied. It holds what you filled in, and nothing of the key.");
  } catch {
    announce("The link is in the address bar. It holds what you filled in, and nothing of the key.");
  }
}
