// The middle: what the package would send for the step at hand, and the same call in other words.

import type { BuiltRequest } from "smooch-edge";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { built, callOptions, core, inVersion, optionIssues, refusal, type Built } from "./built";
import type { Language } from "./code/code";
import { curl, lookups, mintInShell } from "./code/curl";
import { pieces } from "./code/shell";
import { claimsOf, masked } from "./code/mask";
import { mintWithWebCrypto, rawFetch } from "./code/raw-fetch";
import { callInTypeScript, clientInTypeScript } from "./code/typescript";
import { change, draft, key, step, userId } from "./draft";
import { readable, type Found } from "./found";
import { SendBar } from "./happen/send-bar";
import { travelling } from "./json";
import { IssueList, Problems } from "./problems";
import { RequestHead } from "./request-head";
import { versions } from "./schema/schema";
import { Snippet } from "./snippet";
import type { Operation } from "./steps";
import { Tabs, type Tab } from "./tabs";

export function RequestPanel() {
  const { operation, title } = step.value;
  return (
    <section class="panel request" id="request" aria-labelledby="request-title">
      <header class="panel-head">
        <h2 id="request-title">{operation ? "What is sent" : "What signs it"}</h2>
        <span class="hint">{operation ? `smooch.${operation}` : title}</span>
      </header>
      {refusal.value && (
        <p class="issue" role="alert">
          The package could not be loaded: {refusal.value}
        </p>
      )}
      {!core.value && !refusal.value && <p class="hint waiting">Loading the package…</p>}
      {core.value && (operation ? <Call operation={operation} /> : <Token />)}
    </section>
  );
}

function Call({ operation }: { operation: Operation }) {
  const { request, issues, found } = built.value[operation];
  const body = travelling(draft.value.bodies[operation]);
  const call = { operation, id: userId.value, body, options: callOptions(operation), found: request ? found : [] };
  const typescript = `${clientInTypeScript(draft.value, key.value)}\n\n${callInTypeScript(call)}`;
  const json = JSON.stringify(request?.body === undefined ? body : JSON.parse(request.body), null, 2);
  const tabs: Tab[] = [
    {
      id: "request",
      title: "Request",
      content: () => (
        <>
          {request ? (
            <div class="wire">
              <RequestHead request={request}>
                <Marked text={request.url} found={found} />
              </RequestHead>
              <FoundIds found={found} />
            </div>
          ) : (
            <p class="refused">Refused before anything is sent. This is the body so far:</p>
          )}
          <Snippet text={json} language="json" what="the JSON" marks={found.map(({ id }) => id)} />
          {versions.length > 1 && <Versions operation={operation} />}
        </>
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
      content: () => (
        <>
          <Wire built={built.value[operation]} write={curl} language="shell" what="the curl command" />
          {request && found.map((one) => <Lookups key={one.name} found={one} request={request} />)}
        </>
      ),
    },
    {
      id: "fetch",
      title: "fetch",
      content: () => (
        <Wire built={built.value[operation]} write={rawFetch} language="typescript" what="the call of fetch" />
      ),
    },
  ];
  return (
    <>
      <SendBar operation={operation} />
      <OptionIssues />
      {issues.length > 0 && <Problems operation={operation} issues={issues} />}
      <Tabs label="The call in other words" tabs={tabs} />
    </>
  );
}

/** What only a correct request can be written as. */
function Wire({
  built,
  write,
  language,
  what,
}: {
  built: Built;
  write: (request: NonNullable<Built["request"]>, found: Built["found"]) => string;
  language: Language;
  what: string;
}) {
  if (!built.request) return <p class="refused">There is nothing to write down until the body is correct.</p>;
  return <Snippet text={write(built.request, built.found)} language={language} what={what} />;
}

/** A text in which the ids that the client finds are marked. */
function Marked({ text, found }: { text: string; found: readonly Found[] }) {
  return (
    <span>
      {pieces(text, found).map((piece, index) =>
        typeof piece === "string" ? piece : <mark key={index}>{piece.id}</mark>,
      )}
    </span>
  );
}

/** What v2 asks for and nobody has to give. */
function FoundIds({ found }: { found: readonly Found[] }) {
  if (found.length === 0) return null;
  return (
    <div class="found" role="group" aria-label="Found by the client">
      <p>
        <mark>Marked</mark> is what v2 asks for and you need not give: the client finds it before it sends, and
        remembers it.
      </p>
      <dl>
        {found.map(({ name, which, known, looks }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {which}
              {!known && ", not looked for yet"}
              {looks.map(({ method, path }) => (
                <code key={method}>
                  {method} …/{readable(path)}
                </code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What the package does before, for those who do it by hand. */
function Lookups({ found, request }: { found: Found; request: BuiltRequest }) {
  const { name, variable } = found;
  const [list = "", create] = lookups(found, request);
  return (
    <div class="lookup">
      <p class="hint">
        <code>{variable}</code> is the id in the answer to this:
      </p>
      <Snippet text={list} language="shell" what={`the command that finds the ${name}`} />
      {create && (
        <>
          <p class="hint">Where there is none, it is the id in the answer to this:</p>
          <Snippet text={create} language="shell" what={`the command that makes the ${name}`} />
        </>
      )}
    </div>
  );
}

function Token() {
  const authorization = built.value.create.request?.headers.authorization;
  const token = authorization && claimsOf(authorization);
  const tabs: Tab[] = [
    {
      id: "request",
      title: "Request",
      content: () => (
        <>
          <dl class="headers" aria-label="Headers">
            <div>
              <dt>authorization</dt>
              <dd>{authorization ? masked(authorization) : "(none: the key is refused)"}</dd>
            </div>
          </dl>
          {token && (
            <>
              <p class="hint">
                The token is made in the core, for ten minutes, and renewed before it ends. It says, signed with the
                secret:
              </p>
              <Snippet text={JSON.stringify(token, null, 2)} language="json" what="what the token says" />
            </>
          )}
        </>
      ),
    },
    {
      id: "typescript",
      title: "TypeScript",
      content: () => (
        <Snippet text={clientInTypeScript(draft.value, key.value)} language="typescript" what="the TypeScript" />
      ),
    },
    {
      id: "curl",
      title: "Shell",
      content: () => <Snippet text={mintInShell} language="shell" what="the shell lines" />,
    },
    {
      id: "fetch",
      title: "WebCrypto",
      content: () => <Snippet text={mintWithWebCrypto} language="typescript" what="the JavaScript" />,
    },
  ];
  return (
    <>
      <OptionIssues />
      <Tabs label="The key in other words" tabs={tabs} />
    </>
  );
}

/** Why there is no client at all. */
function OptionIssues() {
  const issues = optionIssues.value;
  if (issues.length === 0) return null;
  return (
    <IssueList
      label="What is wrong with the client"
      says="The client is refused; nothing can be sent."
      issues={issues}
      whole="options"
      go={() => change({ step: "token" })}
    />
  );
}

/** The same call in every version, side by side. */
function Versions({ operation }: { operation: Operation }) {
  const all = useSignal<Record<string, Built>>({});
  const now = draft.value;
  useEffect(() => {
    let gone = false;
    const each = versions.map(
      async (version) => [version, await inVersion(version, operation, userId.value, now.bodies[operation])] as const,
    );
    void Promise.all(each).then((entries) => {
      if (!gone) all.value = Object.fromEntries(entries);
    });
    return () => void (gone = true);
  }, [now, operation]);
  return (
    <details class="versions">
      <summary>The same in each version</summary>
      <dl>
        {Object.entries(all.value).map(([version, { request, issues }]) => (
          <div key={version}>
            <dt>{version}</dt>
            <dd>
              {request ? (
                <>
                  <code>
                    {request.method} {new URL(request.url).pathname}
                  </code>
                  <code class="body">{request.body}</code>
                </>
              ) : (
                <span class="issue">{issues[0]?.message}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
