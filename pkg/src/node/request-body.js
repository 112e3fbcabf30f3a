// The body of a request: its bytes or its stream, its length if it is known, and its type.

/**
 * @typedef {object} Encoded
 * @property {string | Uint8Array} [data]
 * @property {AsyncIterator<unknown>} [chunks]
 * @property {number} [length] in bytes; unknown for a stream
 * @property {string} [type] the content type, unless the caller names one
 */

/**
 * Encodes what `fetch` takes as a body. A class of the platform is only touched if the body is of it: the first touch of
 * `FormData` or `Response` takes Node 30 ms.
 *
 * @param {any} body
 * @param {{ duplex?: string }} init
 * @returns {Encoded | Promise<Encoded>} a promise for a form only
 */
export function encode(body, { duplex }) {
  if (body === undefined || body === null) return {};
  if (typeof body === "string") {
    return { data: body, length: Buffer.byteLength(body), type: "text/plain;charset=UTF-8" };
  }
  if (ArrayBuffer.isView(body)) return bytes(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  switch (Object.prototype.toString.call(body)) {
    case "[object ArrayBuffer]":
    case "[object SharedArrayBuffer]":
      return bytes(new Uint8Array(body));
    case "[object URLSearchParams]":
      return {
        data: String(body),
        length: Buffer.byteLength(String(body)),
        type: "application/x-www-form-urlencoded;charset=UTF-8",
      };
    case "[object Blob]":
    case "[object File]":
      return { chunks: reading(body.stream()), length: body.size, type: body.type || undefined };
    case "[object FormData]":
      return form(body);
  }
  if (typeof body.getReader !== "function" && typeof body[Symbol.asyncIterator] !== "function") {
    throw new TypeError(
      "The body must be a string, bytes, a URLSearchParams, a Blob, a FormData, a ReadableStream or an async iterable.",
    );
  }
  if (duplex !== "half") throw new TypeError('A body that is a stream needs the option duplex: "half".');
  if (body.locked) throw new TypeError("The body is a stream that is being read already.");
  return { chunks: typeof body.getReader === "function" ? reading(body) : body[Symbol.asyncIterator]() };
}

/**
 * @param {Uint8Array} data
 * @returns {Encoded}
 */
function bytes(data) {
  return { data, length: data.byteLength };
}

/**
 * Encodes a form by the platform. Its length is that of the same form with empty files, and of the files: servers that
 * want a `Content-Length` get one, and no file is read twice.
 *
 * @param {FormData} body
 * @returns {Promise<Encoded>}
 */
async function form(body) {
  if (!(body instanceof FormData)) throw new TypeError("The body must be a FormData of Node's own.");
  const empty = new FormData();
  let files = 0;
  for (const [name, value] of body) {
    if (typeof value === "string") empty.append(name, value);
    else {
      files += value.size;
      empty.append(name, new File([], value.name, { type: value.type }));
    }
  }
  const [response, skeleton] = [new Response(body), new Response(empty)];
  const [type, like] = [response, skeleton].map(({ headers }) => headers.get("content-type") ?? "");
  const length = (await skeleton.arrayBuffer()).byteLength + files;
  // The boundaries are random; nothing says that they are of one length.
  const known = type?.length === like?.length ? { length } : {};
  return { chunks: reading(/** @type {ReadableStream} */ (response.body)), type, ...known };
}

/**
 * The chunks of a web stream, which can be cancelled while one is awaited.
 *
 * @param {ReadableStream<unknown>} stream
 * @returns {NonNullable<Encoded["chunks"]>}
 */
function reading(stream) {
  const reader = stream.getReader();
  return {
    next: () => /** @type {Promise<IteratorResult<unknown>>} */ (reader.read()),
    return: async (reason) => {
      await reader.cancel(reason);
      return { done: true, value: undefined };
    },
  };
}

/**
 * Writes the chunks to a request, no faster than they leave, and ends it.
 *
 * @param {import("node:http").ClientRequest} request
 * @param {NonNullable<Encoded["chunks"]>} chunks
 * @param {number | undefined} length what they must come to
 */
export async function write(request, chunks, length) {
  let left = length ?? Infinity;
  for (;;) {
    const { done, value } = await chunks.next();
    if (request.destroyed) return;
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError("A chunk of the body is no Uint8Array.");
    left -= value.byteLength;
    if (left < 0) break;
    if (!request.write(value)) await drained(request);
    if (request.destroyed) return;
  }
  if (length !== undefined && left !== 0) throw new TypeError("The body is not as long as it was said to be.");
  request.end();
}

/**
 * @param {import("node:http").ClientRequest} request
 * @returns {Promise<void>} which ends when the request takes more, or is over
 */
function drained(request) {
  return new Promise((resolve) => {
    const end = () => {
      request.off("drain", end).off("close", end);
      resolve();
    };
    request.on("drain", end).on("close", end);
  });
}
