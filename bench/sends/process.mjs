// A process with one client in it. Asked `{ calls, flight }`, it sends so many messages with so many in flight, and
// answers with the time and the processor time of a call in microseconds. Asked `{ before }`, it sends so many one after
// the other, and answers with the time that a call takes before its fetch. Arguments: the client; the server, or
// `none:` for a fetch that answers at once, so that what the client itself takes is not lost in the network's noise.

import { median } from "../numbers.mjs";
import { CLIENTS } from "./clients.mjs";

const [name, server] = process.argv.slice(2);
const scheme = server.slice(0, server.indexOf(":"));

const ANSWER = JSON.stringify({ message: { _id: "1", role: "appMaker", type: "text", text: "x".repeat(900) } });
const init = { status: 201, headers: { "content-type": "application/json" } };
if (scheme === "none") globalThis.fetch = async () => new Response(ANSWER, init);

const send = await CLIENTS[name](scheme === "none" ? "http://127.0.0.1" : server);

async function run({ calls, flight }) {
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
