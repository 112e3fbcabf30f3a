// `smooch listen`: prints the webhooks that reach a port of this machine, their secret checked.

import { createServer } from "node:http";

import { delivery, linkOutcome, respond } from "smooch-edge/webhooks";

import { connect, environment } from "./connect.js";
import { EXIT, Failure, UsageError } from "./exit.js";
import { number, parse } from "./options.js";
import { line, note } from "./print.js";

/** The triggers if `--triggers` is not given. v2 has no word for all of them. */
const TRIGGERS = ["*"];
const TRIGGERS_V2 = [
  "conversation:message",
  "conversation:message:delivery:channel",
  "conversation:message:delivery:user",
  "conversation:message:delivery:failure",
  "conversation:postback",
  "client:add",
  "client:update",
  "client:remove",
];

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function listen(args) {
  const { values } = parse(args, {
    port: { type: "string" },
    host: { type: "string" },
    target: { type: "string" },
    triggers: { type: "string" },
    count: { type: "string" },
  });
  const port =
    number(values, "port", (value) => Number.isInteger(value) && value < 65536, "a whole number from 0 to 65535") ??
    4011;
  const count = number(values, "count") ?? Infinity;
  const host = values.host ?? "127.0.0.1";
  const smooch = values.target === undefined ? undefined : connect(values);
  /** @type {string | undefined} */
  let secret = environment(values).SMOOCH_WEBHOOK_SECRET?.trim();
  if (!smooch && !secret)
    throw new UsageError(
      "SMOOCH_WEBHOOK_SECRET is not set. Set it to the secret of the webhook, or give --target with the URL that leads here: then the webhook is made, and its secret known.",
    );

  /** @type {(code: number) => void} */
  let end = () => {};
  const ended = new Promise((resolve) => (end = resolve));
  let left = count;
  const seen = new Set();
  const onEvent = (/** @type {any} */ event) => {
    line(values.json ? JSON.stringify(event) : told(event));
    left--;
  };
  let refused = 0;
  const onRefused = (/** @type {any} */ error) => {
    // Anybody can cause one: a line for the first, then for each tenfold.
    if (/^10*$/.test(`${++refused}`)) note(`Refused (${refused} so far): ${error.message}`);
  };
  const server = createServer(async (request, response) => {
    const answer = await respond(request, { secret, seen, onRefused }, onEvent).catch(
      () => new Response(null, { status: 500 }),
    );
    response.writeHead(answer.status, { "content-type": "text/plain" });
    // The sender has its response before this ends.
    response.end(await answer.text(), () => left <= 0 && end(EXIT.done));
  });
  await new Promise((resolve, reject) => {
    server.once("error", (/** @type {any} */ error) =>
      reject(
        new Failure(error.code === "EADDRINUSE" ? `Port ${port} is taken; choose another with --port.` : error.message),
      ),
    );
    server.listen(port, host, () => resolve(undefined));
  });
  try {
    const at = /** @type {import("node:net").AddressInfo} */ (server.address());
    note(`Listening on http://${host}:${at.port}. Stop with Ctrl+C.`);
    if (smooch) {
      const triggers = values.triggers?.split(",") ?? (smooch.apiVersion === "v2" ? TRIGGERS_V2 : TRIGGERS);
      ({ secret } = (await smooch.webhooks.ensure({ target: values.target, triggers })).webhook);
      note(`The webhook to ${values.target} is there.`);
    }
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => end(EXIT.done));
    return /** @type {number} */ (await ended);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/**
 * An event in a line.
 *
 * @param {any} event
 */
function told(event) {
  const link = linkOutcome(event);
  const outcome = link ?? delivery(event);
  const { appUser, user, messages, message } = event.payload ? { ...event, ...event.payload } : event;
  const who = appUser ?? user ?? outcome?.user ?? message?.author;
  const id = who?.userId ?? who?.externalId ?? who?._id ?? who?.id ?? (typeof who === "string" ? who : "");
  const text = messages?.[0]?.text ?? message?.content?.text ?? "";
  const parts = [
    new Date().toISOString().slice(11, 19),
    event.trigger ?? event.type,
    id,
    outcome && `${outcome.channel ?? ""} ${outcome.state}${outcome.reason ? `: ${outcome.reason}` : ""}`.trim(),
    text && JSON.stringify(text),
  ];
  return parts.filter(Boolean).join("  ");
}
