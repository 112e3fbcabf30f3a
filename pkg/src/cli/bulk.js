// `smooch send --csv people.csv`: a message for each row, in a queue, with a journal from which it goes on after a crash.

import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";

import { queue } from "smooch-edge/queue";

import { bodyOf } from "./body.js";
import { describe } from "./call.js";
import { connect } from "./connect.js";
import { rowsOf } from "./csv.js";
import { EXIT, UsageError } from "./exit.js";
import { Journal } from "./journal.js";
import { number, parse } from "./options.js";
import { line, note } from "./print.js";
import { progress } from "./progress.js";

/** Columns that say who gets the message. */
const IDS = ["id", "userId", "externalId"];

const POSITIVE = /** @type {const} */ ([(/** @type {number} */ value) => value > 0, "a number above 0"]);

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function bulk(args) {
  const { values, positionals } = parse(args, {
    csv: { type: "string" },
    text: { type: "string" },
    journal: { type: "string" },
    concurrency: { type: "string" },
    "per-second": { type: "string" },
    "dry-run": { type: "boolean" },
    curl: { type: "boolean" },
  });
  const smooch = connect(values);
  const path = values.csv;
  const more = (await bodyOf(positionals)) ?? {};
  /** @param {Record<string, string>} columns */
  const bodyFor = (columns) => ({ role: "appMaker", type: "text", text: textOf(columns, values.text), ...more });

  const { total, first } = await inspect(smooch, path, bodyFor);
  if (values["dry-run"] || values.curl) {
    if (first) describe(first, values);
    note(`${total} rows, all in order. Nothing was sent.`);
    return EXIT.done;
  }
  const limits = {
    concurrency: number(
      values,
      "concurrency",
      (value) => Number.isInteger(value) && value > 0,
      "a whole number above 0",
    ),
    perSecond: number(values, "per-second", ...POSITIVE),
  };
  const source = createHash("sha256").update(JSON.stringify([values.text ?? null, more]));
  for await (const chunk of createReadStream(path)) source.update(chunk);
  const journal = new Journal(values.journal ?? `${path}.journal`, source.digest("hex"));
  try {
    return await send(queue(smooch, limits), journal, path, bodyFor, total, values);
  } finally {
    journal.close();
  }
}

/**
 * @param {any} calls a queue
 * @param {Journal} journal
 * @param {string} path
 * @param {(columns: Record<string, string>) => object} bodyFor
 * @param {number} total
 * @param {Record<string, any>} values
 */
async function send(calls, journal, path, bodyFor, total, values) {
  const before = journal.sent;
  if (before > 0) note(`${before} of ${total} rows were sent before; going on with the others.`);
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    note("\nStopping: what is under way is waited for. Ctrl+C again ends at once.");
  };
  process.once("SIGINT", stop);

  async function* pending() {
    let row = 0;
    for await (const { line, columns } of rowsOf(path)) {
      row++;
      if (isStopped) return;
      if (journal.isSent(row)) continue;
      const dedupeKey = journal.keyOf(row) ?? randomUUID();
      journal.write({ row, status: "begun", dedupeKey });
      const options = { dedupe: true, dedupeKey };
      yield { operation: "send", id: idOf(columns), body: bodyFor(columns), options, ref: { row, line } };
    }
  }

  const bar = progress(total, before);
  const counts = { sent: 0, notSent: 0, maybe: 0 };
  try {
    const run = calls.run(pending(), { onProgress: (/** @type {any} */ now) => bar.show(Object.assign(counts, now)) });
    for await (const { item, status, error } of run) {
      journal.write({ row: item.ref.row, status, ...(error && { code: error.code }) });
      if (status === "sent") continue;
      bar.clear();
      note(`line ${item.ref.line}: ${status}: ${error.message}`);
    }
  } finally {
    process.removeListener("SIGINT", stop);
    bar.clear();
  }
  const { sent, notSent, maybe } = counts;
  const summary = { rows: total, sent: before + sent, sentBefore: before, notSent, maybe };
  const left = total - summary.sent;
  line(
    values.json
      ? JSON.stringify(summary)
      : `${summary.sent} of ${total} sent, ${notSent} not sent, ${maybe} maybe.${left > 0 ? " The same command goes on with the others, and sends none twice." : ""}`,
  );
  if (isStopped && left > 0) return EXIT.stopped;
  return maybe > 0 ? EXIT.maybe : notSent > 0 ? EXIT.notSent : EXIT.done;
}

/**
 * Checks every row before the first is sent.
 *
 * @param {any} smooch
 * @param {string} path
 * @param {(columns: Record<string, string>) => object} bodyFor
 */
async function inspect(smooch, path, bodyFor) {
  let total = 0;
  /** @type {any} */
  let first;
  for await (const { line, columns } of rowsOf(path)) {
    total++;
    try {
      // In v2 the conversation is looked up when it is sent.
      const place = smooch.apiVersion === "v2" ? { conversationId: "{conversationId}" } : {};
      const request = await smooch.build.send(idOf(columns), bodyFor(columns), place);
      first ??= request;
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      throw new UsageError(`${path}, line ${line}: ${message} Nothing was sent.`);
    }
  }
  if (total === 0) throw new UsageError(`${path} has no row below its first line.`);
  return { total, first };
}

/** @param {Record<string, string>} columns */
function idOf(columns) {
  const [name, other] = IDS.filter((id) => Object.hasOwn(columns, id));
  if (other !== undefined)
    throw new UsageError(`There are the columns ${name} and ${other}: only one may say who gets the message.`);
  if (name === undefined) throw new UsageError(`There is no column ${IDS.join(", ")}: who gets the message?`);
  const id = columns[name]?.trim();
  if (!id) throw new UsageError(`The column ${name} is empty.`);
  return id;
}

/**
 * The text for a row: `--text` with its columns in braces, or the column `text`.
 *
 * @param {Record<string, string>} columns
 * @param {string} [template]
 */
function textOf(columns, template) {
  if (template === undefined) {
    if (columns.text === undefined)
      throw new UsageError("There is no column text. Add one, or give --text with columns in braces.");
    return columns.text;
  }
  return template.replace(/{([^{}]*)}/g, (_, name) => {
    if (!Object.hasOwn(columns, name)) throw new UsageError(`--text names {${name}}, and there is no such column.`);
    return columns[name] ?? "";
  });
}
