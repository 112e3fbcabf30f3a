// Signs the tokens of a key by `node:crypto`. `node:https` loads that in any case; WebCrypto would add 2 to 3 ms to the
// first call of a process (bench/NOTES.md).

import { builtin, prepare } from "./modules.js";

/**
 * @param {string} secret
 * @returns {(text: string) => Promise<Uint8Array>} signs a text with HMAC-SHA-256
 */
export function signer(secret) {
  /** @type {import("node:crypto").KeyObject | undefined} once it is made, the text of the secret is forgotten */
  let key;
  return async (text) => {
    await prepare();
    const { createHmac, createSecretKey } = builtin("crypto");
    key ??= createSecretKey(secret, "utf8");
    secret = "";
    return createHmac("sha256", key).update(text).digest();
  };
}
