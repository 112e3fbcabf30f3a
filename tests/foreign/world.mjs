// An emulator on a real port for one side of a comparison, and the clients that call it. Its clock stands and its ids
// are counted: the same calls in the same order meet the same ids.

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

// The clients of others are packages of the emulator's tests.
const require = createRequire(new URL("../../emulator/package.json", import.meta.url));

/** The file that is uploaded. */
export const FILE = fileURLToPath(new URL("picture.png", import.meta.url));

/** The same file for a client that takes what browsers have. @param {Record<string, string>} [fields] */
export async function picture(fields) {
  const file = new File([await readFile(FILE)], "picture.png", { type: "image/png" });
  return fields === undefined ? file : { source: file, ...fields };
}

/** @param {import("node:test").TestContext | { after: (end: () => unknown) => void }} context */
export async function world(context) {
  const app = { keyId: `act_${"5ec0de".repeat(4)}` };
  const emulator = createEmulator({ app, linkDelay: 0, conversations: "several", now: () => 1_700_000_000_000 });
  const server = await serve(emulator);
  context.after(() => server.close());
  const { appId, keyId, secret } = emulator.credentials;
  const ids = Object.fromEntries(emulator.state.integrations.map(({ type, _id }) => [type, _id]));
  const basic = `Basic ${btoa(`${keyId}:${secret}`)}`;
  const made = await fetch(`${server.url}/v2/apps/${appId}/keys`, {
    method: "POST",
    headers: { authorization: basic, "content-type": "application/json" },
    body: '{"displayName":"key of the app"}',
  });
  const { key: appKey } = await made.json();
  return { emulator, url: server.url, app: appId, ids, account: { id: keyId, secret }, appKey };
}

/** Every method of smooch-core, by its path; those that only check arguments are none. */
export function smoochCore(w) {
  const Smooch = require("smooch-core");
  const smooch = new Smooch({ keyId: w.account.id, secret: w.account.secret, scope: "account", serviceUrl: w.url });
  const methods = new Map();
  const walk = (api, path) => {
    const prototype = Object.getPrototypeOf(api);
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (name !== "constructor" && !/^(request|getHeaders|validate\w*)$/.test(name))
        methods.set(`${path}${name}`, (...args) => withOldForms(() => api[name](...args)));
    }
    for (const [name, part] of Object.entries(api)) if (isApi(part)) walk(part, `${path}${name}.`);
  };
  for (const [name, part] of Object.entries(smooch)) if (isApi(part)) walk(part, `${name}.`);
  return methods;
}

/** Every method of sunshine-conversations-client, by its class; twins that give more of the answer are none. */
export function sunshine(w) {
  const Sunshine = require("sunshine-conversations-client");
  const methods = new Map();
  for (const [name, Api] of Object.entries(Sunshine)) {
    if (!name.endsWith("Api")) continue;
    const names = [...Object.getOwnPropertyNames(Api.prototype), ...Object.getOwnPropertyNames(new Api())];
    for (const method of new Set(names)) {
      if (typeof new Api()[method] !== "function" || method === "constructor" || method.endsWith("WithHttpInfo"))
        continue;
      methods.set(`${name}.${method}`, (args, as) => {
        const client = new Sunshine.ApiClient();
        client.basePath = w.url;
        const { basicAuth, bearerAuth } = client.authentications;
        const key = as === "app" ? w.appKey : w.account;
        if (as === "token") bearerAuth.accessToken = w.token;
        else Object.assign(basicAuth, { username: key.id, password: key.secret });
        return new Api(client)[method](...args);
      });
    }
  }
  return methods;
}

/**
 * smooch-core sends files by the package form-data alone; the `FormData` of Node, which it takes where there is one, it
 * sends as the text "[object FormData]".
 */
async function withOldForms(call) {
  const { FormData } = globalThis;
  globalThis.FormData = require("form-data");
  try {
    return await call();
  } finally {
    globalThis.FormData = FormData;
  }
}

/** @param {any} part */
function isApi(part) {
  return typeof part === "object" && part !== null && /Api$/.test(part.constructor?.name ?? "");
}
