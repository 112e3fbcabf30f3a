// The body of a response, as a stream. It is read without the machinery of web streams, which costs 12 µs a response
// and 2.5 ms at the first; a real `ReadableStream` is made when more than a plain reader is asked for.

/** @import { Readable } from "node:stream" */

import { terminated } from "./failures.js";

/** So many bytes may wait to be read before the connection is asked to pause. */
const WAITING = 65_536;

/** @typedef {{ done: false, value: Uint8Array } | { done: true, value: undefined }} Read */

/** Collects what a Node stream brings until it is read. */
export class Source {
  /** @type {Uint8Array[]} */
  #chunks = [];
  #size = 0;
  /** @type {{ resolve: (read: any) => void, reject: (error: unknown) => void }[]} */
  #readers = [];
  /** @type {Readable | undefined} */
  #stream;
  #ended = false;
  /** @type {{ error: unknown } | undefined} */
  #failure;
  /** @type {Promise<undefined> | undefined} made when it is asked for */
  #closed;
  /** @type {{ resolve: (value: undefined) => void, reject: (error: unknown) => void } | undefined} */
  #settle;
  #cancel;
  #over;

  /**
   * @param {() => void} cancel closes the connection
   * @param {() => void} over called once, when the body has ended or failed, or is cancelled
   */
  constructor(cancel, over) {
    this.#cancel = cancel;
    this.#over = over;
  }

  /**
   * Takes the bytes of a stream. {@link fail} reports its errors.
   *
   * @param {Readable} stream
   */
  attach(stream) {
    this.#stream = stream;
    stream.on("data", (/** @type {Buffer} */ chunk) => this.#push(chunk));
    stream.on("end", () => this.#end());
    stream.on("error", (error) => this.fail(terminated(error)));
    stream.on("close", () => {
      // Each body closes: an error is made only for one that has not ended.
      if (!this.#ended) this.fail(terminated(new Error("The body ended too early.")));
    });
  }

  /** @param {Buffer} chunk */
  #push({ buffer, byteOffset, byteLength }) {
    if (this.#ended || this.#failure) return;
    const value = new Uint8Array(/** @type {ArrayBuffer} */ (buffer), byteOffset, byteLength);
    const reader = this.#readers.shift();
    if (reader) return reader.resolve({ done: false, value });
    this.#chunks.push(value);
    this.#size += byteLength;
    if (this.#size > WAITING) this.#stream?.pause();
  }

  #end() {
    if (this.#ended || this.#failure) return;
    this.#ended = true;
    for (const { resolve } of this.#readers.splice(0)) resolve({ done: true, value: undefined });
    this.#settle?.resolve(undefined);
    this.#over();
  }

  /**
   * Ends the body with an error, unless it has ended. Data that has come and was not read is lost, as with `fetch`.
   *
   * @param {unknown} error
   */
  fail(error) {
    if (this.#ended || this.#failure) return;
    this.#failure = { error };
    this.#chunks = [];
    this.#stream?.destroy();
    for (const { reject } of this.#readers.splice(0)) reject(error);
    this.#settle?.reject(error);
    this.#over();
    this.#cancel();
  }

  /** Drops what is left, and the connection with it. */
  cancel() {
    this.#chunks = [];
    if (this.#ended || this.#failure) return;
    this.#end();
    this.#stream?.destroy();
    this.#cancel();
  }

  /** A promise that ends with the body. */
  get closed() {
    return (this.#closed ??= new Promise((resolve, reject) => {
      if (this.#failure) reject(this.#failure.error);
      else if (this.#ended) resolve(undefined);
      else this.#settle = { resolve, reject };
    }));
  }

  /** @returns {Promise<Read>} */
  read() {
    const value = this.#chunks.shift();
    if (value) {
      this.#size -= value.byteLength;
      if (this.#size <= WAITING && this.#stream?.isPaused()) this.#stream.resume();
      return Promise.resolve({ done: false, value });
    }
    if (this.#failure) return Promise.reject(this.#failure.error);
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }
}

/** The `response.body`: a `ReadableStream` by its members, though not by its class. */
export class ResponseBody {
  #source;
  #locked = false;
  /** @type {ReadableStream<Uint8Array> | undefined} */
  #stream;

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
  }

  get locked() {
    return this.#stream?.locked ?? this.#locked;
  }

  /**
   * @param {{ mode?: "byob" }} [options]
   * @returns {any}
   */
  getReader(options) {
    if (options?.mode !== undefined || this.#stream) return this.#real().getReader(/** @type {any} */ (options));
    if (this.#locked) throw new TypeError("The body is locked to a reader.");
    this.#locked = true;
    return new Reader(this.#source, () => (this.#locked = false));
  }

  /** @param {unknown} [reason] */
  async cancel(reason) {
    if (this.locked) throw new TypeError("The body is locked to a reader.");
    if (this.#stream) return this.#stream.cancel(reason);
    this.#source.cancel();
  }

  tee() {
    return this.#real().tee();
  }

  /**
   * @param {ReadableWritablePair<any, Uint8Array>} pair
   * @param {StreamPipeOptions} [options]
   */
  pipeThrough(pair, options) {
    return this.#real().pipeThrough(pair, options);
  }

  /**
   * @param {WritableStream<Uint8Array>} to
   * @param {StreamPipeOptions} [options]
   */
  pipeTo(to, options) {
    return this.#real().pipeTo(to, options);
  }

  /** @param {any} [options] */
  values(options) {
    return /** @type {any} */ (this.#real()).values(options);
  }

  [Symbol.asyncIterator]() {
    return this.values();
  }

  get [Symbol.toStringTag]() {
    return "ReadableStream";
  }

  /** @returns {ReadableStream<Uint8Array>} */
  #real() {
    if (this.#locked) throw new TypeError("The body is locked to a reader.");
    const source = this.#source;
    return (this.#stream ??= new ReadableStream(
      {
        type: "bytes",
        async pull(controller) {
          const { done, value } = await source.read();
          if (!done) return controller.enqueue(value);
          controller.close();
          controller.byobRequest?.respond(0);
        },
        cancel: () => source.cancel(),
      },
      { highWaterMark: 0 },
    ));
  }
}

/** A reader as `getReader` gives it. */
class Reader {
  /** @type {Source | undefined} */
  #source;
  #free;

  /**
   * @param {Source} source
   * @param {() => void} free
   */
  constructor(source, free) {
    this.#source = source;
    this.#free = free;
  }

  /** @returns {Promise<Read>} */
  read() {
    return this.#source?.read() ?? Promise.reject(released());
  }

  async cancel() {
    if (!this.#source) throw released();
    this.#source.cancel();
  }

  releaseLock() {
    this.#source = undefined;
    this.#free();
  }

  /** @returns {Promise<undefined>} */
  get closed() {
    return this.#source?.closed ?? Promise.reject(released());
  }
}

const released = () => new TypeError("The reader was released.");
