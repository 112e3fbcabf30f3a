// Asks a Durable Object, by `fetch`: as one can without anything of Cloudflare's own.

/**
 * A namespace of Durable Objects, as a Worker's `env` has it.
 *
 * @typedef {{
 *   idFromName(name: string): unknown,
 *   get(id: unknown): {
 *     fetch(url: string, init: { method: string, body: string }): Promise<{ ok: boolean, status: number, json(): Promise<unknown> }>,
 *   },
 * }} Namespace
 */

/**
 * Throws if it is no namespace.
 *
 * @param {unknown} namespace
 * @param {string} who needs it
 * @param {string} binding an example
 */
export function needsNamespace(namespace, who, binding) {
  if (typeof (/** @type {any} */ (namespace)?.idFromName) !== "function")
    throw new TypeError(`${who} needs a namespace of Durable Objects: the binding, such as env.${binding}.`);
}

/**
 * Gives the response of an object. One that is no success is an error.
 *
 * @param {Namespace} namespace
 * @param {string} name of the object
 * @param {object} question
 * @param {string} expected the class that the object must have
 */
export async function ask(namespace, name, question, expected) {
  const object = namespace.get(namespace.idFromName(name));
  const response = await object.fetch("https://object/", { method: "POST", body: JSON.stringify(question) });
  if (!response.ok) throw new Error(`The Durable Object answered with ${response.status}. Is its class ${expected}?`);
  return response;
}
