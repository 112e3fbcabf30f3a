#!/usr/bin/env node
// The command line: finds the command, runs it, and ends with a code that scripts can use.

import { operations } from "smooch-edge/tools";

import { bulk } from "./bulk.js";
import { call } from "./call.js";
import { VERSIONS, versionOf } from "./connect.js";
import { doctor } from "./doctor.js";
import { emulate } from "./emulate.js";
import { EXIT, UsageError, codeOf } from "./exit.js";
import { HELP, helpOf, listOf } from "./help.js";
import { listen } from "./listen.js";
import { mcp } from "./mcp.js";
import { line, problem } from "./print.js";
import { request } from "./request.js";
import { token } from "./token.js";
import { version } from "./version.js";

/** @type {Record<string, (args: string[]) => Promise<number | void>>} */
const COMMANDS = { doctor, request, token, listen, emulate, mcp };

const args = process.argv.slice(2);
// A reader that closes the pipe has read enough. What was done by then keeps its code.
process.stdout.on("error", (error) =>
  process.exit(/** @type {any} */ (error).code === "EPIPE" ? (process.exitCode ?? EXIT.done) : EXIT.notSent),
);
// A run goes on even if nobody reads the standard error any more.
process.stderr.on("error", () => {});
try {
  process.exitCode = (await run(args)) ?? EXIT.done;
} catch (error) {
  problem(error, { json: args.includes("--json") });
  process.exitCode = codeOf(error);
}

/**
 * @param {string[]} args
 * @returns {Promise<number | void>}
 */
async function run(args) {
  const [word = "help", ...rest] = args;
  if (word === "--version") return line(version());
  if (word === "help" || word === "--help" || word === "-h") return help(rest);
  // The emulator has a help of its own.
  if (rest.some((one) => one === "--help" || one === "-h") && word !== "emulate") return help([word, ...rest]);
  if (Object.hasOwn(COMMANDS, word)) return COMMANDS[word]?.(rest);
  if (word.startsWith("-")) throw new UsageError(`A command comes first, not ${word}. smooch help lists them.`);
  if (word === "send" && rest.some((one) => /^--csv(=|$)/.test(one))) return bulk(rest);
  return call(operation(word, versionIn(rest)), rest);
}

/** @param {string[]} args */
function help([word, ...rest]) {
  if (word === undefined || word.startsWith("-") || Object.hasOwn(COMMANDS, word)) return line(HELP);
  const api = versionIn(rest);
  if (word === "operations") return line(listOf(operations(api), api));
  line(helpOf(operation(word, api)));
}

/**
 * The version that the arguments name, or the environment: the operations depend on it.
 *
 * @param {string[]} args
 */
function versionIn(args) {
  const value = (/** @type {string} */ name) => {
    const at = args.findIndex((one) => one === name || one.startsWith(`${name}=`));
    return at < 0 ? undefined : args[at] === name ? args[at + 1] : args[at]?.slice(name.length + 1);
  };
  const version = versionOf({ "api-version": value("--api-version"), env: value("--env") });
  if (!VERSIONS.includes(version))
    throw new UsageError(`The version must be v1, v1.1 or v2, not "${version}": --api-version, or SMOOCH_API_VERSION.`);
  return version;
}

/**
 * @param {string} word
 * @param {string} version
 */
function operation(word, version) {
  const all = operations(version);
  const found = all.find(({ name }) => name === word);
  if (found) return found;
  const versions = VERSIONS.filter((other) => operations(other).some(({ name }) => name === word));
  throw new UsageError(
    versions.length > 0
      ? `${word} needs --api-version ${versions.join(" or ")}.`
      : `There is no command "${word}". smooch help lists the commands, smooch help operations the operations.`,
  );
}
