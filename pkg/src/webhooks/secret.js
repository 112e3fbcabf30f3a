// Compares the secret of a delivery with those that are expected, in a time that tells nothing of them.
//
// Not the texts are compared but their HMACs under a key that is drawn again each time: they are of one length, and
// nobody can foresee a byte of one, so that even a comparison that stopped at the first difference would tell nothing.
// It does not stop. All of the web's runtimes have HMAC; only Node has a comparison in constant time.

import { WebhookError } from "./error.js";

const HMAC = { name: "HMAC", hash: "SHA-256" };

/**
 * @param {string | null | undefined} given what the delivery has
 * @param {unknown} secret one or a list; those that are absent or empty are left out
 */
export async function checkSecret(given, secret) {
  const secrets = (Array.isArray(secret) ? secret : [secret]).filter((one) => typeof one === "string" && one !== "");
  if (secrets.length === 0) throw new WebhookError("no_secret");
  if (!given) throw new WebhookError("missing_secret");
  if (!(await isOneOf(given, secrets))) throw new WebhookError("wrong_secret");
}

/**
 * Whether `given` is one of `secrets`. The time depends on the lengths of the texts, and not on what is in them.
 *
 * @param {string} given
 * @param {string[]} secrets
 */
export async function isOneOf(given, secrets) {
  const { subtle } = crypto;
  const key = await subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), HMAC, false, ["sign"]);
  const encoder = new TextEncoder();
  const macs = [given, ...secrets].map((text) => subtle.sign(HMAC, key, encoder.encode(text)));
  const [mac, ...others] = (await Promise.all(macs)).map((mac) => new Uint8Array(mac));
  let found = 0;
  for (const other of others) {
    let difference = 0;
    for (let index = 0; index < mac.length; index++) difference |= mac[index] ^ other[index];
    found |= Number(difference === 0);
  }
  return found === 1;
}
