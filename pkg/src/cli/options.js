// The options that every command takes, and how a command's own are read.

import { parseArgs } from "node:util";

import { UsageError } from "./exit.js";

/** @typedef {Record<string, import("node:util").ParseArgsOptionsConfig[string]>} Options */

/** @type {Options} */
const COMMON = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  "show-secrets": { type: "boolean" },
  env: { type: "string" },
  "api-version": { type: "string" },
  "app-id": { type: "string" },
  "key-id": { type: "string" },
  "base-url": { type: "string" },
  region: { type: "string" },
  subdomain: { type: "string" },
  timeout: { type: "string" },
  deadline: { type: "string" },
  "max-retries": { type: "string" },
};

/**
 * Reads the arguments of a command.
 *
 * @param {string[]} args
 * @param {Options} [own] options of the command
 * @returns {{ values: Record<string, any>, positionals: string[] }}
 */
export function parse(args, own = {}) {
  try {
    return parseArgs({ args, options: { ...COMMON, ...own }, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    // A secret after --secret would stay in the history of the shell.
    const about = /'--secret/.test(message)
      ? "A secret on the command line shows in lists of processes and in the shell's history. Set SMOOCH_SECRET, or put it into a file and give --env."
      : `${message.split(". ")[0]}.`;
    throw new UsageError(about);
  }
}

/**
 * The members that have a value.
 *
 * @param {Record<string, any>} given
 * @returns {Record<string, any>}
 */
export function defined(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/**
 * A number of an option.
 *
 * @param {Record<string, any>} values
 * @param {string} name
 * @param {(value: number) => boolean} [fits]
 * @param {string} [expected]
 */
export function number(values, name, fits = Number.isInteger, expected = "a whole number") {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !fits(value) || value < 0)
    throw new UsageError(`--${name} must be ${expected}, not "${text}".`);
  return value;
}
