// The exit codes of the command line. Scripts rely on these numbers: docs/guide/cli.md has the table.

export const EXIT = {
  /** It was done; of a send, the service took it. */
  done: 0,
  /** It was surely not done: the service refused it, or it never left. */
  notSent: 1,
  /** The input is invalid: nothing was sent. */
  usage: 2,
  /** It may have happened: look before you do it again. */
  maybe: 3,
  /** It was done, and the response cannot be read. */
  unread: 4,
  /** It was stopped by Ctrl+C. */
  stopped: 130,
};

/** Something wrong with what was given on the command line. */
export class UsageError extends Error {}

/** A failure that is no error of a call, such as a package that is not installed. */
export class Failure extends Error {}

/**
 * The exit code of an error.
 *
 * @param {any} error
 * @returns {number}
 */
export function codeOf(error) {
  if (error instanceof UsageError || error?.name === "ValidationError") return EXIT.usage;
  if (error?.sent === "maybe") return EXIT.maybe;
  if (error?.sent === "yes") return EXIT.unread;
  return EXIT.notSent;
}
