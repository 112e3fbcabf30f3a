// Reads the body of an answer as text, up to a size: a body may be larger than memory, or a bomb in gzip.

/**
 * The text of an answer, or `undefined` where it breaks off or is larger than `largest` bytes.
 *
 * @param {Response} response
 * @param {number} largest
 * @returns {Promise<string | undefined>}
 */
export async function read(response, largest) {
  const { body, headers } = response;
  try {
    if (typeof body?.getReader !== "function") {
      // No stream to count: an empty body, or a `Response` of the caller's own.
      const text = await response.text();
      return text.length <= largest ? text : undefined;
    }
    if (Number(headers.get("content-length")) > largest) {
      body.cancel().catch(() => {});
      return undefined;
    }
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > largest) {
        reader.cancel().catch(() => {});
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return undefined;
  }
}
