// A pace in Redis or Valkey. A script runs as one there, by the clock of the server, so that the clocks of the workers do not
// matter.

/** @import { Pace, RedisClient, RedisCommand, RedisPaceOptions } from "smooch-edge/queue" */

import { commandOf } from "../redis-command.js";
import { intervalOf, paceOf } from "./pace.js";

/** How long a turn or a pause is kept after it is over, in milliseconds. */
const KEPT = 60_000;

/** As `Turns.take` has it, and with no requests but a pause as `Turns.pause`. Numbers go back as texts: Redis would cut them. */
const SCRIPT = `local t = redis.call("TIME")
local now = t[1] * 1000 + t[2] / 1000
local kept = redis.call("HMGET", KEYS[1], "next", "resumes", "behind")
local next, resumes, behind = tonumber(kept[1] or 0), tonumber(kept[2] or 0), tonumber(kept[3] or 0)
local patience, requests, interval, pause = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
resumes = math.max(resumes, pause > 0 and now + pause or 0)
local turn = math.max(resumes, requests > 0 and next or 0, now)
if turn - now > patience then
  turn = math.max(behind, turn)
  behind = turn + requests * interval
elseif requests > 0 then
  next = turn + requests * interval
end
local texts = {}
for i, time in ipairs({ next, resumes, behind, turn - now }) do texts[i] = string.format("%.3f", time) end
redis.call("HSET", KEYS[1], "next", texts[1], "resumes", texts[2], "behind", texts[3])
redis.call("PEXPIRE", KEYS[1], math.ceil(math.max(next, resumes, behind, now) - now) + ${KEPT})
return texts[4]`;

/**
 * @param {RedisClient | RedisCommand} client
 * @param {RedisPaceOptions} options
 * @returns {Pace}
 */
export function redisPace(client, options) {
  const interval = intervalOf(options);
  const { key = "smooch:pace" } = options;
  const send = commandOf(client, "redisPace");
  const run = async (/** @type {number[]} */ ...given) =>
    Number(await send(["EVAL", SCRIPT, "1", key, ...given.map(String)]));
  return paceOf(
    (patience, requests) => run(patience, requests, interval, 0),
    (milliseconds) => run(0, 0, interval, milliseconds),
  );
}
