// Signs the tokens of a key by the platform's WebCrypto. The key cannot be extracted; once it is imported, its text is
// forgotten.

/**
 * @param {string} secret
 * @returns {(text: string) => Promise<Uint8Array>} signs a text with HMAC-SHA-256
 */
export function signer(secret) {
  /** @type {CryptoKey | undefined} a settled key: on Workers, two requests may not share a promise */
  let key;
  return async (text) => {
    const { subtle } = crypto;
    const encoder = new TextEncoder();
    if (!key) {
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      key = await subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
      secret = "";
    }
    return new Uint8Array(await subtle.sign("HMAC", key, encoder.encode(text)));
  };
}
