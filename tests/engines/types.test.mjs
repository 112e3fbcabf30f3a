// The adapters and the guide's code compile against the types of the engines' own packages; what an engine does not give does
// not.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { snippets } from "./snippets.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
packages(here);
const require = createRequire(new URL("../../package.json", import.meta.url));
const manifest = require.resolve("typescript/package.json");
const tsc = join(manifest, "..", require(manifest).bin.tsc);

const folder = join(here, ".types");
after(() => rmSync(folder, { recursive: true, force: true }));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** What the reader of a piece has; what it takes from this package and from others it imports. */
const READER = `import type { Smooch as Client } from "smooch-edge";
import { memoryPace as inMemory, type QueueItem as Item } from "smooch-edge/queue";
declare const smooch: Client<"v1">;
declare const item: Item;
const onDead = (dead: { item: unknown; error: unknown }): void => void dead;
const pace = inMemory({ perSecond: 45 });
void [smooch, item, onDead, pace];
`;
const WORKER = `import type { DurableObjectNamespace, Queue } from "@cloudflare/workers-types";
interface Env { QUEUE: Queue<Item>; PACE: DurableObjectNamespace; LANES: DurableObjectNamespace }
declare const env: Env;
const clientOf = (env: Env): Client<"v1"> => (void env, smooch);
`;

/** What stands before each piece of the guide: what its reader has. */
const BEFORE = {
  "cloudflare-queues.ts": `${WORKER}import type { ExportedHandler } from "@cloudflare/workers-types";\n`,
  "durable-objects.ts": WORKER,
  "sqs.ts": "declare const QueueUrl: string;",
  "bullmq.ts": "const connection = { port: 6379 };",
  "pg-boss.ts": `import { PgBoss } from "pg-boss"; declare const boss: PgBoss;`,
  "any-engine.ts": `declare const job: { id: string; attempt: number; data: Item; done(): Promise<void>;
    later(seconds: number): Promise<void>; bury(error: Error): Promise<void> };`,
  "temporal.ts": "",
  "inngest.ts": "",
  "trigger-dev.ts": "",
  "vercel-queues.ts": "",
};

/** Changes of a piece for which TypeScript gets types, where the reader writes JavaScript. */
const typed = (name, code) =>
  name === "cloudflare-queues.ts"
    ? code
        .replace("export default {", "const worker: ExportedHandler<Env> = {")
        .replace("(batch, env)", "(batch, env: Env)")
    : name === "bullmq.ts" || name === "any-engine.ts"
      ? code.replace("const pace =", "const shared =").replace("{ pace }), { conn", "{ pace: shared }), { conn")
      : code;

/** Compiles files; gives what is wrong with each. */
function compile(files) {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  const compilerOptions = {
    ...{
      target: "es2022",
      module: "nodenext",
      lib: ["es2022", "esnext.disposable", "dom"],
      types: ["node"],
      noEmit: true,
    },
    ...{ strict: true, exactOptionalPropertyTypes: false, skipLibCheck: true },
    paths: { "smooch-edge": ["../../../pkg/dist/index.d.mts"], "smooch-edge/queue": ["../../../pkg/dist/queue.d.mts"] },
  };
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const { stdout } = spawnSync(process.execPath, [tsc, "--project", folder], { cwd: folder, encoding: "utf8" });
  return stdout;
}

test("the guide's code compiles against the engines' own types", () => {
  const pieces = snippets();
  assert.deepEqual(Object.keys(pieces).sort(), Object.keys(BEFORE).sort());
  const files = Object.fromEntries(
    Object.entries(pieces).map(([name, code]) => [name, `${READER}${BEFORE[name]}\n${typed(name, code)}\n`]),
  );
  assert.equal(compile(files), "");
});

const QUEUE = `import { bullmq, cloudflare, deliver, memoryPace, pgBoss, sqs, type CloudflareBatch } from "smooch-edge/queue";
`;

/** Each is refused by TypeScript. */
const WRONG = {
  "cloudflare without onDead": `declare const batch: CloudflareBatch; void cloudflare(smooch, batch, {});`,
  "sqs without onDead": `void sqs(smooch, { Records: [] }, {});`,
  "a job of BullMQ without attemptsStarted": `void bullmq(smooch)({ id: "1", queueName: "q", timestamp: 1, data: item, moveToDelayed: async () => {} });`,
  "pg-boss without update": `void pgBoss({ fail: async () => {} }, smooch);`,
  "a pace without a rate": `memoryPace({});`,
  "an item without an id": `void deliver(smooch, { operation: "send", body: { role: "appMaker", type: "text", text: "Hi" } }, { key: "1" });`,
  "a delivery without a key": `void deliver(smooch, item, {});`,
  "a conversation of v2 in v1": `void deliver(smooch, { operation: "conversations.get", id: "1" }, { key: "1" });`,
};

test("what an engine does not give does not compile", () => {
  const files = Object.fromEntries(
    Object.values(WRONG).map((code, index) => [`wrong${index}.ts`, `${READER}${QUEUE}${code}\n`]),
  );
  const stdout = compile(files);
  Object.keys(WRONG).forEach((name, index) => assert.ok(stdout.includes(`wrong${index}.ts(`), `${name} compiles`));
});
