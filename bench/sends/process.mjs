// A process with one client in it, and fetch by hand beside it. Asked `{ calls, flight }`, it sends so many messages through
// each with so many in flight, and answers with the time and the processor time of a call of both, in microseconds. The two
// take turns, a few calls each: so whatever the machine, the heap and the compiler do, they do to both. Asked `{ before }`,
// it sends so many through the client, one after the other, and answers with the time that a call takes before its fetch.
// Asked `{ only }`, it sends so many and answers nothing of interest. Arguments: the client; the server, or `none:` for a
// fetch that answers at once, so that what the client itself takes is not lost in the network's noise.

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

/** A turn: so many calls, and what one of them took. */
async function turn(send, calls, flight) {
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
async function run({ calls, flight }) {
  const most = Math.max(20, Math.min(5 * flight, calls / 4));
  const both = [send, byHand].map((send) => ({ send, turns: [] }));
  const [own, beside] = both;
  for (let done = 0; done < calls; done += most) {
    for (const { send, turns } of both) turns.push(await turn(send, Math.min(most, calls - done), flight));
    both.reverse();
  }
  // The first one is not looked at: the process has waited before.
  const middle = ({ turns }, of) => median(turns.slice(1).map((turn) => turn[of]));
  const each = (one) => ({ wall: middle(one, "wall"), cpu: middle(one, "cpu") });
  return { ...each(own), beside: each(beside) };
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

/** Does what it is asked to. */
function obey({ calls, flight, before: many, only }) {
  if (only) return turn(send, only, 1);
  return many ? before(many) : run({ calls, flight });
}

process.on("message", async (order) => process.send((await obey(order)) ?? "done"));
process.on("disconnect", () => process.exit(0));
process.send("ready");
