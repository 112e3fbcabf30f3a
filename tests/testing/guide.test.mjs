// Every piece of docs/guide/testing.md runs as it stands there, in the runner that it is for.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

import { root } from "../../scripts/run.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const guide = readFileSync(join(root, "docs/guide/testing.md"), "utf8");
const pieces = [...guide.matchAll(/^```js file=(\S+)(?: run=(\w+))?\n(.*?)^```$/gms)].map(([, file, runner, code]) => ({
  file,
  runner,
  code,
}));

// Where the packages of this folder are found.
mkdirSync(join(here, ".tmp"), { recursive: true });
const folder = mkdtempSync(join(here, ".tmp", "guide-"));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const { file, code } of pieces) writeFileSync(join(folder, file), code);

/** The arguments for a runner, and how it says that a test passed. */
const RUNNERS = {
  node: [process.execPath, (file) => ["--test", "--test-reporter=tap", file], /^# pass [1-9]/m],
  vitest: [
    process.execPath,
    (file) => [join(here, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, file],
    /Tests .*[1-9]\d* passed/,
  ],
};

assert.ok(pieces.length >= 6);
for (const { file, runner } of pieces.filter(({ runner }) => runner)) {
  test(`${file} passes in ${runner}`, async () => {
    const [program, args, passed] = RUNNERS[runner];
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(program, args(join(folder, file)), {
      cwd: folder,
      env: { ...env, NO_COLOR: "1" },
    });
    assert.match(stdout, passed);
    assert.doesNotMatch(stdout, /^# fail [1-9]|failed/m);
  });
}

test("The matcher fails where it should, and says what was received", async () => {
  const code = `import { expect, test } from "vitest";\nimport "./matchers.js";\n
test("none", () => expect({ inbox: () => [{ text: "Bye" }] }).toHaveReceived("twilio", /Welcome/));\n`;
  const file = join(folder, "none.test.js");
  writeFileSync(file, code);
  const [program, args] = RUNNERS.vitest;
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const error = await promisify(execFile)(program, args(file), { cwd: folder, env: { ...env, NO_COLOR: "1" } }).then(
    () => assert.fail("it passed"),
    (error) => error,
  );
  assert.match(error.stdout + error.stderr, /twilio received \["Bye"\]; \/Welcome\/ was looked for/);
});

test("The hook makes a span of each attempt, a child of the caller's, with nobody's id", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  const { onResponse } = await import(pathToFileURL(join(folder, "tracing.js")));
  const emulator = createEmulator();
  const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch, onResponse });
  await smooch.create({ userId: "ada" });
  emulator.faults.add({ match: { operation: "users.get" }, status: 503, retryAfter: 0 });
  let parent;
  await trace.getTracer("test").startActiveSpan("outer", async (span) => {
    parent = span.spanContext();
    await smooch.users.get("ada");
    span.end();
  });
  const spans = exporter.getFinishedSpans().filter(({ name }) => name === "smooch users.get");
  const about = spans.map(({ attributes, status, parentSpanContext }) => [
    attributes["http.response.status_code"],
    attributes["http.request.resend_count"],
    status.code,
    parentSpanContext?.spanId,
  ]);
  assert.deepEqual(about, [
    [503, 0, 2, parent.spanId],
    [200, 1, 0, parent.spanId],
  ]);
  assert.doesNotMatch(JSON.stringify(spans.map(({ attributes }) => attributes)), /ada/);
  for (const { duration } of spans) assert.ok(duration[0] === 0 && duration[1] >= 0);
});
