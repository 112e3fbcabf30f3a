// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

/** @import { BuiltRequest, CallOptions, QueueOptions, SmoochOptions } from "smooch-edge" */
/** @import { WaitForLinkOptions, ReachOptions, RequestEvent } from "smooch-edge" */
/** @import { Seen } from "./answer.js" */
/** @import { Own } from "./call.js" */
/** @import { Make, Row } from "./operations.js" */
/** @import { Call, Core } from "./smooch_edge_bg.js" */

import { answering } from "./answer.js";
import { drive, prepared } from "./call.js";
import { core } from "./core.js";
import { ensure } from "./ensure.js";
import { Finder, spoken } from "./lookup.js";
import { share } from "./deadline.js";
import { waitForLink } from "./wait-for-link.js";
import { NAMES, lineOf, methodsOf, rowsOf } from "./operations.js";
import { Queue } from "./queue.js";
import { nextPage } from "./pages.js";
import { carrying, isPayload, isStream } from "./payload.js";
import { reach } from "./reach.js";
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
 * @typedef {[operation: string, ids: any, body: unknown, options?: CallOptions, query?: object]} Given
 */

export class Client {
  // Private, so that no inspection, log or JSON of a client can show what is in it.
  /** @type {Core} */
  #core;
  /** @type {Own} */
  #own;
  /** @type {Finder | undefined} for v2 alone */
  #finder;
  /** @type {string} */
  #version;
  /** The verbs and namespaces that were used. @type {Record<string, any>} */
  #members = {};

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
    const { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks, deadline } = options;
    this.#own = { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks, deadline };
    this.#version = options.apiVersion ?? "v1";
    if (this.#version === "v2") this.#finder = new Finder();
  }

  static {
    // Made when they are first used. They are bound: `const { send } = smooch` does.
    for (const name of [...NAMES, "build"]) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        /** @this {Client} */
        get() {
          return this.#named(name);
        },
        // For those who put something of their own in its place, as tests do.
        set(value) {
          Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
        },
      });
    }
  }

  /**
   * A verb, a namespace, or `build`.
   *
   * @param {string} name
   */
  #named(name) {
    const known = this.#members[name];
    if (known) return known;
    /** @type {any} */
    let made;
    if (name === "build") {
      /** @type {Make} */
      const build = (row, ...given) => this.#build(row.name, ...given);
      made = Object.fromEntries([...NAMES].map((name) => [name, methodsOf(name, this.#version, build)]));
      made.request = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ options) =>
        this.#build(...requestOf(this.#version, method, path, options));
    } else {
      made = methodsOf(name, this.#version, (...given) => this.#make(...given));
      if (name === "webhooks") made.ensure = (/** @type {[any, CallOptions?]} */ ...given) => this.#ensure(...given);
    }
    return (this.#members[name] = made);
  }

  /** @type {Make} */
  #make(row, ids, body, options, query) {
    if (row.paging === "f") query = { page: { size: 100 } };
    else if (row.paging) return this.#pages(row, ids, query, options);
    return answering((seen) => {
      const answer = this.#call(row.name, ids, body, options, query, seen);
      // It may have been made together with its integration.
      return row.lookup === "5" ? answer.then(webhookIn) : answer;
    });
  }

  /**
   * @param {any} webhook
   * @param {CallOptions} [options]
   */
  async #ensure(webhook, options) {
    await this.#check("webhooks.create", [], webhook, options);
    const call = (/** @type {[any, any, any, any, any?]} */ ...given) => this.#call(...given);
    const { webhooks } = /** @type {any} */ (this);
    return ensure({ webhooks, version: this.#version, call }, webhook, share(options, this.#own.deadline));
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
   * @param {string} method
   * @param {string} path
   * @param {any} [options]
   */
  request(method, path, options) {
    return answering(async (seen) => {
      const { body } = options ?? {};
      if (!isPayload(body)) return this.#call(...requestOf(this.#version, method, path, options), seen);
      const own = { ...this.#own, fetch: carrying(this.#own.fetch, body) };
      // What was read is gone: it cannot be sent again.
      const once = isStream(body) && { maxRetries: 0 };
      return this.#run(requestOf(this.#version, method, path, { ...options, body: undefined, ...once }), own, seen);
    });
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
    const { channels, users } = /** @type {any} */ (this);
    return waitForLink((own) => (this.#finder ? channels.list(id, own) : users.get(id, own)), options);
  }

  /** @param {QueueOptions} [options] */
  queue(options = {}) {
    return new Queue(options, (operation, ids, body, options, listen) =>
      this.#run([operation, ids, body, options], { ...this.#own, fetch: listen(this.#own.fetch) }),
    );
  }

  /** @param {[...Given, seen?: Seen]} given */
  #call(...[operation, ids, body, options, query, seen]) {
    const own = this.#own;
    return this.#start(operation, ids, body, options, query, (call, signal) => drive(call, own, signal, seen));
  }

  /**
   * @param {Given} given
   * @param {Own} own
   * @param {Seen} [seen]
   */
  #run([operation, ids, body, options, query], own, seen) {
    return this.#start(operation, ids, body, options, query, (call, signal) => drive(call, own, signal, seen));
  }

  /**
   * @param {Given} given
   * @returns {Promise<BuiltRequest>}
   */
  async #build(...[operation, ids, body, options, query]) {
    if (this.#finder && operation === "send") {
      await this.#check("users.get", ids, undefined);
      textOf(body);
      body = spoken(body, ids[0]);
      ids = [options?.conversationId];
    }
    return await this.#made(operation, ids, body, options, query, (call) => prepared(call, this.#own));
  }

  /**
   * @template T
   * @param {string} operation
   * @param {any} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => Promise<T>} run
   * @returns {Promise<T>}
   */
  #start(operation, ids, body, options, query, run) {
    return this.#finder && Finder.completes(operation)
      ? this.#completed(this.#finder, operation, ids, body, options, query, run)
      : this.#made(operation, ids, body, options, query, run);
  }

  /**
   * The same, with what v2 wants found first.
   *
   * @template T
   * @param {Finder} finder
   * @param {string} operation
   * @param {any} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => Promise<T>} run
   * @returns {Promise<T>}
   */
  async #completed(finder, operation, ids, body, options, query, run) {
    // Throws where a getter of theirs does.
    textOf([ids, body, options]);
    const left = share(options, this.#own.deadline);
    const { timeout, maxRetries, headers, deadline = this.#own.deadline } = options ?? {};
    const own = { timeout, maxRetries, headers, deadline };
    const given = await finder.complete(
      operation,
      ids,
      body,
      options,
      () => this.#check(operation, ids, body, options, query),
      (operation, ids, body, query, dry) =>
        this.#made(operation, ids, body, own, query, (call) => (dry ? undefined : run(call, undefined))),
    );
    try {
      return await this.#made(given.operation ?? operation, given.ids, given.body, left(), query, run);
    } catch (/** @type {any} */ error) {
      if (error.status === 404) finder.forget(/** @type {string} */ (ids[0]), body);
      throw error;
    }
  }

  /**
   * Throws where a call could not be made with what is given; what is yet to be found is taken for found.
   *
   * @param {string} operation
   * @param {any} ids
   * @param {unknown} body
   * @param {CallOptions} [options]
   * @param {unknown} [query]
   */
  async #check(operation, ids, body, options, query) {
    const given = this.#finder ? Finder.guess(operation, ids, body, options) : { ids, body };
    await this.#made(operation, given.ids, given.body, options, query, () => {});
  }

  /**
   * @template T
   * @param {string} operation
   * @param {any} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => T | Promise<T>} run
   * @returns {Promise<T>}
   */
  async #made(operation, ids, body, options, query, run) {
    let call;
    try {
      const nonce = options?.dedupe === true ? crypto.randomUUID() : "";
      const given = `${rowsOf(this.#version).get(operation)?.line ?? operation}\n${textOf(ids)}\n${textOf(query)}\n${textOf(options)}\n${nonce}\n${textOf(body)}`;
      call = this.#core.call(given);
      return await run(call, options?.signal);
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      call?.free();
    }
  }

  /**
   * @param {Row} row
   * @param {unknown[]} ids
   * @param {object | undefined} query
   * @param {CallOptions} [options]
   * @returns {AsyncIterable<any>}
   */
  #pages({ name, paging }, ids, query, options) {
    const read = (/** @type {object} */ query) => this.#call(name, ids, undefined, options, query);
    return {
      async *[Symbol.asyncIterator]() {
        for (let next = /** @type {any} */ (query ?? {}); ;) {
          const page = await read(next);
          yield page;
          const after = nextPage(paging, next, page);
          if (!after) return;
          next = after;
        }
      },
    };
  }
}

/**
 * What `request` was given, as a call takes it.
 *
 * @param {string} version
 * @param {string} method
 * @param {string} path
 * @param {any} options
 * @returns {[operation: string, ids: unknown, body: unknown, options: CallOptions, query: object]}
 */
function requestOf(version, method, path, options) {
  const { params = {}, body, query, retry, ...own } = options ?? {};
  return [lineOf(version, method, path, retry), params, body, own, query];
}

/** @param {any} answer to the creation of a webhook, or of an integration with its first one */
function webhookIn({ integration, ...answer }) {
  return integration ? { webhook: integration.webhooks?.[0] } : answer;
}
