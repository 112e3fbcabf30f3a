// Text that was written as UTF-8 and read as Windows-1252: `â€™` where an apostrophe was.

import type { Finding } from "./finding";

/** What Windows-1252 has between 0x80 and 0x9F; a space where it has nothing. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

export function findMojibake(text: string): Finding[] {
  const findings: Finding[] = [];
  // A run of it begins with what the first byte of a character looks like.
  for (const { 0: run, index } of text.matchAll(/[\u0080-\uffff]+/g)) {
    const meant = decoded(run);
    if (meant === undefined) continue;
    findings.push({
      at: index,
      message: `“${run}” is “${meant}” in UTF-8 that was read as Windows-1252. It would reach the person like this.`,
      expected: meant,
      found: run,
      edits: [{ start: index, end: index + run.length, text: meant }],
    });
  }
  return findings;
}

/** What the run meant, or `undefined` where it is no UTF-8 in disguise. */
function decoded(run: string): string | undefined {
  const bytes = Array.from(run, byteOf);
  if (bytes.some((byte) => byte === undefined)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes as number[]));
  } catch {
    return undefined;
  }
}

function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0)!;
  if (code < 0x100) return code;
  const high = HIGH.indexOf(character);
  return high < 0 ? undefined : 0x80 + high;
}
