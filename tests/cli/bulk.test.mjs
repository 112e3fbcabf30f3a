// `send --csv`: every row once, whatever happens on the way, and the journal from which it goes on.

import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { place } from "./program.mjs";

/** A place with so many users, and a file with a row for each. */
async function people(context, count, settings) {
  const world = await place(context, settings);
  const { emulator, folder, server, env } = world;
  const { Smooch } = await import("smooch-edge");
  const smooch = new Smooch({ keyId: env.SMOOCH_KEY_ID, secret: env.SMOOCH_SECRET, baseUrl: server.url });
  for (let number = 1; number <= count; number++) await smooch.create({ userId: `user${number}` });
  const rows = Array.from({ length: count }, (_, at) => `user${at + 1},"Name ${at + 1}, of them"`);
  writeFileSync(join(folder, "people.csv"), `\uFEFFid,name\r\n${rows.join("\r\n")}\r\n`);
  const texts = () => emulator.state.messages.map(({ text }) => text).sort();
  const wanted = Array.from({ length: count }, (_, at) => `Hello Name ${at + 1}, of them`).sort();
  return { ...world, texts, wanted, journal: join(folder, "people.csv.journal") };
}

const SEND = ["send", "--csv", "people.csv", "--text", "Hello {name}"];

test("A message for each row, then the counts; the same command again sends nothing", async (context) => {
  const { run, texts, wanted, journal } = await people(context, 12);
  const { code, stdout, stderr } = await run([...SEND, "--json"]);
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), { rows: 12, sent: 12, sentBefore: 0, notSent: 0, maybe: 0 });
  assert.match(stderr, /12\/12 {2}sent 12, not sent 0, maybe 0/);
  assert.deepEqual(texts(), wanted);
  const again = await run(SEND);
  assert.equal(again.code, 0);
  assert.match(again.stdout, /^12 of 12 sent/);
  assert.deepEqual(texts(), wanted);
  // The journal knows rows by number: nobody's name or id is in it.
  assert.doesNotMatch(readFileSync(journal, "utf8"), /user\d|Name/);
});

test("Rows that failed are named, end with their code, and go with the next run, once", async (context) => {
  const { emulator, run, texts, wanted } = await people(context, 6);
  emulator.faults.add({ match: { operation: "send" }, status: 403, times: 2 });
  const refused = await run([...SEND, "--concurrency", "1"]);
  assert.equal(refused.code, 1, refused.stderr);
  assert.match(refused.stderr, /line 2: not sent: /);
  assert.match(refused.stdout, /4 of 6 sent, 2 not sent, 0 maybe\. The same command goes on/);
  assert.equal((await run(SEND)).code, 0);
  assert.deepEqual(texts(), wanted);
});

test("A row of which nobody can tell ends with 3; the next run finds that it was sent", async (context) => {
  const { emulator, run, texts, wanted } = await people(context, 3);
  // The send is applied and its response lost; so are the reads that would find it, but not the one before it.
  emulator.faults.add({ match: { operation: "send" }, phase: "after", reset: true, times: 1 });
  emulator.faults.add({ match: { operation: "messages.list" }, after: 1, reset: true, times: 50 });
  const unsure = await run([...SEND, "--concurrency", "1", "--max-retries", "0"]);
  assert.equal(unsure.code, 3, unsure.stderr);
  emulator.faults.clear();
  const { code, stdout } = await run([...SEND, "--json"]);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).sent, 3);
  assert.deepEqual(texts(), wanted);
});

test("Killed on the way, started again: every row is there once", async (context) => {
  const { emulator, begin, run, texts, wanted, journal } = await people(context, 20);
  for (const after of [3, 9]) {
    const { child, ended } = begin([...SEND, "--concurrency", "2", "--per-second", "40"]);
    // Each kill comes while sends are under way.
    await new Promise((resolve) => {
      const off = emulator.on("message:appMaker", () => {
        if (emulator.state.messages.length < after) return;
        off();
        child.kill("SIGKILL");
        resolve();
      });
    });
    await ended.catch(() => {});
    assert.ok(emulator.state.messages.length < 20);
    assert.ok(existsSync(`${journal}.lock`), "it was killed");
  }
  // A line that the crash cut off.
  appendFileSync(journal, '{"row":1,"sta');
  const { code, stdout, stderr } = await run(SEND);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /of 20 rows were sent before; going on with the others/);
  assert.match(stdout, /^20 of 20 sent/);
  assert.deepEqual(texts(), wanted);
  assert.ok(!existsSync(`${journal}.lock`));
});

test("Ctrl+C waits for what is under way and ends with 130; the rest goes with the next run", async (context) => {
  const { begin, run, texts, wanted } = await people(context, 10);
  const { child, ended, until } = begin([...SEND, "--concurrency", "1", "--per-second", "20"]);
  await until(/1\/10 {2}sent 1/);
  child.kill("SIGINT");
  const { code, stdout } = await ended;
  assert.equal(code, 130);
  assert.match(stdout, /\d of 10 sent, 0 not sent, 0 maybe/);
  assert.ok(texts().length < 10);
  assert.equal((await run(SEND)).code, 0);
  assert.deepEqual(texts(), wanted);
});

test("Every row is checked before the first is sent", async (context) => {
  const { emulator, folder, run } = await people(context, 1);
  const before = emulator.requests.length;
  for (const [csv, args, says] of [
    ["id,name\nuser1,Ada\n,Bob\n", [], /line 3: The column id is empty/],
    ["id,name\nuser1\n", [], /line 2: 1 columns where the first line has 2/],
    ['id,name\nuser1,"Ada\n', [], /a quote is never closed/],
    ['id,name\nuser1,"Ada"x\n', [], /text after a closing quote/],
    ['id,name\nuser1,A"da\n', [], /a quote within a column/],
    ["id,id\nuser1,Ada\n", [], /two columns called "id"/],
    ["name\nAda\n", [], /who gets the message/],
    ["id,name\n", [], /no row/],
    ["", [], /is empty/],
    ["id,given\nuser1,Ada\n", [], /--text names {name}, and there is no such column/],
    ["id,name\nuser1,Ada\n", ["colour=red"], /colour is not a field/],
  ]) {
    writeFileSync(join(folder, "bad.csv"), csv);
    const { code, stderr } = await run(["send", "--csv", "bad.csv", "--text", "Hello {name}", ...args]);
    assert.equal(code, 2, `${JSON.stringify(csv)}: ${stderr}`);
    assert.match(stderr, says);
  }
  assert.equal((await run(["send", "--csv", "none.csv", "--text", "x"])).code, 2);
  assert.equal(emulator.requests.length, before);
});

test("A column text, line breaks in quotes, and more fields for every message", async (context) => {
  const { emulator, folder, run } = await people(context, 2);
  writeFileSync(join(folder, "texts.csv"), 'userId,text\nuser1,"Two\nlines, and ""quotes"""\n\nuser2,{name}\n');
  const { code, stderr } = await run(["send", "--csv", "texts.csv", 'metadata:={"campaign":"spring"}']);
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    emulator.state.messages.map(({ text }) => text).sort(),
    ['Two\nlines, and "quotes"', "{name}"].sort(),
  );
  for (const { metadata } of emulator.state.messages) assert.equal(metadata.campaign, "spring");
});

test("v2: the conversation of each user is found, or made", async (context) => {
  const { run, env, texts, wanted } = await people(context, 3);
  const { code, stderr } = await run(SEND, { env: { ...env, SMOOCH_API_VERSION: "v2" } });
  assert.equal(code, 0, stderr);
  assert.deepEqual(texts(), wanted);
});

test("A journal of other rows, or of a run under way, is refused", async (context) => {
  const { folder, run, journal } = await people(context, 2);
  assert.equal((await run(SEND)).code, 0);
  appendFileSync(join(folder, "people.csv"), "user1,Again\r\n");
  const changed = await run(SEND);
  assert.equal(changed.code, 1);
  assert.match(changed.stderr, /is the journal of something else/);
  writeFileSync(`${journal}.lock`, `${process.pid}`);
  const twice = await run(SEND);
  assert.equal(twice.code, 1);
  assert.match(twice.stderr, new RegExp(`Process ${process.pid} is sending these rows`));
});

test("--dry-run checks all rows and shows the first request", async (context) => {
  const { emulator, run, journal } = await people(context, 3);
  const before = emulator.requests.length;
  const { code, stdout, stderr } = await run([...SEND, "--dry-run"]);
  assert.equal(code, 0);
  assert.match(stdout, /"text": "Hello Name 1, of them"/);
  assert.match(stderr, /3 rows, all in order\. Nothing was sent\./);
  assert.equal(emulator.requests.length, before);
  assert.ok(!existsSync(journal));
});

test("A file that is not UTF-8 is refused before anything is sent: its letters would reach people broken", async (context) => {
  const { emulator, folder, run } = await people(context, 1);
  const latin = Buffer.from("id,name\nuser1,Jos\xe9\n", "latin1");
  writeFileSync(join(folder, "people.csv"), latin);
  const { code, stderr } = await run(SEND);
  assert.equal(code, 2);
  assert.match(stderr, /people\.csv is not UTF-8\. Save it as UTF-8/);
  // A letter that is cut off at the end of the file is not one either.
  writeFileSync(join(folder, "people.csv"), Buffer.from("id,name\nuser1,José").subarray(0, -1));
  assert.equal((await run(SEND)).code, 2);
  assert.deepEqual(emulator.state.messages, []);
  writeFileSync(join(folder, "people.csv"), "id,name\nuser1,José 👋");
  assert.equal((await run(SEND)).code, 0);
  assert.equal(emulator.state.messages[0].text, "Hello José 👋");
});

test("Two columns that may say who gets the message are refused: one may be the number of the row", async (context) => {
  const { emulator, folder, run } = await people(context, 1);
  writeFileSync(join(folder, "people.csv"), "id,userId,name\n7,user1,Ada\n");
  const { code, stderr } = await run(SEND);
  assert.equal(code, 2);
  assert.match(stderr, /the columns id and userId: only one/);
  assert.deepEqual(emulator.state.messages, []);
});

for (const name of ["stdout", "stderr"])
  test(`A reader that closes the ${name} ends no run, and changes no exit code`, async (context) => {
    const { emulator, begin, texts, wanted } = await people(context, 6);
    emulator.faults.add({ match: { operation: "send" }, status: 403, times: 1 });
    const { child, ended } = begin([...SEND, "--concurrency", "1"]);
    child[name].destroy();
    assert.equal((await ended).code, 1);
    assert.equal(texts().length, 5);
    assert.ok(texts().every((text) => wanted.includes(text)));
  });
