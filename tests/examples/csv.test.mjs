// The CSV of 500 people: killed at three moments and under faults, each of them gets the message once.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { queue } from "smooch-edge/queue";

import { copy, startService } from "./world.mjs";

test("csv: 500 people, killed again and again, have one message each", async (context) => {
  const folder = copy("csv");
  const { emulator, variables } = await startService(context);
  const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch });
  const lines = readFileSync(join(folder, "people.csv"), "utf8").trim().split("\n").slice(1);
  assert.equal(lines.length, 500);
  const ids = lines.map((line) => line.split(",")[0]);
  await queue(smooch, { concurrency: 50 }).run(ids.map((userId) => ({ operation: "create", body: { userId } })));
  // Some are refused, and some responses are lost after the message was taken.
  emulator.faults.add({ match: { operation: "send" }, every: 90, status: 503 });
  emulator.faults.add({ match: { operation: "send" }, every: 70, phase: "after", reset: true });

  const run = async (killAt) => {
    const env = { ...process.env, ...variables, PER_SECOND: "1000" };
    const child = spawn(process.execPath, ["send.js", "people.csv", "spring"], { cwd: folder, env });
    let shown = "";
    child.stderr.setEncoding("utf8").on("data", (text) => (shown += text));
    let { length: taken } = emulator.state.messages;
    const stop = emulator.on("message:appMaker", () => {
      if (++taken >= killAt) child.kill("SIGKILL");
    });
    const [code] = await once(child, "close");
    stop();
    return { code, shown: shown.split("\r").at(-1) };
  };
  for (const killAt of [50, 220, 221]) assert.equal((await run(killAt)).code, null);
  const { length: before } = emulator.state.messages;
  assert.ok(before >= 221 && before < 500, `${before} were sent when it was killed`);
  // As a crash of the machine leaves it.
  appendFileSync(join(folder, "spring.journal"), '\n{"userId":"person-5');

  const { code, shown } = await run(Infinity);
  assert.equal(code, 0, shown);
  assert.match(shown, /^\[#{30}\] 500\/500: 500 sent, 0 not sent, 0 maybe\n$/);
  const { messages } = emulator.state;
  assert.equal(messages.length, 500);
  const texts = messages.map(({ text }) => text);
  assert.equal(texts.filter((text) => text === "Dear Frances, Dr., all is half the price this week.").length, 10);

  const asked = emulator.requests.length;
  const again = await run(Infinity);
  assert.equal(again.code, 0);
  assert.equal(emulator.requests.length, asked, "nothing is asked when all have it");

  writeFileSync(join(folder, "people.csv"), "userId,givenName\nnobody,Nobody\n");
  const failed = await run(Infinity);
  assert.equal(failed.code, 1);
  assert.match(failed.shown, /^\[#{30}\] 1\/1: 0 sent, 1 not sent, 0 maybe\n$/);
  assert.match(
    readFileSync(join(folder, "spring.journal"), "utf8"),
    /"userId":"nobody","status":"not sent","reason":"/,
  );
});
