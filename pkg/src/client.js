// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

/** @import { BuiltRequest, CallOptions, QueueOptions, Smooch, SmoochOptions } from "smooch-edge" */
/** @import { WaitForLinkOptions, ReachOptions, RequestEvent } from "smooch-edge" */
/** @import { Own } from "./call.js" */
/** @import { Call, Core } from "./smooch_edge_bg.js" */

import { built, drive } from "./call.js";
import { core } from "./core.js";
import { ensure } from "./ensure.js";
import { share } from "./deadline.js";
import { waitForLink } from "./wait-for-link.js";
import { Queue } from "./queue.js";
import { nextPage } from "./pages.js";
import { reach } from "./reach.js";
import { signer } from "./sign.js";
import { textOf } from "./serialize.js";
import { toError } from "./to-error.js";

/** Variables that `fromEnv` reads, and the options that they set. */
const VARIABLES = {
  SMOOCH_KEY_ID: "keyId",
  SMOOCH_SECRET: "secret",
  SMOOCH_APP_ID: "appId",
  SMOOCH_BASE_URL: "baseUrl",
  SMOOCH_API_VERSION: "apiVersion",
};

/**
 * What a call is made of: the operation, its ids, its body, its options and its query.
 *
 * @typedef {[operation: string, ids: unknown[], body: unknown, options?: CallOptions, query?: object]} Given
 */

/** @implements {Smooch<any>} */
export class Client {
  // Private, so that no inspection, log or JSON of a client can show what is in it.
  /** @type {Core} */
  #core;
  /** @type {Own} */
  #own;
  /** @type {string} the version of the API */
  #version;

  /**
   * @param {SmoochOptions} options
   * @param {() => WebAssembly.Module} load gives the compiled module
   */
  constructor(options, load) {
    try {
      this.#core = core(textOf(options), load);
    } catch (thrown) {
      throw toError(thrown);
    }
    const { fetch, token, secret = "", maxResponseSize, onRequest, onResponse, verboseHooks, deadline } = options;
    this.#own = { fetch, token, sign: signer(secret), maxResponseSize, onRequest, onResponse, verboseHooks, deadline };
    const { apiVersion = "v1" } = options;
    this.#version = apiVersion;
    const call = (/** @type {Given} */ ...given) => this.#call(...given);
    const build = (/** @type {Given} */ ...given) => this.#build(...given);
    /** @type {Smooch<any>["users"]} */
    this.users = {
      get: (id, options) => call("users.get", [id], undefined, options),
      update: (id, changes, options) => call("users.update", [id], changes, options),
      delete: (id, options) => call("users.delete", [id], undefined, options),
    };
    /** @type {Smooch<any>["channels"]} */
    this.channels = {
      list: (id, options) =>
        this.#call(
          "channels.list",
          [id],
          undefined,
          options,
          this.#version === "v2" ? { page: { size: 100 } } : undefined,
        ),
      unlink: (id, channel, options) => call("channels.unlink", [id, channel], undefined, options),
    };
    /** @type {Smooch<any>["messages"]} */
    this.messages = {
      list: (id, query, options) => this.#pages("messages.list", [id], query, options),
    };
    /** @type {import("smooch-edge").Conversations} */
    this.conversations = {
      create: (conversation, options) => call("conversations.create", [], conversation, options),
      list: (query, options) => this.#pages("conversations.list", [], query, options),
      get: (id, options) => call("conversations.get", [id], undefined, options),
    };
    /** @type {import("smooch-edge").Integrations} */
    this.integrations = {
      create: (integration, options) => call("integrations.create", [], integration, options),
      list: (query, options) => this.#pages("integrations.list", [], query, options),
    };
    /** @type {Smooch<any>["webhooks"]} */
    this.webhooks = {
      create: async (webhook, options) => {
        const { integration, ...answer } = await call("webhooks.create", [], webhook, options);
        return integration ? { webhook: integration.webhooks?.[0] } : answer;
      },
      list: (options) => call("webhooks.list", [], undefined, options),
      get: (id, options) => call("webhooks.get", [id], undefined, options),
      update: (id, changes, options) => call("webhooks.update", [id], changes, options),
      delete: (id, options) => call("webhooks.delete", [id], undefined, options),
      ensure: async (webhook, options) => {
        await this.#check("webhooks.create", [], webhook, options);
        const { webhooks } = this;
        return ensure({ webhooks, version: apiVersion, call }, webhook, share(options, deadline));
      },
    };
    /** @type {Smooch<any>["build"]} */
    this.build = {
      create: (user, options) => build("create", [], user, options),
      link: (id, link, options) => build("link", [id], link, options),
      send: (id, message, options) => build("send", [id], message, options),
    };
  }

  /**
   * @this {new (options: SmoochOptions) => Client} an entry, which knows how the module is loaded
   * @param {SmoochOptions} [options]
   */
  static fromEnv(options) {
    const env = globalThis.process?.env ?? {};
    const given = Object.entries(VARIABLES)
      .map(([variable, option]) => [option, env[variable]?.trim()])
      .filter(([, value]) => value);
    return new this({ ...Object.fromEntries(given), ...options });
  }

  /**
   * @param {unknown} user
   * @param {CallOptions} [options]
   */
  create(user, options) {
    return this.#call("create", [], user, options);
  }

  /**
   * @param {string} id
   * @param {unknown} link
   * @param {CallOptions} [options]
   */
  link(id, link, options) {
    return this.#call("link", [id], link, options);
  }

  /**
   * @param {string} id
   * @param {unknown} message
   * @param {CallOptions} [options]
   */
  send(id, message, options) {
    return this.#call("send", [id], message, options);
  }

  /**
   * @param {unknown} user
   * @param {unknown} link
   * @param {unknown} message
   * @param {ReachOptions} options
   */
  async reach(user, link, message, options) {
    const check = (/** @type {Given} */ ...given) => this.#check(...given);
    return reach([user, link, message], options, this.#own.deadline, check, (operation, ids, body, options, hear) => {
      const { onRequest } = this.#own;
      const own = {
        ...this.#own,
        onRequest: (/** @type {RequestEvent} */ event) => {
          hear(event.operation);
          onRequest?.(event);
        },
      };
      return this.#run([operation, ids, body, options], own);
    });
  }

  /**
   * @param {string} id
   * @param {WaitForLinkOptions} options
   */
  async waitForLink(id, options) {
    return waitForLink(
      (own) => (this.#version === "v2" ? this.channels.list(id, own) : this.users.get(id, own)),
      options,
    );
  }

  /** @param {QueueOptions} [options] */
  queue(options = {}) {
    return new Queue(options, (operation, ids, body, options, observer) =>
      this.#run([operation, ids, body, options], { ...this.#own, observer }),
    );
  }

  /** @param {Given} given */
  #call(...given) {
    return this.#run(given, this.#own);
  }

  /**
   * @param {Given} given
   * @param {Own} own
   */
  #run(given, own) {
    return this.#made(given, true, (call) => drive(call, own, given[3]?.signal));
  }

  /**
   * @param {Given} given
   * @returns {Promise<BuiltRequest>}
   */
  #build(...given) {
    return this.#made(given, false, (call) => built(call, this.#own));
  }

  /**
   * Throws if a call could not be made with what is given. What would be looked up is taken as found.
   *
   * @param {Given} given
   */
  async #check(...given) {
    await this.#made(given, true, () => {});
  }

  /**
   * @template T
   * @param {Given} given
   * @param {boolean} looksUp
   * @param {(call: Call) => T | Promise<T>} run
   * @returns {Promise<T>}
   */
  async #made([operation, ids, body, options, query], looksUp, run) {
    let call;
    try {
      const nonce = options?.dedupe === true ? crypto.randomUUID() : "";
      const given = textOf(options);
      call = this.#core.call(operation, textOf(ids), textOf(query), given, nonce, textOf(body), looksUp);
      return await run(call);
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      call?.free();
    }
  }

  /**
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {object | undefined} query
   * @param {CallOptions} [options]
   * @returns {AsyncIterable<any>}
   */
  #pages(operation, ids, query, options) {
    const read = (/** @type {object} */ query) => this.#call(operation, ids, undefined, options, query);
    return {
      async *[Symbol.asyncIterator]() {
        for (let next = /** @type {any} */ (query ?? {}); ;) {
          const page = await read(next);
          yield page;
          const after = nextPage(operation, next, page);
          if (!after) return;
          next = after;
        }
      },
    };
  }
}
