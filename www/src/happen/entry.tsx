// One line of the timeline, which opens to its JSON.

import { Code } from "../code/code";
import type { Attempt, CallEntry, Entry } from "./timeline";

export function EntryView({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case "call":
      return <Call entry={entry} />;
    case "webhook":
      return (
        <li class="entry webhook" data-bad={entry.failed} data-trigger={entry.trigger}>
          <details>
            <summary>
              <span class="what">webhook</span> <code>{breakable(entry.trigger)}</code>
              {entry.summary && <span class="summary">{entry.summary}</span>}
            </summary>
            <Code text={pretty(entry.text)} language="json" label={`Payload of ${entry.trigger}`} />
          </details>
        </li>
      );
    case "person":
      return (
        <li class="entry person">
          <p>
            <span class="what">person</span> {entry.text}
          </p>
        </li>
      );
  }
}

/** A name that may go over lines after its colons. */
function breakable(name: string) {
  return name.split(/(?<=:)/).map((part, index) => [index > 0 && <wbr />, part]);
}

function Call({ entry }: { entry: CallEntry }) {
  const { operation, attempts, state, failure } = entry;
  return (
    <li class="entry call" data-state={state} data-operation={operation} data-error={failure?.name}>
      <p class="call-head">
        <span class="what">call</span> <code>smooch.{operation}</code>
        <span class="outcome">{{ running: "under way", done: "resolved", failed: "rejected" }[state]}</span>
      </p>
      <ol class="attempts">
        {attempts.map((attempt, index) => (
          <AttemptView key={index} attempt={attempt} of={operation} before={attempts[index - 1]} />
        ))}
      </ol>
      {state === "running" && attempts.at(-1)?.duration !== undefined && (
        <p class="hint waiting">Waits before it tries again…</p>
      )}
      {failure && (
        <div class="failure">
          <p>
            <strong>{failure.name}</strong> {failure.message}
          </p>
          <dl>
            {(["code", "sent", "retryable", "attempts"] as const)
              .filter((name) => failure[name] !== undefined)
              .map((name) => (
                <div key={name} data-field={name}>
                  <dt>{name}</dt>
                  <dd>{String(failure[name])}</dd>
                </div>
              ))}
          </dl>
        </div>
      )}
    </li>
  );
}

function AttemptView({ attempt, of, before }: { attempt: Attempt; of: string; before: Attempt | undefined }) {
  const name = nameOf(attempt, of);
  const { method, url, body, status, text, duration } = attempt;
  const waited = before ? waitBetween(before, attempt) : 0;
  const bad = isBad(attempt);
  return (
    <li class="attempt" data-bad={bad} data-name={name} data-outcome={status ?? attempt.failure}>
      {waited >= 50 && <p class="hint">waited {seconds(waited)}</p>}
      <details>
        <summary>
          <span class="line">
            {name} {method} {shortened(url)}
          </span>
          <span class="status">{status ?? attempt.failure ?? "…"}</span>
          {duration !== undefined && <span class="took">{seconds(duration)}</span>}
        </summary>
        <p class="endpoint">
          {method} {url}
        </p>
        {body && <Code text={pretty(body)} language="json" label="Request body" />}
        {text !== undefined && <Code text={pretty(text)} language="json" label="Answer" />}
        {status !== undefined && text === undefined && <p class="hint">The answer broke off while it was read.</p>}
      </details>
    </li>
  );
}

/** Whether it failed, or was refused. */
function isBad({ failure, status }: Attempt): boolean {
  return failure !== undefined || (status !== undefined && status >= 400);
}

/** How long the package waited: before it repeats what went wrong, and before it looks again. */
function waitBetween(before: Attempt, { operation, at }: Attempt): number {
  if (before.duration === undefined || !(isBad(before) || before.operation === operation)) return 0;
  return at - before.at - before.duration;
}

/** The number of an attempt at the call itself; what a request is for that the call only needs. */
function nameOf({ operation, number }: Attempt, call: string): string {
  if (operation === call || !operation.includes(".")) return String(number);
  return operation.endsWith(".create") ? "makes" : "looks";
}

/** The path, with the service's ids cut short: they are all in the line's details. */
function shortened(url: string): string {
  return new URL(url).pathname.replace(/\/apps\/[^/]+/, "/…").replace(/\b([0-9a-f]{4})[0-9a-f]{20}\b/g, "$1…");
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
