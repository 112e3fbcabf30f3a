// Reads Rust source as far as the dependencies between modules need it: without comments, texts and tests.

/** Comments, texts and characters; a lifetime is none of these. */
const NOT_CODE =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\bb?r(#*)"[\s\S]*?"\1|\bb?"(?:[^"\\]|\\[\s\S])*"|"(?:[^"\\]|\\[\s\S])*"|b?'(?:[^'\\\n]|\\(?:u\{[^}]*\}|x..|.))'/g;

/** An attribute that leaves something to tests alone. */
const TEST_ONLY = /#\[cfg\((?:test|all\(test\b[^\]]*)\)\]/g;

/** Blanks, with the line breaks of what they stand for. */
const blank = (text) => text.replace(/[^\n]/g, " ");

/** The code alone; every character that stays keeps its place. */
export const code = (text) => text.replace(NOT_CODE, blank);

/**
 * Code without the items that are there for tests alone.
 *
 * @param {string} text of `code`
 * @returns {{ code: string, files: string[] }} `files`: the modules for tests alone that have a file of their own
 */
export function withoutTests(text) {
  const files = [];
  let left = text;
  for (const { index } of text.matchAll(TEST_ONLY)) {
    const item = left.slice(index, end(left, index));
    const file = /\bmod\s+(\w+)\s*;$/.exec(item)?.[1];
    if (file) files.push(file);
    left = left.slice(0, index) + blank(item) + left.slice(index + item.length);
  }
  return { code: left, files };
}

/** Where the item ends that begins with an attribute at `index`: after its `;`, or the `}` of its block. */
function end(text, index) {
  let depth = 0;
  const isUse = /^(?:\s*#\[[^\]]*\])*\s*(?:pub(?:\([^)]*\))?\s+)?use\b/.test(text.slice(index));
  for (let at = index; at < text.length; at++) {
    const char = text[at];
    if ("([{".includes(char)) depth++;
    if (")]}".includes(char)) depth--;
    if (depth === 0 && (char === ";" || (char === "}" && !isUse))) return at + 1;
  }
  return text.length;
}

/**
 * The names that follow `crate::`, and those that follow as many `super::` as lead to the root of the crate.
 *
 * @param {string} text of `code`
 * @param {number} depth how many modules the file is below the root: 1 for `src/a.rs`
 * @returns {{ name: string, line: number }[]}
 */
export function rootNames(text, depth) {
  const found = [];
  for (const match of text.matchAll(/\bcrate\s*::\s*|\b(?:self\s*::\s*)?((?:super\s*::\s*)+)/g)) {
    const supers = match[1]?.match(/super/g)?.length;
    if (supers !== undefined && supers !== depth + inlineModules(text, match.index)) continue;
    const line = text.slice(0, match.index).split("\n").length;
    for (const name of heads(text, match.index + match[0].length)) found.push({ name, line });
  }
  return found;
}

/** How many modules written with braces stand open at `index`. */
function inlineModules(text, index) {
  const open = [];
  for (const { 0: found } of text.slice(0, index).matchAll(/\bmod\s+\w+\s*\{|\{|\}/g)) {
    if (found === "}") open.pop();
    else open.push(found !== "{");
  }
  return open.filter(Boolean).length;
}

/** The first names of a path: one, or those of a group in braces. */
function heads(text, index) {
  if (text[index] !== "{") return [/^(?:\w+|\*)/.exec(text.slice(index))?.[0] ?? "?"];
  const names = [];
  let depth = 0;
  let fresh = false;
  for (let at = index; at < text.length; at++) {
    const char = text[at];
    if (char === "{") depth++;
    if (char === "}" && --depth === 0) break;
    if (depth === 1 && (char === "," || char === "{")) fresh = true;
    else if (fresh && /\S/.test(char)) {
      names.push(/^(?:\w+|\*)/.exec(text.slice(at))?.[0] ?? "?");
      fresh = false;
    }
  }
  return names;
}
