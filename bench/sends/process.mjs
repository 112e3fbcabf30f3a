// A process with one client in it, and fetch by hand beside it. Asked `{ turns, flight }`, it gives so many turns to each, of
// some calls with so many in flight, and answers with the time and the processor time of a call of both, in microseconds. So
// whatever the machine, the heap and the compiler do, they do to both. Asked `{ before }`, it sends so many messages through
// the client, one after the other, and answers with the time that a call takes before its fetch. Arguments: the client; the
// server, or `none:` for a fetch that answers at once, so that what the client itself takes is not lost in the network's noise.

import { median } from "../numbers.mjs";
import { CLIENTS, REFERENCE } from "./clients.mjs";

const [name, server] = process.argv.slice(2);
const scheme = server.slice(0, server.indexOf(":"));

const ANSWER = JSON.stringify({ message: { _id: "1", role: "appMaker", type: "text", text: "x".repeat(900) } });
const init = { status: 201, headers: { "content-type": "application/json" } };
if (scheme === "none") globalThis.fetch = async () => new Response(ANSWER, init);

const url = scheme === "none" ? "http://127.0.0.1" : server;
const send = await CLIENTS[name](url);
const byHand = await CLIENTS[REFERENCE](url);

/** The calls of a turn: enough that as many are in flight as asked for. */
const callsOf = (flight) => Math.max(20, Math.min(5 * flight, 1000));

/** A turn, and what one of its calls took. */
async function turn(send, flight) {
  const calls = callsOf(flight);
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await send();
  };
  const before = process.cpuUsage();
  const from = performance.now();
  await Promise.all(Array.from({ length: flight }, lane));
  const wall = (performance.now() - from) * 1000;
  const { user, system } = process.cpuUsage(before);
  return { wall: wall / calls, cpu: (user + system) / calls };
}

/** Both by turns; each begins every other time. What counts is the median of the turns: a stall of the machine hits few. */
async function run({ turns, flight }) {
  const own = { send, seen: [] };
  const beside = { send: byHand, seen: [] };
  // The first turns are not looked at: the process has waited before.
  for (let round = 0; round <= turns; round++) {
    for (const { send, seen } of round % 2 ? [own, beside] : [beside, own]) seen.push(await turn(send, flight));
  }
  const middle = ({ seen }) => ({
    wall: median(seen.slice(1).map(({ wall }) => wall)),
    cpu: median(seen.slice(1).map(({ cpu }) => cpu)),
  });
  return { ...middle(own), beside: middle(beside) };
}

/** What a call takes before its fetch, between real exchanges, which leave the processor's caches cold. */
async function before(calls) {
  const { fetch } = globalThis;
  const times = [];
  let from = 0;
  globalThis.fetch = (...given) => {
    times.push((performance.now() - from) * 1000);
    return fetch(...given);
  };
  for (let call = 0; call < calls; call++) {
    from = performance.now();
    await send();
  }
  globalThis.fetch = fetch;
  return median(times);
}

process.on("message", async (order) => process.send(order.before ? await before(order.before) : await run(order)));
process.on("disconnect", () => process.exit(0));
process.send("ready");
