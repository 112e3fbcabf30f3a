// The live form of one operation: its ids, its query and its body on one side, the request, the response and the events on
// the other. It stands in the playground and in each page of the reference.

import type { Smooch } from "smooch-edge";
import { effect, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

import { core, refusal } from "../built";
import { curl } from "../code/curl";
import { literal } from "../code/literal";
import { clientInTypeScript } from "../code/typescript";
import { draft, key } from "../draft";
import { Choice } from "../form/choice";
import { controlId, Issues, type Form } from "../form/field";
import { Members } from "../form/members";
import { RawJson } from "../form/raw-json";
import { EntryView } from "../happen/entry";
import { beginning } from "../happen/service";
import { busy, timeline } from "../happen/timeline";
import { put, without, type Json, type Place } from "../json";
import { IssueList } from "../problems";
import { RequestHead } from "../request-head";
import { Snippet } from "../snippet";
import { alternatives, resolve, type Schema } from "../schema/schema";
import { Tabs } from "../tabs";
import { argumentsOf, build, firstCall, NOT_YET, partOf, send, type Built, type Call } from "./call";
import { documentOf, find, versionsWith, type Row } from "./catalog";
import { prepare } from "./world";

/** What is in the emulator; nothing until it is there. */
const known = signal<Readonly<Record<string, string>> | undefined>(undefined);
const failed = signal("");

/** The beginning that `known` is of: whoever starts over empties the emulator. */
let since: number | undefined;

/** Loads the package and the emulator, and prepares it, once a beginning. */
function load(): void {
  if (since === beginning) return;
  since = beginning;
  known.value = undefined;
  failed.value = "";
  prepare().then(
    (ids) => (known.value = ids),
    (error: unknown) => {
      since = undefined;
      failed.value = String(error);
    },
  );
}

interface Props {
  name: string;
  version: string;
  choose: (version: string) => void;
}

export function OperationForm({ name, version, choose }: Props) {
  useEffect(load, []);
  const row = find(version, name);
  const versions = versionsWith(name);
  return (
    <div class="operation" data-operation={name} data-version={version}>
      <fieldset class="switch">
        <legend class="hidden">Version of the API for {name}</legend>
        {versions.map((one) => (
          <label key={one}>
            <input type="radio" name={`version of ${name}`} checked={one === version} onChange={() => choose(one)} />
            <span>{one}</span>
          </label>
        ))}
      </fieldset>
      {(failed.value || refusal.value) && (
        <p class="issue" role="alert">
          The form could not be loaded: {failed.value || refusal.value}
        </p>
      )}
      {!known.value || !core.value ? (
        <p class="hint waiting">Loading the package and the emulator…</p>
      ) : row ? (
        <Live key={`${version} ${name}`} row={row} version={version} known={known.value} />
      ) : (
        <p class="refused">
          {version} has no {name}; {versions.join(" and ") || "no version"} {versions.length === 1 ? "has" : "have"} it.
        </p>
      )}
    </div>
  );
}

function Live({ row, version, known }: { row: Row; version: string; known: Readonly<Record<string, string>> }) {
  const state = useMemo(() => stateOf(version, row, known), []);
  useEffect(() => state.follow(), []);
  const { request, issues } = state.built.value;
  const call = state.call.value;
  const running = busy.value;
  return (
    <div class="operation-parts">
      <form class="operation-form" aria-label={`What ${row.name} takes`} onSubmit={(event) => event.preventDefault()}>
        {row.ids.map((id, index) => (
          <Id key={id} row={row} name={id} index={index} call={call} set={state.set} issues={issues} />
        ))}
        {row.query && (
          <Part title="query" row={row} version={version} schema={row.query.schema} state={state} part="query" />
        )}
        {row.body?.isForm && (
          <div class="field">
            <label for={`${row.name}:file`}>
              <code>{row.body.name}</code>
            </label>
            <p class="hint" id={`${row.name}:file:hint`}>
              A file to upload; a text of two words unless you choose one.
            </p>
            <input
              id={`${row.name}:file`}
              type="file"
              aria-describedby={`${row.name}:file:hint`}
              onChange={({ currentTarget: { files } }) => state.set({ file: files?.[0] })}
            />
          </div>
        )}
        {row.body && !row.body.isForm && (
          <Part title={row.body.name} row={row} version={version} schema={row.body.schema} state={state} part="body" />
        )}
        {row.ids.length === 0 && !row.body && !row.query && <p class="hint">It takes nothing.</p>}
      </form>
      <div class="operation-request">
        <div class="send-buttons">
          <button
            type="button"
            class="primary"
            disabled={!request}
            aria-disabled={running}
            onClick={() => !running && void send(version, row, call)}
          >
            Send to the emulator
          </button>
          <button type="button" onClick={() => state.set(firstCall(version, row, known))}>
            Fill in again
          </button>
        </div>
        {issues.length > 0 && (
          <IssueList
            label="What is wrong"
            says={`${issues.length === 1 ? "One thing is" : `${issues.length} things are`} wrong. Nothing would be sent.`}
            issues={issues}
            whole={row.body?.name ?? "query"}
            go={(path) => lead(row, version, path, issues)}
          />
        )}
        <Words row={row} version={version} call={call} built={state.built.value} />
        <Happened name={row.name} />
      </div>
    </div>
  );
}

type State = ReturnType<typeof stateOf>;

/** The state of one form. */
function stateOf(version: string, row: Row, known: Readonly<Record<string, string>>) {
  const call = signal<Call>(firstCall(version, row, known));
  const built = signal<Built>({ issues: [] });
  let turn = 0;
  return {
    call,
    built,
    isJson: signal({ body: false, query: false }),
    set: (next: Partial<Call>) => (call.value = { ...call.value, ...next }),
    /** Builds the request again whenever the call or the key changes. */
    follow: () =>
      effect(() => {
        const now = call.value;
        void key.value;
        const mine = ++turn;
        void build(version, row, now).then((next) => {
          if (mine === turn) built.value = next;
        });
      }),
  };
}

function Id(props: {
  row: Row;
  name: string;
  index: number;
  call: Call;
  set: (next: Partial<Call>) => void;
  issues: readonly Smooch.Issue[];
}) {
  const { row, name, index, call, set, issues } = props;
  const id = controlId(`${row.name}:ids`, name);
  const mayBeConversation = row.takesConversation && index === 0;
  const own = issues.filter(({ path }) => path === name || (mayBeConversation && path === "conversationId"));
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>
          <code>{mayBeConversation && call.isConversation ? "conversationId" : name}</code>
          <span class="mark">required</span>
        </label>
      </div>
      <input
        id={id}
        value={call.ids[index] ?? ""}
        autocomplete="off"
        spellcheck={false}
        aria-required
        aria-invalid={own.length > 0}
        aria-describedby={`${id}:issues`}
        onInput={({ currentTarget: { value } }) => set({ ids: call.ids.with(index, value) })}
      />
      {mayBeConversation && (
        <label class="check">
          <input
            type="checkbox"
            checked={call.isConversation}
            onChange={({ currentTarget: { checked } }) => set({ isConversation: checked })}
          />
          <span>It is a conversation's id, not a user's</span>
        </label>
      )}
      <Issues id={id} issues={own} />
    </div>
  );
}

/** A body or a query: as a form, or as JSON. */
function Part(props: {
  title: string;
  row: Row;
  version: string;
  schema: Schema;
  state: State;
  part: "body" | "query";
}) {
  const { title, row, version, schema: given, state, part } = props;
  const document = documentOf(version, row);
  const schema = resolve(given, document);
  const value = state.call.value[part];
  const change = (next: Json) => state.set({ [part]: next });
  const issues = state.built.value.issues.filter((issue) => partOf(row, version, issue) === part);
  const operation = `${row.name}:${part}`;
  const form: Form = {
    operation,
    version,
    document,
    issues,
    setAt: (place: Place, next: Json) => change(put(state.call.value[part], place, next)),
    removeAt: (place: Place) => change(without(state.call.value[part], place)),
  };
  const id = controlId(operation, "");
  const isJson = state.isJson.value[part];
  const kind = { form, schema, value, place: [], id, set: change, describedBy: `${id}:about`, wrong: false };
  return (
    <fieldset class="part">
      <legend>
        <code>{title}</code>
      </legend>
      <div class="field-head">
        <p class="hint" id={`${id}:about`}>
          {schema.title}
        </p>
        <button
          type="button"
          class="quiet small"
          aria-pressed={isJson}
          aria-label={`Write ${title} as JSON`}
          onClick={() => (state.isJson.value = { ...state.isJson.value, [part]: !isJson })}
        >
          JSON
        </button>
      </div>
      <Issues id={id} issues={issues.filter(({ path }) => isJson || path === "")} />
      {isJson || !(schema.properties || alternatives(schema, document).length > 0) ? (
        <>
          <label class="hidden" for={id}>
            {title} as JSON
          </label>
          <RawJson {...kind} />
        </>
      ) : alternatives(schema, document).length > 0 ? (
        <Choice {...kind} />
      ) : (
        <Members {...kind} />
      )}
    </fieldset>
  );
}

/** The request, and the same call in other words. */
function Words({ row, version, call, built: { request } }: { row: Row; version: string; call: Call; built: Built }) {
  if (!request) return <p class="refused">Nothing would be sent yet.</p>;
  const looked = JSON.stringify([request.url, request.body]).includes(NOT_YET);
  const given = argumentsOf(row, call, false).map((one) =>
    one instanceof File ? "file" : typeof one === "string" ? JSON.stringify(one) : literal(one as Json),
  );
  const line = `smooch.${row.name}(${given.join(", ")})`;
  const typescript = `${clientInTypeScript({ ...draft.value, version }, key.value)}\n\n${
    row.isList ? `for await (const page of ${line}) console.log(page);` : `await ${line};`
  }`;
  return (
    <Tabs
      label={`${row.name} in other words`}
      tabs={[
        {
          id: "request",
          title: "Request",
          content: () => (
            <div class="wire">
              <RequestHead request={request}>{request.url}</RequestHead>
              {request.body !== undefined && (
                <Snippet text={JSON.stringify(JSON.parse(request.body), null, 2)} language="json" what="the JSON" />
              )}
              {row.body?.isForm && <p class="hint">The body is a form with the file in it (multipart/form-data).</p>}
              {row.lookup && !(row.takesConversation && call.isConversation) && (
                <p class="hint">
                  Looked up before it is sent: {row.lookup}.
                  {looked && (
                    <>
                      {" "}
                      Here <code>{NOT_YET}</code> is in its place.
                    </>
                  )}
                </p>
              )}
            </div>
          ),
        },
        {
          id: "typescript",
          title: "TypeScript",
          content: () => <Snippet text={typescript} language="typescript" what="the TypeScript" />,
        },
        {
          id: "curl",
          title: "curl",
          content: () => <Snippet text={curl(request)} language="shell" what="the curl command" />,
        },
      ]}
    />
  );
}

/** Calls, responses and webhooks, newest last. */
function Happened({ name }: { name: string }) {
  const entries = timeline.value;
  const title = `${name}:happened`;
  return (
    <section class="happened" aria-labelledby={title}>
      <h3 id={title}>Responses and events</h3>
      {entries.length === 0 ? (
        <p class="hint empty">
          The service is an emulator in this page: nothing leaves it. It has a user, <code>ada</code>, with a
          conversation.
        </p>
      ) : (
        <ol class="timeline" aria-labelledby={title}>
          {entries.map((entry) => (
            <EntryView key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Goes to the field of an issue, or to the nearest one around it. */
function lead(row: Row, version: string, path: string, issues: readonly Smooch.Issue[]): void {
  const issue = issues.find((one) => one.path === path);
  const part = issue ? partOf(row, version, issue) : "body";
  for (let place = path; ; place = place.replace(/(\.|^)[^.[\]]*$|\[\d+\]$/, "")) {
    const control = document.getElementById(controlId(`${row.name}:${part}`, place));
    if (control || place === "") return control?.focus();
  }
}
