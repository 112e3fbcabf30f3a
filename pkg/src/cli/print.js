// The output of the command line: results to the standard output, all else to the standard error.

import { hideSecrets } from "../tools/hide.js";

/** @typedef {{ json?: boolean, "show-secrets"?: boolean }} Printing */

/**
 * A result: on one line with `--json`, else laid out.
 *
 * @param {unknown} value
 * @param {Printing} options
 */
export function result(value, options) {
  const shown = options["show-secrets"] ? value : hideSecrets(value);
  line(JSON.stringify(shown ?? null, null, options.json ? 0 : 2));
}

/** @param {string} text */
export function line(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export function note(text) {
  process.stderr.write(`${text}\n`);
}

/** Advice on an error, beyond its message. @type {Record<string, string>} */
const SENT = {
  maybe: "It may have arrived: look before you send it again.",
  yes: "The service took it: do not send it again.",
};

/**
 * An error, to the standard error. It shows no secret and no body (`pkg/src/errors.js`).
 *
 * @param {any} error
 * @param {Printing} options
 */
export function problem(error, options) {
  if (options.json) {
    const { name, message } = error;
    note(JSON.stringify({ error: typeof error.toJSON === "function" ? error.toJSON() : { name, message } }));
    return;
  }
  const parts = [error.message, SENT[error.sent] ?? ""];
  note(parts.filter(Boolean).join(" "));
}
