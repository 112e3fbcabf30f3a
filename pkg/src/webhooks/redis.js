// Remembers events in Redis. A claim is `SET NX` with a time: of all processes, one gets it.

/** @import { ClaimStore, RedisClient, RedisCommand, StoreOptions } from "smooch-edge/webhooks" */

import { REMEMBERED } from "./remembered.js";

/** What is kept for an event that was handled; of one that is being handled, its holder. */
const DONE = "done";

/** Deletes a key only while its value is the caller's: after its time it may be another's. */
const RELEASE = 'if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0';

/**
 * @param {RedisClient | RedisCommand} client
 * @param {StoreOptions} [options]
 * @returns {ClaimStore}
 */
export function redisStore(client, { prefix = "smooch:", rememberFor = REMEMBERED } = {}) {
  const send = commandOf(client);
  return {
    async claim(key, holdFor, holder) {
      if (await send(["SET", prefix + key, holder, "PX", String(holdFor), "NX"])) return "claimed";
      // Where its time ended in between there is nothing: held, until it is delivered again.
      return String(await send(["GET", prefix + key])) === DONE ? "done" : "held";
    },
    done: (key) => send(["SET", prefix + key, DONE, "PX", String(Math.ceil(rememberFor))]),
    release: (key, holder) => send(["EVAL", RELEASE, "1", prefix + key, holder]),
  };
}

/**
 * One command as a list of texts: the one thing that clients of Redis have in common, each under a name of its own.
 *
 * @param {any} client
 * @returns {RedisCommand}
 */
function commandOf(client) {
  if (typeof client === "function") return client;
  // ioredis. It has a `sendCommand` too, for something else.
  if (typeof client?.call === "function") return (command) => client.call(...command);
  // node-redis 4 and 5.
  if (typeof client?.sendCommand === "function") return (command) => client.sendCommand(command);
  throw new TypeError("redisStore needs a client of node-redis or ioredis, or a function that sends a command.");
}
