// One trial of an engine: a service that fails, workers that are killed again and again, and at the end what arrived, held
// against what was to be sent.

import { once } from "node:events";
import { spawn } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { random } from "../kill/faults.mjs";

/** How long the clients wait for an answer, in milliseconds. */
export const TIMEOUT = 1000;
/** How long after it arrived a slow request lands, in milliseconds. */
const LAG = 1500;
/**
 * How long deliveries wait before they look for what may have been sent, in milliseconds. That is long after a slow request
 * has landed, even if the machine stands still for some seconds.
 */
export const MAYBE_AFTER = 10_000;

/**
 * What goes wrong, and with how many in a hundred requests: thirteen in all. Few ask everybody to pause for a second, or a
 * trial would mostly wait; most leave open whether the message arrived.
 */
const FAULTS = [
  [0.7, { retryAfter: 1 }],
  [0.3, { status: 503, retryAfter: 1 }],
  [2.5, { status: 500, phase: "before" }],
  [2.5, { status: 500, phase: "after" }],
  [1.5, { reset: "before-read" }],
  [1.5, { reset: true, phase: "before" }],
  [2, { reset: true, phase: "after" }],
  [0.5, { cutAt: 20 }],
  [0.5, { invalidJson: true }],
  [0.5, { lag: LAG, reset: true }],
  [0.5, { lag: LAG, silence: true }],
];

/** The longest time in which nothing arrives, in milliseconds: an incident of a minute, and the longest waits after it. */
const STUCK = 240_000;

/** What can never be sent, each with a lane of its own or in that of somebody else. */
const POISON = [
  { operation: "send", id: "nobody", body: { role: "appMaker", type: "text", text: "to nobody" } },
  { operation: "send", id: "u0", body: { role: "appMaker", type: "text", text: 7 } },
  { operation: "shout", id: "u1" },
];

/**
 * Where an engine runs.
 *
 * @typedef {object} Place
 * @property {(items: object[]) => Promise<unknown>} enqueue
 * @property {() => Worker} work starts a worker
 * @property {() => Promise<boolean>} isEmpty whether nothing waits and nothing is under way
 * @property {() => Promise<unknown[]>} dead the items that were put aside
 * @property {() => Promise<object>} [facts] more of what happened
 * @property {() => unknown} stop
 */

/** @typedef {{ kill(): Promise<unknown> }} Worker */

/**
 * @param {{ name: string, start(settings: object): Promise<Place> }} engine
 * @param {{ messages: number, users?: number, kills: number, workers?: number, seed?: number, faults?: object[],
 *   perSecond?: number, rateLimit?: number, apiVersion?: string, incidents?: { at: number, faults: object[], lasts: number }[],
 *   report?: (line: string) => void, never?: number }} settings `report` is called every ten seconds; an incident begins when so many
 *   messages have arrived, and lasts so many milliseconds; what has not arrived is lost if the engine has nothing left and
 *   nothing has arrived for `never` milliseconds
 */
export async function trial(engine, settings) {
  const first = await tried(engine, settings);
  // A service that stands still for longer than deliveries wait is not the service of the trial: what a client left may be
  // read after the look for it.
  if (!first.doubled.length || first.stood < MAYBE_AFTER) return first;
  console.error(`${engine.name}: the service stood still for ${Math.round(first.stood)} ms: the trial is repeated.`);
  return tried(engine, settings);
}

async function tried(engine, settings) {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const {
    messages,
    users = 25,
    kills,
    workers = 2,
    seed = 1,
    perSecond = 200,
    rateLimit,
    apiVersion = "v1",
    never = 15_000,
  } = settings;
  const numbers = random(seed);
  const emulator = createEmulator({ linkDelay: 0, ...(rateLimit && { rateLimit }) });
  await populate(emulator, users);
  const faults = settings.faults ?? FAULTS.map(([share, fault]) => ({ probability: share / 100, ...fault }));
  emulator.faults.set(faults);
  const server = await serve(emulator);
  const { appId, keyId, secret } = emulator.credentials;
  const client = { baseUrl: server.url, appId, keyId, secret, apiVersion, timeout: TIMEOUT };
  // The users do not count for the limit.
  if (rateLimit) await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = emulator.requests.length;
  const place = await engine.start({ client, perSecond, users, maybeAfter: MAYBE_AFTER });
  const began = performance.now();
  let killed = 0;
  /** @type {Worker[]} */
  let running = [];
  try {
    const poison = POISON.map((item, index) => ({ ...item, ref: `poison ${index}` }));
    const items = Array.from({ length: messages }, (_, index) => ({
      operation: "send",
      id: `u${index % users}`,
      body: { role: "appMaker", type: "text", text: `m${index}` },
      ref: index,
    }));
    items.splice(Math.floor(messages / 3), 0, ...poison);
    let arrived = 0;
    let lastArrival = performance.now();
    const unsubscribe = emulator.on("message:appMaker", () => {
      arrived++;
      lastArrival = performance.now();
    });
    running = Array.from({ length: workers }, () => place.work());
    // Workers are killed while the engine still takes items, too.
    let isFull = false;
    /** @type {unknown} */
    let refusal;
    place.enqueue(items).then(
      () => (isFull = true),
      (error) => (refusal = error),
    );
    // A worker is killed each time so many more messages have arrived, at a moment of chance.
    const moments = Array.from({ length: kills }, () => numbers.next().value * messages * 0.9).sort((a, b) => a - b);
    const incidents = [...(settings.incidents ?? [])];
    let ends = 0;
    let reports = began;
    for (;;) {
      if (refusal) throw refusal;
      if (settings.report && performance.now() - reports > 10_000) {
        reports = performance.now();
        settings.report(`${Math.round((reports - began) / 1000)} s: ${arrived} arrived, ${killed} kills`);
      }
      if (ends && performance.now() >= ends) {
        emulator.faults.set(faults);
        ends = 0;
      } else if (!ends && incidents.length && arrived >= incidents[0].at) {
        const { faults: worse, lasts } = incidents.shift();
        emulator.faults.set(worse);
        ends = performance.now() + lasts;
      }
      const silence = performance.now() - lastArrival;
      const isSilent = silence > never;
      if (silence > STUCK)
        throw new Error(`${engine.name}: ${arrived} messages have arrived, and none for ${STUCK / 1000} s.`);
      if (moments.length && arrived >= moments[0]) {
        moments.shift();
        const index = killed++ % workers;
        await running[index].kill();
        running[index] = place.work();
      } else if (isFull && (arrived >= messages || (isSilent && !ends)) && (await place.isEmpty())) break;
      else await new Promise((resolve) => setTimeout(resolve, 20 + numbers.next().value * 30));
    }
    unsubscribe();
    const seconds = (performance.now() - began) / 1000;
    const requests = emulator.requests.slice(before);
    return {
      engine: engine.name,
      messages,
      kills: killed,
      seconds,
      requests: requests.length,
      refused: requests.filter(({ status }) => status === 429).length,
      /** How many requests had each status of a failure. */
      failed: requests.reduce((counts, { status = 0 }) => {
        return status < 400 ? counts : { ...counts, [status]: (counts[status] ?? 0) + 1 };
      }, /** @type {Record<number, number>} */ ({})),
      left: incidents.length,
      /** The longest time in which the service stood still, in milliseconds. */
      stood: delay.max / 1e6,
      ...(await place.facts?.()),
      ...judged(emulator.state.messages, messages, requests),
      // Where a worker was killed in between, one may be put aside twice.
      dead: [...new Set((await place.dead()).map((item) => /** @type {any} */ (item)?.ref ?? item))].sort(),
    };
  } finally {
    delay.disable();
    await Promise.all(running.map((worker) => worker.kill()));
    await place.stop();
    await server.close();
  }
}

/** The refs of what can never be sent. */
export const IMPOSSIBLE = POISON.map((_, index) => `poison ${index}`);

/** Makes the users, past the network and its faults. */
async function populate(emulator, users) {
  const { keyId, secret } = emulator.credentials;
  const headers = { authorization: `Basic ${btoa(`${keyId}:${secret}`)}`, "content-type": "application/json" };
  for (let user = 0; user < users; user++) {
    const body = JSON.stringify({ userId: `u${user}` });
    const { status } = await emulator.fetch(`${emulator.url}/v1/appusers`, { method: "POST", headers, body });
    if (status !== 201) throw new Error(`A user could not be made (${status}).`);
  }
}

/**
 * Which messages did not arrive, arrived more than once, or after a later one to the same user. One that arrived more than
 * once comes with what the service was asked about it.
 *
 * @param {any[]} arrived in the order in which they did
 * @param {number} count
 * @param {any[]} requests
 */
function judged(arrived, count, requests) {
  const copies = Array.from({ length: count }, () => 0);
  /** @type {Map<string, number>} */
  const last = new Map();
  const late = [];
  for (const { text, appUserId: user, _id } of arrived) {
    const number = Number(/^m(\d+)$/.exec(text)?.[1] ?? NaN);
    if (Number.isNaN(number)) throw new Error(`A message arrived that nobody sent: ${text} (${_id})`);
    if (copies[number]++) continue;
    if ((last.get(user) ?? -1) > number) late.push(number);
    last.set(user, Math.max(number, last.get(user) ?? -1));
  }
  const those = (fits) => copies.flatMap((copies, number) => (fits(copies) ? [number] : []));
  const doubled = those((copies) => copies > 1).map((number) => history(number, requests));
  return { lost: those((copies) => copies === 0), doubled, late };
}

/**
 * What the service was asked about a message that arrived more than once, in lines: its sends, and in between the looks into what its
 * user received. The times are those before the last send.
 *
 * @param {number} number
 * @param {any[]} requests
 */
function history(number, requests) {
  const isSend = ({ method, body }) => method === "POST" && JSON.stringify(body ?? null).includes(`"m${number}"`);
  const sends = requests.filter(isSend);
  const paths = new Set(sends.map(({ path }) => path));
  const [first, last] = [sends[0].at, sends.at(-1).at];
  const isLook = ({ method, path, at }) => method === "GET" && paths.has(path) && at >= first && at <= last;
  const asked = requests.filter((request) => isSend(request) || isLook(request));
  const line = ({ at, landedAt, method, path, status = "no answer" }) =>
    `${at - last} ms: ${method} ${path}: ${status}${landedAt ? `, landed at ${landedAt - last} ms` : ""}`;
  return [`m${number}`, ...asked.map(line)].join("\n");
}

/**
 * Starts a program of this folder that ends only when it is killed; what it prints is shown.
 *
 * @param {string} program
 * @param {object} settings
 * @param {string} [node]
 * @returns {Worker}
 */
export function program(program, settings, node = process.execPath) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  const child = spawn(node, [program, JSON.stringify(settings)], { stdio: ["ignore", "inherit", "inherit"], env });
  const exited = once(child, "exit");
  return {
    kill: () => {
      child.kill("SIGKILL");
      return exited;
    },
  };
}

/** Asks until there is an answer. */
export async function until(ask, what, milliseconds = 600_000) {
  for (const began = performance.now(); ;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() - began > milliseconds) throw new Error(`${what} took more than ${milliseconds} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
