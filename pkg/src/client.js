// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

import { drive, prepared } from "./call.js";
import { core } from "./core.js";
import { toError } from "./errors.js";

/** Variables that `fromEnv` reads, and the options that they set. */
const VARIABLES = {
  SMOOCH_KEY_ID: "keyId",
  SMOOCH_SECRET: "secret",
  SMOOCH_APP_ID: "appId",
  SMOOCH_BASE_URL: "baseUrl",
  SMOOCH_API_VERSION: "apiVersion",
};

export class Client {
  // Private, so that no inspection, log or JSON of a client can show what is in it.
  #glue;
  #core;
  #own;

  constructor(options, load) {
    try {
      this.#glue = core(load);
      this.#core = new this.#glue.Core(options);
    } catch (thrown) {
      throw toError(thrown);
    }
    const { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks } = options;
    this.#own = { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks };
    const call = (...given) => this.#call(...given);
    const build = (...given) => this.#build(...given);
    this.users = {
      get: (id, options) => call("users.get", [id], undefined, options),
      update: (id, changes, options) => call("users.update", [id], changes, options),
      delete: (id, options) => call("users.delete", [id], undefined, options),
    };
    this.channels = {
      list: (id, options) => call("channels.list", [id], undefined, options),
      unlink: (id, channel, options) => call("channels.unlink", [id, channel], undefined, options),
    };
    this.messages = {
      list: (id, query, options) => this.#pages("messages.list", [id], query, options),
    };
    this.build = {
      create: (user, options) => build("create", [], user, options),
      link: (id, link, options) => build("link", [id], link, options),
      send: (id, message, options) => build("send", [id], message, options),
    };
  }

  static fromEnv(options) {
    const env = globalThis.process?.env ?? {};
    const given = Object.entries(VARIABLES)
      .map(([variable, option]) => [option, env[variable]?.trim()])
      .filter(([, value]) => value);
    return new this({ ...Object.fromEntries(given), ...options });
  }

  create(user, options) {
    return this.#call("create", [], user, options);
  }

  link(id, link, options) {
    return this.#call("link", [id], link, options);
  }

  send(id, message, options) {
    return this.#call("send", [id], message, options);
  }

  #call(operation, ids, body, options, query) {
    return this.#start(operation, ids, body, options, query, (call) =>
      drive(this.#glue, this.#core, call, this.#own, options?.signal),
    );
  }

  #build(operation, ids, body, options) {
    return this.#start(operation, ids, body, options, undefined, (call) => prepared(this.#core, call, this.#own.token));
  }

  async #start(operation, ids, body, options, query, run) {
    let call;
    try {
      const nonce = options?.dedupe === true ? crypto.randomUUID() : undefined;
      call = this.#core.call(operation, ids, body, query, options, nonce);
      return await run(call);
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      call?.free();
    }
  }

  #pages(operation, ids, query, options) {
    const read = (query) => this.#call(operation, ids, undefined, options, query);
    const after = (query, page) => this.#core.next_page(query, page);
    return {
      async *[Symbol.asyncIterator]() {
        for (let next = query ?? {}; next;) {
          const page = await read(next);
          yield page;
          next = after(next, page);
        }
      },
    };
  }
}
