// The buttons that make things happen, and the switch of what shall go wrong.

import { built, core } from "../built";
import { change, draft } from "../draft";
import type { Operation } from "../steps";
import { faults } from "./faults";
import { send, sendable, sendAll } from "./sending";
import { busy } from "./timeline";
import { openService } from "./service";

const TIMES: readonly (number | "always")[] = [1, 2, "always"];

export function SendBar({ operation }: { operation: Operation }) {
  const { fault, dedupe } = draft.value;
  const chosen = faults.find(({ id }) => id === fault?.id);
  const show = (sending: Promise<unknown>) => {
    void sending;
    // On a narrow page what happens is below; on a wide one it is in sight already.
    if (matchMedia("(max-width: 759px)").matches) document.getElementById("happens")?.scrollIntoView();
  };
  return (
    // The emulator is loaded by the time that a hand has come from here to a button.
    <div class="send-bar" onPointerEnter={warm} onFocusIn={warm}>
      <div class="send-buttons">
        <button
          type="button"
          class="primary"
          disabled={!core.value || !built.value[operation].request}
          aria-disabled={busy.value}
          onClick={() => show(send(operation))}
        >
          Send
        </button>
        <button
          type="button"
          disabled={!core.value || !sendable.value}
          aria-disabled={busy.value}
          onClick={() => show(sendAll())}
        >
          Run all steps
        </button>
      </div>
      <div class="send-choices">
        <label>
          <span>What goes wrong</span>
          <select
            value={fault?.id ?? ""}
            onChange={({ currentTarget: { value } }) =>
              change({ fault: value === "" ? undefined : { id: value, times: fault?.times ?? 1 } })
            }
          >
            <option value="">nothing</option>
            {faults.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {fault && (
          <label>
            <span>How often</span>
            <select
              value={String(fault.times)}
              onChange={({ currentTarget: { value } }) =>
                change({ fault: { ...fault, times: value === "always" ? value : Number(value) } })
              }
            >
              {TIMES.map((times) => (
                <option key={times} value={String(times)}>
                  {times === "always" ? times : times === 1 ? "once" : "twice"}
                </option>
              ))}
            </select>
          </label>
        )}
        {operation !== "create" && (
          <label class="check">
            <input
              type="checkbox"
              checked={dedupe === true}
              onChange={(event) => change({ dedupe: event.currentTarget.checked || undefined })}
            />
            <span>
              <code>dedupe</code>: make repeats harmless
            </span>
          </label>
        )}
      </div>
      {chosen && <p class="hint">{chosen.shows}</p>}
    </div>
  );
}

/** Sending tells what goes wrong with it. */
function warm(): void {
  openService().catch(() => {});
}
