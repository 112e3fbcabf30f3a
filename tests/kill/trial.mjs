// One trial: a service that fails, and a process that sends messages to it, is killed again and again, and goes on from
// its journal. What arrived is then held against what the journal said.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { random, rules } from "./faults.mjs";
import { lines } from "./journal.mjs";

const SENDER = fileURLToPath(new URL("sender.mjs", import.meta.url));

/** How many messages a user gets: fewer than the page that `dedupe` reads. */
const EACH = 20;

/**
 * @param {{ messages: number, kills: number, dedupe: boolean, seed: number, maxRetries?: number }} settings
 */
export async function trial({ messages, kills, dedupe, seed, maxRetries = 2 }) {
  const began = performance.now();
  const numbers = random(seed);
  const folder = mkdtempSync(join(tmpdir(), "smooch-kill-"));
  const journal = join(folder, "journal.jsonl");
  const users = Math.ceil(messages / EACH);
  const emulator = createEmulator({ linkDelay: 0 });
  await populate(emulator, users);
  // With dedupe every message is looked for first.
  const expected = messages * (dedupe ? 2 : 1);
  const list = rules(expected * 2, numbers);
  emulator.faults.set(list);
  const moments = Array.from({ length: kills }, () => numbers.next().value * expected * 0.95).sort((a, b) => a - b);
  let requests = 0;
  let heard = () => {};
  const server = await serve(emulator, {
    log: () => {
      requests++;
      heard();
    },
  });
  let runs = 0;
  try {
    for (let code; code !== 0;) {
      const settings = { url: server.url, journal, run: ++runs, messages, users, dedupe, maxRetries };
      const { keyId, secret } = emulator.credentials;
      const sender = spawn(process.execPath, [SENDER, JSON.stringify(settings), keyId, secret], { stdio: "inherit" });
      heard = () => {
        if (!moments.length || requests < moments[0]) return;
        moments.shift();
        heard = () => {};
        setTimeout(() => sender.kill("SIGKILL"), numbers.next().value * 50);
      };
      let signal;
      [code, signal] = await new Promise((resolve) => sender.once("exit", (...how) => resolve(how)));
      if (code) throw new Error(`The sender failed (exit code ${code}).`);
      if (code !== 0 && signal !== "SIGKILL") throw new Error(`The sender was ended by ${signal}.`);
    }
    const met = list.length - emulator.faults.list().filter(({ left }) => left === 1).length;
    const copies = Array.from({ length: messages }, () => 0);
    for (const { text } of emulator.state.messages) if (/^m\d+$/.test(text)) copies[Number(text.slice(1))]++;
    const seconds = (performance.now() - began) / 1000;
    return { dedupe, messages, kills: runs - 1, requests, faults: met, seconds, ...judged(copies, lines(journal)) };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Makes the users, past the network and its faults. */
async function populate(emulator, users) {
  const authorization = `Basic ${btoa(`${emulator.credentials.keyId}:${emulator.credentials.secret}`)}`;
  const headers = { authorization, "content-type": "application/json" };
  for (let user = 0; user < users; user++) {
    const body = JSON.stringify({ userId: `u${user}` });
    const { status } = await emulator.fetch(`${emulator.url}/v1/appusers`, { method: "POST", headers, body });
    if (status !== 201) throw new Error(`A user could not be made (${status}).`);
  }
}

/**
 * Holds what arrived against the journal. A message that was begun and has no end in that run is as unsure as "maybe".
 *
 * @param {number[]} copies how often each message arrived
 * @param {ReturnType<typeof lines>} journal
 */
function judged(copies, journal) {
  const begun = copies.map(() => ({ open: 0, sent: 0, "not sent": 0, maybe: 0 }));
  for (const { number, state } of journal) {
    const counts = begun[number];
    if (state === "begin") {
      counts.open++;
    } else {
      counts.open--;
      counts[state]++;
    }
  }
  const total = (name) => begun.reduce((sum, counts) => sum + counts[name], 0);
  const those = (fits) => copies.flatMap((count, number) => (fits(count, begun[number]) ? [number] : []));
  const untrue = those((count, { sent, maybe, open }) => sent !== 1 || count < sent || count > sent + maybe + open);
  const told = (number) =>
    journal.flatMap((line) => (line.number === number ? [line.code ?? line.state] : [])).join(", ");
  return {
    maybe: total("maybe"),
    open: total("open"),
    notSent: total("not sent"),
    lost: those((count) => count === 0),
    once: those((count) => count === 1).length,
    more: those((count) => count > 1),
    /** More often than what the journal calls sent or unsure, or less often than what it calls sent. */
    untrue: untrue.map((number) => `message ${number} arrived ${copies[number]} times; its journal: ${told(number)}`),
  };
}

/** The trials as a table. */
export function table(trials) {
  const head = [
    "dedupe",
    "messages",
    "kills",
    "requests",
    "faults",
    "maybe",
    "cut off",
    "not sent",
    "lost",
    "once",
    "more",
    "seconds",
  ];
  const rows = trials.map((trial) => [
    trial.dedupe ? "on" : "off",
    trial.messages,
    trial.kills,
    trial.requests,
    trial.faults,
    trial.maybe,
    trial.open,
    trial.notSent,
    trial.lost.length,
    trial.once,
    trial.more.length,
    trial.seconds.toFixed(1),
  ]);
  return [head, head.map((name) => "-".repeat(name.length)), ...rows]
    .map((row) => `| ${row.map((cell, column) => String(cell).padStart(head[column].length)).join(" | ")} |`)
    .join("\n");
}
