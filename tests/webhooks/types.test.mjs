// The types that users compile against: every known body is of its type, narrowing works, and the declarations tell of
// the runtime what is so.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { examples, skip } from "./bodies.mjs";

const types = fileURLToPath(new URL("../types/", import.meta.url));
packages(types);
const dist = new URL("../../pkg/dist/", import.meta.url);
const declarations = readFileSync(new URL("webhooks.d.mts", dist), "utf8");

const folder = mkdtempSync(join(tmpdir(), "smooch-edge-types-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const installed = join(folder, "node_modules/smooch-edge");
mkdirSync(installed, { recursive: true });
cpSync(new URL("../../pkg/package.json", import.meta.url), join(installed, "package.json"));
cpSync(dist, join(installed, "dist"), { recursive: true });
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));

/** The compilers of the repository and of those who are slow to update. */
const compilers = ["../../", "../types/"].map((from) => {
  const require = createRequire(new URL(`${from}package.json`, import.meta.url));
  const { version, bin } = require("typescript/package.json");
  return { version, tsc: fileURLToPath(new URL(bin.tsc, `file://${require.resolve("typescript/package.json")}`)) };
});

const SETTINGS = {
  ...{ target: "es2022", module: "nodenext", lib: ["es2022", "dom", "dom.iterable"], types: [], noEmit: true },
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
};

/** Compiles files with each compiler; gives what they print. */
function compile(name, files) {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const project = join(folder, `${name}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: SETTINGS, files: Object.keys(files) }));
  return compilers.map(({ version, tsc }) => {
    const { stdout } = spawnSync(process.execPath, [tsc, "--project", project], { cwd: folder, encoding: "utf8" });
    return { version, stdout };
  });
}

/** A body as TypeScript that must be of the type of bodies, and of its trigger's own type. */
function program({ body, text }) {
  const tag = body.events ? "type" : "trigger";
  const events = body.events ?? [body];
  const known = body.events ? "KnownEventV2" : "KnownEventV1";
  const each = events.map((event, index) => {
    const type = `Extract<WebhookEvent.${known}, { ${tag}: ${JSON.stringify(event[tag])} }>`;
    return `export const event${index} = of<${type}>()(${JSON.stringify(event)});
  const is${index}: [${type}] extends [never] ? false : true = true; void is${index};`;
  });
  // Bodies may have more members than their types, which TypeScript refuses only of what stands behind a colon.
  return `import type { WebhookBody, WebhookEvent } from "smooch-edge/webhooks";
  const of = <T>() => <U extends T>(value: U): U => value;
  export const body = of<WebhookBody>()(${text});
  ${each.join("\n")}\n`;
}

test("every webhook of the examples is of its type", { skip }, () => {
  const files = examples.map((example, index) => [`example${index}.ts`, program(example)]);
  for (const { version, stdout } of compile("examples", Object.fromEntries(files))) {
    assert.equal(stdout, "", `TypeScript ${version}`);
  }
});

test("a body that is not of its type does not compile", { skip }, () => {
  const broken = examples.map(({ body }, index) => {
    const copy = structuredClone(body);
    if (copy.events) copy.events[0].payload = 7;
    else copy.app = 7;
    return [`broken${index}.ts`, program({ body: copy, text: JSON.stringify(copy) })];
  });
  for (const { stdout } of compile("broken", Object.fromEntries(broken))) {
    for (const [file] of broken) assert(stdout.includes(file), `${file} compiles`);
  }
});

test("events narrow by their trigger, and handlers are typed", () => {
  const text = `
import { WebhookError, delivery, handle, keyOf, linkOutcome, receive, respond } from "smooch-edge/webhooks";
import type { UnknownEvent, WebhookEvent } from "smooch-edge/webhooks";
import type { Smooch } from "smooch-edge";

export async function fetcher(request: Request, env: { SECRET?: string }): Promise<Response> {
  const events = await receive(request, { secret: [env.SECRET, "old"], maxBodySize: 1e5 });
  for (const event of events) {
    const key: string = event.key;
    if (event.trigger === "link:failure") {
      const words: [string, string, string | undefined] = [event.appUser._id, event.channel, event.error?.code];
      void words;
      // @ts-expect-error an app is no text
      const app: string = event.app;
    }
    if (event.type === "client:update") {
      const client: Smooch.ClientV2 = event.payload.client;
      const reason: string | undefined = event.payload.reason;
      const app: string | undefined = event.app?.id;
      void [client, reason, app];
    }
    switch (event.type) {
      case "conversation:message": {
        const text: string | undefined = event.payload.message.content.text;
        void text;
        break;
      }
      default: {
        const { trigger, type } = event as UnknownEvent;
        void [trigger, type, key];
      }
    }
    // @ts-expect-error nobody knows that trigger
    if (event.trigger === "moon:landing") void 0;
  }
  const { handled, dropped }: { handled: number; dropped: number } = await handle(events, { seen: new Map() }, onEvent);
  void [handled, dropped, await keyOf({ id: "1", type: "a" })];
  return respond(request, { secret: env.SECRET, seen: new Set(), onRefused: ({ code, status }) => void [code, status] }, onEvent);
}

function onEvent(event: WebhookEvent): void {
  const outcome = linkOutcome(event);
  if (outcome?.state === "failed") void [outcome.user.length, outcome.channel, outcome.error?.message];
  // @ts-expect-error there is no such state
  if (outcome?.state === "lost") void 0;
  const message = delivery(event);
  if (message) void [message.messages.length, message.final];
}

export function refused(error: unknown): number {
  if (!WebhookError.is(error)) return 500;
  // @ts-expect-error there is no such code
  if (error.code === "nothing") return 1;
  return error.status;
}

// @ts-expect-error a secret is needed
void respond(new Request("https://receiver.example"), {}, onEvent);
// @ts-expect-error a store needs a way to add
void handle([], { seen: { has: () => true } }, onEvent);
// @ts-expect-error there is no such option
void receive(new Request("https://receiver.example"), { secret: "s", limit: 1 });
const store = { has: (key: string) => Promise.resolve(key === ""), add: (key: string) => Promise.resolve(key) };
void handle([], { seen: store }, onEvent);
void receive({ headers: { "x-api-key": ["a"] }, body: new Uint8Array() }, { secret: undefined });
`;
  for (const { version, stdout } of compile("narrow", { "narrow.ts": text })) {
    assert.equal(stdout, "", `TypeScript ${version}`);
  }
});

test("CommonJS has the same types and the same names", async () => {
  assert.equal(readFileSync(new URL("webhooks.d.cts", dist), "utf8"), declarations);
  const declared = [...declarations.matchAll(/^export declare (?:class|function) (\w+)/gm)].map(([, name]) => name);
  const esm = Object.keys(await import("smooch-edge/webhooks"));
  assert.deepEqual(esm.sort(), declared.sort());
  const require = createRequire(import.meta.url);
  assert.deepEqual(Object.keys(require("smooch-edge/webhooks")).sort(), declared);
});

test("no type is any", () => {
  const code = declarations.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
  assert.deepEqual(code.match(/.*\bany\b.*/g) ?? [], []);
});
