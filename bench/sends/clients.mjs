// The clients that send: each is set up against a server and gives a function that sends one text message. They are
// given what they are given by their own documentation, and nothing else.

import { createHmac } from "node:crypto";

const TEXT = { role: "appMaker", type: "text", text: "A message over Twilio SMS, as requested." };
const KEY = { keyId: "app_1", secret: "a secret of some length" };

/** The token of the key, signed once, so that all send as many bytes. */
const TOKEN = [
  { alg: "HS256", typ: "JWT", kid: KEY.keyId },
  { scope: "app", exp: 4_102_401_600 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");
const SIGNATURE = createHmac("sha256", KEY.secret).update(TOKEN).digest("base64url");
const HEADERS = {
  "content-type": "application/json",
  accept: "application/json",
  authorization: `Bearer ${TOKEN}.${SIGNATURE}`,
};

/** How a client is made; the names are those of the report. */
export const CLIENTS = {
  "raw fetch": async (server) => async () => {
    const answer = await fetch(`${server}/v1/appusers/ada/messages`, {
      method: "POST",
      headers: HEADERS,
      body: JSON.stringify(TEXT),
    });
    return answer.json();
  },
  "raw fetch + timeout + manual redirect": async (server) => async () => {
    const answer = await fetch(`${server}/v1/appusers/ada/messages`, {
      method: "POST",
      headers: HEADERS,
      body: JSON.stringify(TEXT),
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
    return answer.json();
  },
  "smooch-edge": async (server) => {
    const { Smooch } = await import("smooch-edge");
    const client = new Smooch({ ...KEY, baseUrl: server });
    return () => client.send("ada", TEXT);
  },
  "smooch-edge + nodeFetch": async (server) => {
    const { Smooch } = await import("smooch-edge");
    const { nodeFetch } = await import("smooch-edge/node");
    const client = new Smooch({ ...KEY, baseUrl: server, fetch: nodeFetch() });
    return () => client.send("ada", TEXT);
  },
  "node:http by hand + keep-alive agent": async (server) => {
    const { Agent, request } = await import(server.startsWith("https") ? "node:https" : "node:http");
    const agent = new Agent({ keepAlive: true });
    return () =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(TEXT);
        const headers = { ...HEADERS, "content-length": Buffer.byteLength(body) };
        const options = { method: "POST", agent, headers, timeout: 30_000 };
        const sent = request(`${server}/v1/appusers/ada/messages`, options, (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (part) => (text += part));
          answer.on("end", () => resolve(JSON.parse(text)));
          answer.on("error", reject);
        });
        sent.on("timeout", () => sent.destroy(new Error("timed out")));
        sent.on("error", reject);
        sent.end(body);
      });
  },
  "undici.request": async (server) => {
    const { request } = await import("undici");
    return async () => {
      const { body } = await request(`${server}/v1/appusers/ada/messages`, {
        method: "POST",
        headers: HEADERS,
        body: JSON.stringify(TEXT),
        signal: AbortSignal.timeout(30_000),
      });
      return body.json();
    };
  },
  "smooch-core": async (server) => {
    const { default: Smooch } = await import("smooch-core");
    const client = new Smooch({ ...KEY, scope: "app", serviceUrl: server });
    return () => client.appUsers.sendMessage("ada", TEXT);
  },
  "smooch-core + keep-alive agent": async (server) => {
    const { default: Smooch } = await import("smooch-core");
    const { Agent } = await import(server.startsWith("https") ? "node:https" : "node:http");
    const client = new Smooch({ ...KEY, scope: "app", serviceUrl: server, httpAgent: new Agent({ keepAlive: true }) });
    return () => client.appUsers.sendMessage("ada", TEXT);
  },
  "sunshine-conversations-client": async (server) => {
    const { default: sunshine } = await import("sunshine-conversations-client");
    const { instance } = sunshine.ApiClient;
    instance.basePath = server;
    Object.assign(instance.authentications.basicAuth, { username: KEY.keyId, password: KEY.secret });
    const api = new sunshine.MessagesApi();
    const message = { author: { type: "business" }, content: { type: "text", text: TEXT.text } };
    return () => api.postMessage("app", "conversation", message);
  },
};

/** What the others are measured against: what a careful person writes by hand. */
export const REFERENCE = "raw fetch + timeout + manual redirect";
