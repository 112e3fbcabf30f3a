// Reads the body of an answer as text, up to a size: a body may be larger than memory, or a bomb in gzip.

/** @type {TextDecoder | undefined} made when it is first needed */
let decoder;

/**
 * The text of an answer, or `undefined` where it breaks off or is larger than `largest` bytes.
 *
 * @param {Response} response
 * @param {number} largest
 * @returns {Promise<string | undefined>}
 */
export async function read(response, largest) {
  const { body } = response;
  try {
    if (typeof body?.getReader !== "function") {
      // No stream to count: an empty body, or a `Response` of the caller's own.
      const text = await response.text();
      return text.length <= largest ? text : undefined;
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
        return undefined;
      }
    }
    decoder ??= new TextDecoder();
    return decoder.decode(chunks.length === 1 ? chunks[0] : await new Blob(chunks).arrayBuffer());
  } catch {
    return undefined;
  }
}
