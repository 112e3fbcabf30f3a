// The response of the transport. It has the members of a `Response` and is none by its class: Node takes 30 ms to load
// that.

/** @import { ResponseBody } from "./response-body.js" */

/** @typedef {Pick<ResponseBody, "locked" | "getReader" | "cancel" | "tee"> | ReadableStream<Uint8Array>} Body */

/** The headers of a response, read from what Node keeps: names and values in turn. */
export class ResponseHeaders {
  /** @type {string[]} */
  #raw;

  /** @param {string[]} raw */
  constructor(raw) {
    this.#raw = raw;
  }

  /**
   * The value of a header; of several with the name, all of them, with commas between.
   *
   * @param {string} name
   * @returns {string | null}
   */
  get(name) {
    const values = this.#values(name);
    return values.length ? values.join(", ") : null;
  }

  /** @param {string} name */
  has(name) {
    return this.#values(name).length > 0;
  }

  getSetCookie() {
    return this.#values("set-cookie");
  }

  /**
   * @param {(value: string, name: string, headers: ResponseHeaders) => void} callback
   * @param {unknown} [self]
   */
  forEach(callback, self) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }

  *keys() {
    for (const [name] of this) yield name;
  }

  *values() {
    for (const [, value] of this) yield value;
  }

  entries() {
    return this[Symbol.iterator]();
  }

  /** @returns {Generator<[string, string]>} in the order of the names; each cookie on its own */
  *[Symbol.iterator]() {
    const names = new Set(this.#raw.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
    for (const name of [...names].sort()) {
      if (name === "set-cookie") for (const value of this.getSetCookie()) yield [name, value];
      else yield [name, /** @type {string} */ (this.get(name))];
    }
  }

  get [Symbol.toStringTag]() {
    return "Headers";
  }

  /** @param {string} name */
  #values(name) {
    const raw = this.#raw;
    const wanted = name.toLowerCase();
    const values = [];
    for (let index = 0; index < raw.length; index += 2) {
      const own = /** @type {string} */ (raw[index]);
      if (own.length === wanted.length && own.toLowerCase() === wanted) values.push(String(raw[index + 1]));
    }
    return values;
  }
}

/** A response whose body may be read once. */
export class NodeResponse {
  /** @type {Body | null} */
  #body;
  #used = false;
  type = "default";
  redirected = false;

  /**
   * @param {{ status: number, statusText: string, url: string, headers: ResponseHeaders }} head
   * @param {Body | null} body
   */
  constructor({ status, statusText, url, headers }, body) {
    this.status = status;
    this.statusText = statusText;
    this.url = url;
    this.headers = headers;
    this.#body = body;
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  get body() {
    return this.#body;
  }

  get bodyUsed() {
    return this.#used || this.#body?.locked === true;
  }

  async bytes() {
    if (this.bodyUsed) throw new TypeError("The body was read already.");
    this.#used = this.#body !== null;
    const reader = this.#body?.getReader();
    const chunks = [];
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) chunks.push(read.value);
    const all = Buffer.concat(chunks);
    return new Uint8Array(all.buffer, all.byteOffset, all.byteLength);
  }

  async text() {
    return new TextDecoder().decode(await this.bytes());
  }

  async json() {
    return JSON.parse(await this.text());
  }

  async arrayBuffer() {
    const { buffer, byteOffset, byteLength } = await this.bytes();
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }

  async blob() {
    return new Blob([await this.bytes()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData() {
    const type = this.headers.get("content-type") ?? "";
    return new Response(await this.bytes(), { headers: { "content-type": type } }).formData();
  }

  clone() {
    if (this.bodyUsed) throw new TypeError("The body was read already.");
    const [own, other] = this.#body?.tee() ?? [null, null];
    this.#body = own;
    return new NodeResponse(this, other);
  }

  get [Symbol.toStringTag]() {
    return "Response";
  }
}
