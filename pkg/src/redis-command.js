// Sends commands through a client of Redis. Each client has its own name for that.

/**
 * A client of node-redis or ioredis, or a function that sends a command as a list of texts.
 *
 * @typedef {{ sendCommand(command: string[]): Promise<unknown> } | { call(command: string, ...parts: string[]): Promise<unknown> }
 *   | ((command: string[]) => Promise<unknown>)} Client
 */

/**
 * Sends one command, as a list of texts.
 *
 * @param {Client} client
 * @param {string} who needs it
 * @returns {(command: string[]) => Promise<unknown>}
 */
export function commandOf(client, who) {
  const any = /** @type {any} */ (client);
  if (typeof any === "function") return any;
  // ioredis. It has a `sendCommand` too, for something else.
  if (typeof any?.call === "function") return (command) => any.call(...command);
  // node-redis 4 and 5.
  if (typeof any?.sendCommand === "function") return (command) => any.sendCommand(command);
  throw new TypeError(`${who} needs a client of node-redis or ioredis, or a function that sends a command.`);
}
