// The dialog for what was written elsewhere: it says what is wrong with it, repairs it, and takes it into the forms.

import type { Smooch } from "smooch-edge";
import { useEffect, useRef, useState } from "preact/hooks";

import { announce } from "../announce";
import { core, inVersion } from "../built";
import { change, draft, userId } from "../draft";
import { versions } from "../schema/schema";
import { bodyType, operations, stepOf, type Operation } from "../steps";
import { diagnose, type Diagnosis } from "./diagnosis";
import { position, type Finding } from "./finding";
import { flat } from "./groups";
import { guide } from "./guide";

export default function PasteDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Operation>();
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.focus();
  }, []);
  const diagnosis = diagnose(text);
  const operation = chosen ?? diagnosis.operation;
  const version = versions.find((known) => known === diagnosis.version) ?? draft.value.version;
  const issues = useIssues(diagnosis, operation, version);

  const repair = () => {
    setText(diagnosis.repaired!);
    announce("Repaired.");
    field.current?.focus();
  };
  const use = () => {
    const { body } = diagnosis;
    if (!body || !operation) return;
    const bodies = { ...draft.value.bodies, [operation]: flat(operation, body) };
    if (diagnosis.userId !== undefined) bodies.create = { ...bodies.create, userId: diagnosis.userId };
    change({ version, bodies, step: stepOf(operation, "").id });
    close();
  };

  return (
    <dialog ref={dialog} class="paste" aria-labelledby="paste-title" onClose={close}>
      <header class="panel-head">
        <h2 id="paste-title">Paste a curl command or a JSON body</h2>
        <button type="button" class="quiet small" onClick={close}>
          Close
        </button>
      </header>
      <div class="guide" role="group" aria-label="The broken commands of the guide">
        <span class="hint">Or take one of the guide’s own, which are broken:</span>
        {guide.map((one) => (
          <button key={one.title} type="button" class="small" onClick={() => setText(one.text)}>
            {one.title}
          </button>
        ))}
      </div>
      <label for="pasted">What you have</label>
      <textarea
        id="pasted"
        ref={field}
        class="mono"
        rows={7}
        spellcheck={false}
        placeholder="curl https://api.smooch.io/v1/appusers/…"
        aria-describedby="verdict"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div id="verdict" class="verdict" role="status" aria-live="polite">
        <Verdict diagnosis={diagnosis} operation={operation} issues={issues} />
      </div>
      <Findings text={text} findings={diagnosis.findings} />
      <Rules text={text} diagnosis={diagnosis} issues={issues} />
      <footer>
        {diagnosis.body && (
          <label class="as">
            <span>It is</span>
            <select value={operation ?? ""} onChange={(event) => setChosen(event.currentTarget.value as Operation)}>
              {!operation && <option value="">(choose)</option>}
              {operations.map((one) => (
                <option key={one} value={one}>
                  {bodyType[one]}: smooch.{one}
                </option>
              ))}
            </select>
          </label>
        )}
        {diagnosis.repaired !== undefined ? (
          <button type="button" class="primary" onClick={repair}>
            Repair
          </button>
        ) : (
          <button type="button" class="primary" disabled={!diagnosis.body || !operation} onClick={use}>
            Use it in the forms
          </button>
        )}
      </footer>
    </dialog>
  );
}

/** What the package says to the body. */
function useIssues({ body, userId: id }: Diagnosis, operation: Operation | undefined, version: string) {
  const [issues, setIssues] = useState<readonly Smooch.Issue[]>([]);
  const key = JSON.stringify([body, operation, version, id]);
  useEffect(() => {
    let gone = false;
    setIssues([]);
    if (body && operation && core.value) {
      void inVersion(version, operation, id ?? userId.value, body).then(({ issues }) => {
        if (!gone) setIssues(issues);
      });
    }
    return () => void (gone = true);
  }, [key]);
  return issues;
}

function Verdict({
  diagnosis,
  operation,
  issues,
}: {
  diagnosis: Diagnosis;
  operation: Operation | undefined;
  issues: readonly Smooch.Issue[];
}) {
  const { kind, findings, repaired, body } = diagnosis;
  if (kind === "nothing") return null;
  const wrong = findings.filter(({ note }) => !note).length;
  if (wrong > 0) {
    const count = wrong === 1 ? "One thing is wrong" : `${wrong} things are wrong`;
    return (
      <p class="bad">
        {count}
        {kind === "neither" ? "." : ` with this ${kind === "curl" ? "command" : "JSON"}.`}
        {repaired !== undefined && " It can be repaired."}
      </p>
    );
  }
  if (!body) return null;
  if (issues.length > 0) return <p class="bad">The JSON is correct; the package refuses what it says.</p>;
  return <p class="good">Nothing is wrong{operation ? ` with this ${bodyType[operation]}` : ""}.</p>;
}

function Findings({ text, findings }: { text: string; findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ol class="findings">
      {findings.map(({ at, message, expected, found, note }) => (
        <li key={`${at} ${message}`} data-note={note ?? false}>
          <p>{message}</p>
          {!note && <Place text={text} at={at} expected={expected} found={found} />}
        </li>
      ))}
    </ol>
  );
}

function Place({
  text,
  at,
  expected,
  found,
}: {
  text: string;
  at: number;
  expected?: string | undefined;
  found?: string | undefined;
}) {
  const { line, column, excerpt, caret } = position(text, at);
  return (
    <>
      <p class="hint">
        Line {line}, column {column}
        {expected && (
          <>
            : expected <code>{expected}</code>, found <code>{found}</code>
          </>
        )}
      </p>
      <pre class="excerpt" aria-hidden="true">
        {excerpt.slice(0, caret)}
        <mark>{excerpt.slice(caret, caret + 1) || " "}</mark>
        {excerpt.slice(caret + 1)}
      </pre>
    </>
  );
}

/** The issues of the package, with the place of the member they are about. */
function Rules({ text, diagnosis, issues }: { text: string; diagnosis: Diagnosis; issues: readonly Smooch.Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <ol class="findings">
      {issues.map(({ path, message }) => (
        <li key={path + message}>
          <p>{message}</p>
          <p class="hint">
            <code>{path}</code>
            {where(text, diagnosis, path)}
          </p>
        </li>
      ))}
    </ol>
  );
}

function where(text: string, { places }: Diagnosis, path: string): string {
  const at = places.get(path);
  if (at === undefined) return "";
  const { line, column } = position(text, at);
  return `, line ${line}, column ${column}`;
}
