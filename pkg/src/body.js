// Reads the body of a response as text, up to a size: a body may be larger than memory, or a bomb in gzip. It knows
// what a response looks like: a caller's own `fetch` may give a mock, a polyfill's or another realm's `Response`.

/** @type {TextDecoder | undefined} made when it is first needed */
let decoder;

/**
 * By its members, not its class: a status, and something to read.
 *
 * @param {any} value
 * @returns {value is Response}
 */
export function isResponse(value) {
  return (
    Number.isInteger(value?.status) &&
    (typeof value.text === "function" || typeof value.json === "function" || value.body !== undefined)
  );
}

/**
 * The text of a response; nothing if it is larger than `largest` bytes, and the cause if it breaks off.
 *
 * @param {any} response
 * @param {number} largest
 * @returns {Promise<{ text?: string, cause?: unknown }>}
 */
export async function read(response, largest) {
  try {
    const { body } = response;
    if (response.bodyUsed || body?.locked) throw new TypeError("The body of this response was read before.");
    if (typeof body?.getReader !== "function") {
      // No stream to count: an empty body, or a `Response` of the caller's own.
      const text = await textOf(response);
      return text.length > largest ? {} : { text };
    }
    const reader = body.getReader();
    const chunks = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
      if (size > largest) {
        reader.cancel().catch(() => {});
        return {};
      }
    }
    decoder ??= new TextDecoder();
    return { text: decoder.decode(chunks.length === 1 ? chunks[0] : await new Blob(chunks).arrayBuffer()) };
  } catch (cause) {
    return { cause };
  }
}

/**
 * The text of a response that has no stream.
 *
 * @param {Response} response
 * @returns {Promise<string>}
 */
async function textOf(response) {
  if (typeof response.text === "function") return response.text();
  if (typeof response.json === "function") return JSON.stringify(await response.json());
  return new Response(response.body).text();
}

/**
 * The words of a page that is no JSON, as the description of an error: without tags, scripts and styles, and cut.
 *
 * @param {string} page
 */
export function wordsOf(page) {
  const words = page
    .slice(0, 20_000)
    .replace(/<(script|style)[^]*?<\/\1>|<[^>]*>|&\w+;/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}
