// Reads CSV (RFC 4180): quotes, commas and line breaks within quotes, CRLF, a byte order mark.

import { createReadStream } from "node:fs";

import { UsageError } from "./exit.js";

/**
 * The rows of a file, one at a time, each with its line number and its columns by name.
 *
 * @param {string} path
 * @returns {AsyncGenerator<{ line: number, columns: Record<string, string> }, void, undefined>}
 */
export async function* rowsOf(path) {
  /** @type {string[] | undefined} */
  let names;
  for await (const { line, cells } of recordsOf(path)) {
    if (!names) {
      names = cells.map((name) => name.trim());
      const double = names.find((name, at) => names?.indexOf(name) !== at);
      if (double !== undefined) throw new UsageError(`${path} has two columns called "${double}".`);
      continue;
    }
    if (cells.length === 1 && cells[0] === "") continue;
    if (cells.length !== names.length)
      throw new UsageError(`${path}, line ${line}: ${cells.length} columns where the first line has ${names.length}.`);
    yield { line, columns: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])) };
  }
  if (!names) throw new UsageError(`${path} is empty. Its first line must name the columns, such as id,text.`);
}

/** @param {string} path */
async function* recordsOf(path) {
  /** @type {string[]} */
  let cells = [];
  let cell = "";
  let line = 1;
  let begun = 1;
  let isFirst = true;
  /** @type {"plain" | "quoted" | "closed"} */
  let state = "plain";
  let hadReturn = false;
  const end = () => {
    cells.push(cell);
    cell = "";
    state = "plain";
  };
  for await (const chunk of textOf(path)) {
    const text = isFirst ? chunk.replace(/^\uFEFF/, "") : chunk;
    isFirst = false;
    for (const letter of text) {
      if (letter === "\n") line++;
      if (state === "quoted") {
        if (letter === '"') state = "closed";
        else cell += letter;
        continue;
      }
      const follows = hadReturn && letter === "\n";
      hadReturn = letter === "\r";
      if (follows) continue;
      if (letter === '"') {
        if (state === "closed") cell += letter;
        else if (cell !== "")
          throw new UsageError(`${path}, line ${line}: a quote within a column that has none at its start.`);
        state = "quoted";
      } else if (letter === ",") end();
      else if (letter === "\n" || letter === "\r") {
        end();
        yield { line: begun, cells };
        cells = [];
        begun = letter === "\r" ? line + 1 : line;
      } else if (state === "closed") throw new UsageError(`${path}, line ${line}: text after a closing quote.`);
      else cell += letter;
    }
  }
  if (state === "quoted") throw new UsageError(`${path}, line ${begun}: a quote is never closed.`);
  if (cell !== "" || cells.length > 0 || state === "closed") {
    end();
    yield { line: begun, cells };
  }
}

/** @param {string} path */
async function* textOf(path) {
  try {
    // A letter that cannot be read would reach people as "\ufffd".
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new UsageError(`${path} is not UTF-8. Save it as UTF-8 (in Excel: "CSV UTF-8").`);
    throw new UsageError(`${path} cannot be read: ${code}.`);
  }
}
