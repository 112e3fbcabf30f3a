// The operations as tools that a model can call: only those that are allowed, and none that reaches a person or removes
// something before a person agreed.

/** @import { Operation, Tool, ToolsOptions } from "smooch-edge/tools" */

import { inTime } from "../in-time.js";
import { hideSecrets } from "./hide.js";
import { invoke } from "./invoke.js";
import { operations } from "./operations.js";
import { standard } from "./standard.js";

/** The advice to a model on a failure, besides its message. @type {Record<string, string>} */
const SENT = {
  no: "Nothing was sent.",
  maybe: "It may have arrived: do not call this again, and tell the user.",
  yes: "The service took it: do not call this again.",
};

/** The effects that a person must agree to. */
const ASKS = ["reaches", "deletes"];

/**
 * @param {any} smooch
 * @param {ToolsOptions} options
 * @returns {Record<string, Tool>}
 */
export function tools(smooch, options) {
  const { apiVersion } = smooch ?? {};
  if (typeof apiVersion !== "string")
    throw new TypeError("tools(smooch, { allow }) needs a client first: const smooch = new Smooch({ … }).");
  const { allow, confirm } = options ?? {};
  if (!Array.isArray(allow) || allow.length === 0)
    throw new TypeError('allow must list the operations that the model may call, such as ["users.get", "messages.*"].');
  if (confirm !== undefined && confirm !== false && typeof confirm !== "function")
    throw new TypeError("confirm must be a function, or false if nobody is to be asked.");
  // A model cannot give the bytes of a file.
  const all = operations(apiVersion).filter(({ body }) => !body?.isForm);
  const allowed = new Set();
  for (const pattern of allow) {
    if (typeof pattern !== "string")
      throw new TypeError(`allow must list names of operations; got a ${typeof pattern}.`);
    const matching = all.filter(({ name }) => isMatch(pattern, name));
    if (matching.length === 0) throw new TypeError(`allow: ${apiVersion} has no operation "${pattern}" for tools.`);
    for (const { name } of matching) allowed.add(name);
  }
  const chosen = all.filter(({ name }) => allowed.has(name));
  const asking = chosen.find(({ effect }) => ASKS.includes(effect));
  if (asking && confirm === undefined)
    throw new TypeError(
      `${asking.name} ${asking.effect === "reaches" ? "reaches a person" : "removes something"}: give confirm, a function that asks somebody, or confirm: false.`,
    );
  return Object.fromEntries(chosen.map((operation) => [nameOf(operation), tool(smooch, operation, confirm)]));
}

/**
 * The name of a tool: a model's interface takes letters, digits, `_` and `-`.
 *
 * @param {Operation} operation
 */
function nameOf({ name }) {
  return name.replaceAll(".", "_");
}

/**
 * @param {string} pattern `users.get`, `users.*` or `*`
 * @param {string} name
 */
function isMatch(pattern, name) {
  return pattern === "*" || pattern === name || (pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -1)));
}

/**
 * @param {any} smooch
 * @param {Operation} operation
 * @param {ToolsOptions["confirm"]} confirm
 * @returns {Tool}
 */
function tool(smooch, operation, confirm) {
  const { effect } = operation;
  return {
    name: nameOf(operation),
    operation: operation.name,
    effect,
    description: describe(operation),
    inputSchema: standard(operation.inputSchema),
    async execute(given, context) {
      let input = /** @type {any} */ (given ?? {});
      const signal = context?.abortSignal ?? context?.signal;
      // Nobody is asked about a call that cannot be made.
      checkArguments(operation, input);
      if (confirm && ASKS.includes(effect)) {
        // The input that was agreed to is sent, whatever happens to the object meanwhile.
        input = structuredClone(input);
        const question = { operation: operation.name, effect, input: structuredClone(input) };
        const unasked = () => new Error("The call was ended before anybody confirmed it. Nothing was sent.");
        if ((await inTime(confirm(/** @type {any} */ (question)), { signal }, unasked)) !== true)
          throw new Error(
            `${operation.name} was not confirmed. Nothing was sent. Do not call this again unless the user asks for it.`,
          );
      }
      try {
        return hideSecrets(await make(smooch, operation, input, signal));
      } catch (error) {
        // The message is what the model gets.
        const { sent, message } = /** @type {any} */ (error);
        throw sent ? new Error(`${message} ${SENT[sent]}`, { cause: error }) : error;
      }
    },
  };
}

/** @param {Operation} operation */
function describe({ description, effect, isList }) {
  const more = [
    effect === "reaches" && "It reaches a person.",
    effect === "deletes" && "What is removed is gone.",
    isList && "Gives one page; for the next give its cursor in `query`.",
  ];
  return [description, ...more].filter(Boolean).join(" ");
}

/**
 * Throws if arguments are unknown or missing; the client checks what is in them.
 *
 * @param {Operation} operation
 * @param {any} input
 */
function checkArguments({ name, inputSchema }, input) {
  const known = Object.keys(inputSchema.properties);
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown !== undefined)
    throw new TypeError(`${unknown} is no argument of ${name}: it takes ${known.join(", ") || "none"}.`);
  const lacking = inputSchema.required?.find((member) => input[member] === undefined);
  if (lacking !== undefined) throw new TypeError(`${name} needs ${lacking}.`);
}

/**
 * Makes the call. Of a list it reads one page.
 *
 * @param {any} smooch
 * @param {Operation} operation
 * @param {any} input
 * @param {AbortSignal} [signal]
 */
async function make(smooch, operation, input, signal) {
  const { name, arguments: ids, body, isList } = operation;
  const options = {
    ...(signal && { signal }),
    // A retry then does no harm.
    ...(["send", "link"].includes(name) && { dedupe: true }),
  };
  const answer = invoke(smooch, operation, {
    ids: ids.map((id) => input[id]),
    body: body && input[body.name],
    query: input.query,
    options,
  });
  if (!isList) return answer;
  for await (const page of answer) return page;
}
