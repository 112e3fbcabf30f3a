// Remembers events in Redis. A claim is `SET NX` with a time: of all processes, one gets it.

/** @import { ClaimStore, RedisClient, RedisCommand, StoreOptions } from "smooch-edge/webhooks" */

import { commandOf } from "../redis-command.js";
import { REMEMBERED } from "./remembered.js";

/** The value stored for a handled event; for one that is being handled, it is the holder. */
const DONE = "done";

/** Deletes a key only while its value is the caller's: after its time it may be another's. */
const RELEASE = 'if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0';

/**
 * @param {RedisClient | RedisCommand} client
 * @param {StoreOptions} [options]
 * @returns {ClaimStore}
 */
export function redisStore(client, { prefix = "smooch:", rememberFor = REMEMBERED } = {}) {
  const send = commandOf(client, "redisStore");
  return {
    async claim(key, holdFor, holder) {
      if (await send(["SET", prefix + key, holder, "PX", String(holdFor), "NX"])) return "claimed";
      // If its time ended in between there is nothing: held, until it is delivered again.
      return String(await send(["GET", prefix + key])) === DONE ? "done" : "held";
    },
    done: (key) => send(["SET", prefix + key, DONE, "PX", String(Math.ceil(rememberFor))]),
    release: (key, holder) => send(["EVAL", RELEASE, "1", prefix + key, holder]),
  };
}
