// A bare caller of the emulator for the tests: signs tokens with Node's own crypto, sends JSON, reads JSON.
import { createHmac } from "node:crypto";
import { checkAnswer } from "./openapi.js";

/** @import { Emulator } from "../src/index.js" */

/** @typedef {{ status: number, body: any, headers: Headers }} Answer */

/** @param {object} part */
const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");

/**
 * @param {{ keyId: string, secret: string }} key
 * @param {{ header?: object, claims?: object }} [overrides]
 */
export function token({ keyId, secret }, { header = {}, claims = {} } = {}) {
  const text = `${encode({ alg: "HS256", typ: "JWT", kid: keyId, ...header })}.${encode({ scope: "app", ...claims })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/**
 * @param {Emulator} emulator
 * @param {{ authorization?: string, base?: string, fetch?: typeof globalThis.fetch }} [options]
 */
export function caller(
  emulator,
  {
    authorization = `Bearer ${token(emulator.credentials)}`,
    base = "https://api.smooch.io",
    fetch = emulator.fetch,
  } = {},
) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body] a string is sent as it is
   * @param {RequestInit} [init]
   * @returns {Promise<Answer>}
   */
  return async (method, path, body, init = {}) => {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      ...init,
      headers: {
        ...(authorization === "" ? {} : { authorization }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...init.headers,
      },
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
}

/** @param {string} phoneNumber @param {object} [more] */
export const twilio = (phoneNumber, more = {}) => ({
  type: "twilio",
  phoneNumber,
  confirmation: { type: "immediate" },
  ...more,
});

/** @param {string} text @param {object} [more] */
export const text = (text, more = {}) => ({ role: "appMaker", type: "text", text, ...more });

/**
 * A list from a body, for reading without further types.
 * @param {any} value
 * @returns {any[]}
 */
export const list = (value) => value;

/**
 * A caller of v2, whose paths all begin with the app. Every answer is checked against the official shapes.
 * @param {Emulator} emulator
 * @param {Parameters<typeof caller>[1]} [options]
 */
export function callerOfV2(emulator, options) {
  const call = caller(emulator, options);
  const app = `/v2/apps/${emulator.credentials.appId}`;
  /** @type {typeof call} */
  const checked = async (method, path, ...rest) => {
    const answer = await call(method, app + path, ...rest);
    checkAnswer(method, app + path, answer.status, answer.body);
    return answer;
  };
  return checked;
}

/**
 * The body of a v2 link.
 * @param {{ type?: string, integrationId: string | undefined, phoneNumber?: string, address?: string,
 *   primary?: boolean }} criteria
 * @param {string} conversationId
 * @param {object} [more]
 */
export const client = (criteria, conversationId, more = {}) => ({
  matchCriteria: { type: "twilio", ...criteria },
  confirmation: { type: "immediate" },
  target: { conversationId },
  ...more,
});

/** @param {string} text @param {object} [more] */
export const business = (text, more = {}) => ({
  author: { type: "business" },
  content: { type: "text", text },
  ...more,
});

/** @param {string} userExternalId @param {object} [more] */
export const personal = (userExternalId, more = {}) => ({
  type: "personal",
  participants: [{ userExternalId }],
  ...more,
});
