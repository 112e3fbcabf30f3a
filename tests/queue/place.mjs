// What the tests of the queue stand on: a service of their own each, a `fetch` whose answers the test gives when it
// likes, and items.

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

/** A message. */
export const text = (text) => ({ role: "appMaker", type: "text", text });

/** An item that sends a text to a user. */
export const item = (id, words, more) => ({ operation: "send", id, body: text(words), ...more });

/** Items that send texts to a user each. */
export const items = (count, user = (index) => `u${index}`) =>
  Array.from({ length: count }, (_, index) => item(user(index), `m${index}`));

/** A service in this process with these users, and a client of it. */
export async function service({ users = [], faults = [], ...options } = {}) {
  const emulator = createEmulator({ linkDelay: 0 });
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch: emulator.fetch, ...options });
  for (const userId of users) await smooch.create({ userId });
  emulator.faults.set(faults);
  return { emulator, smooch };
}

/** The texts that a user got, in order. */
export const received = (emulator, userId) =>
  sends(emulator)
    .filter(({ path, status }) => path.includes(`/${userId}/`) && status === 201)
    .map(({ body }) => body.text);

/** The requests that send a message. */
export const sends = (emulator) => emulator.requests.filter(({ operation }) => operation === "send");

/** The user that a URL names. */
export const userOf = (url) => /appusers\/([^/]+)\//.exec(url)?.[1];

const JSON_TYPE = { "content-type": "application/json" };

/** An answer of the service to a message. */
export const answer = (status = 201, headers = {}) =>
  new Response(JSON.stringify({ message: { _id: "1", role: "appMaker", type: "text", text: "Hi" } }), {
    status,
    headers: { ...JSON_TYPE, ...headers },
  });

/** Answers that are given when the test says so, and what was asked. */
export class Held {
  /** Those without an answer yet, by user. */
  open = new Map();
  most = 0;
  asked = [];

  fetch = (url, { signal }) =>
    new Promise((resolve, reject) => {
      const user = userOf(url);
      this.asked.push(user);
      this.open.set(user, (response = answer()) => {
        this.open.delete(user);
        resolve(response);
      });
      this.most = Math.max(this.most, this.open.size);
      signal.addEventListener("abort", () => {
        this.open.delete(user);
        reject(signal.reason);
      });
    });
}

/** A client whose `fetch` is the test's own. Its token is given: to sign one takes the platform an unknown time. */
export const clientOf = (fetch, options) => new Smooch({ token: "a-token", fetch, ...options });

/** Time for promises, not for timers. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** All that an iterable gives. */
export async function all(iterable) {
  const found = [];
  for await (const one of iterable) found.push(one);
  return found;
}

/** How many timers this process holds. */
export const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

/** The statuses of outcomes by their place in the source. */
export const statuses = (outcomes) =>
  Object.fromEntries(outcomes.toSorted((a, b) => a.index - b.index).map(({ index, status }) => [index, status]));

/** A source that knows how many items were read of it, and whether it was closed. */
export function counted(count) {
  const source = { read: 0, closed: 0 };
  source.items = (async function* () {
    try {
      for (const item of items(count)) {
        source.read++;
        yield item;
      }
    } finally {
      source.closed++;
    }
  })();
  return source;
}
