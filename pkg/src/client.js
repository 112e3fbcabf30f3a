// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

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
  #core;

  constructor(options, load) {
    try {
      this.#core = new (core(load))(options ?? {});
    } catch (thrown) {
      throw toError(thrown);
    }
    const call = (operation, ids, body, options) => this.#run("call", operation, { ids, body, options });
    const build = (operation, ids, body, options) => this.#run("build", operation, { ids, body, options });
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
    return this.#run("call", "create", { ids: [], body: user, options });
  }

  link(id, link, options) {
    return this.#run("call", "link", { ids: [id], body: link, options });
  }

  send(id, message, options) {
    return this.#run("call", "send", { ids: [id], body: message, options });
  }

  async #run(method, operation, input) {
    try {
      return await this.#core[method](operation, input);
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  #pages(operation, ids, query, options) {
    const run = (query) => this.#run("call", operation, { ids, query, options });
    const after = (query, page) => this.#core.next_page(query, page);
    return {
      async *[Symbol.asyncIterator]() {
        for (let next = query ?? {}; next;) {
          const page = await run(next);
          yield page;
          next = after(next, page);
        }
      },
    };
  }
}
