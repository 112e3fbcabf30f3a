#!/usr/bin/env node
// @ts-check
// The command line: `npx smooch-emulator` listens on a port, prints how to reach it, and logs each request in a line.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createEmulator } from "../index.js";
import { serve } from "./server.js";

const HELP = `Usage: smooch-emulator [options]

The Smooch / Sunshine Conversations REST service on your own machine.

  --port <number>        port to listen on (4010; 0 takes any free one)
  --host <address>       address to listen on (127.0.0.1)
  --app-id <id>          id of the emulated app
  --key-id <id>          key id; one that begins with act_ or svc_ has account scope
  --secret <text>        secret of the key
  --link-delay <ms>      time between the steps of a link (5)
  --rate-limit <number>  requests a second that are let through (no limit)
  --conversations <how>  one, same or several for each user (one)
  --hosts <names>        more host names to answer to, such as that of a container; commas between them
  --cors <origins>       origins whose pages may call, with commas between them, or any (none)
  --webhook-hosts <names>  other machines that get webhooks, with commas between them, or any (none)
  --quiet                print the address only, and log no requests
  --help                 print this
  --version              print the version
`;

/** @type {import("node:util").ParseArgsConfig["options"] & {}} */
const OPTIONS = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  "app-id": { type: "string" },
  "key-id": { type: "string" },
  secret: { type: "string" },
  "link-delay": { type: "string" },
  "rate-limit": { type: "string" },
  conversations: { type: "string" },
  hosts: { type: "string" },
  cors: { type: "string" },
  "webhook-hosts": { type: "string" },
  quiet: { type: "boolean" },
  help: { type: "boolean" },
  version: { type: "boolean" },
};

try {
  await run(readArguments());
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}

function readArguments() {
  try {
    return /** @type {Record<string, any>} */ (parseArgs({ options: OPTIONS, strict: true }).values);
  } catch (error) {
    throw new Error(`${/** @type {Error} */ (error).message.split(". ")[0]}.\n\n${HELP}`, { cause: error });
  }
}

/** @param {Record<string, any>} values */
async function run(values) {
  if (values.help) return console.log(HELP);
  if (values.version) return console.log(await version());
  const port = wholeNumber(values, "port", 65535);
  const emulator = createEmulator({
    app: given({ id: values["app-id"], keyId: values["key-id"], secret: values.secret }),
    ...given({
      linkDelay: values["link-delay"] === undefined ? undefined : wholeNumber(values, "link-delay", 3_600_000),
      rateLimit: values["rate-limit"] === undefined ? undefined : wholeNumber(values, "rate-limit", 1_000_000),
      conversations: values.conversations,
      webhookHosts: values["webhook-hosts"] === "any" ? "any" : list(values["webhook-hosts"]),
    }),
  });
  const server = await serve(emulator, {
    port,
    host: values.host,
    ...given({ hosts: list(values.hosts), cors: values.cors === "any" ? true : list(values.cors) }),
    ...(values.quiet ? {} : { log: console.log }),
  }).catch((error) => {
    throw new Error(
      error.code === "EADDRINUSE"
        ? `Port ${port} on ${values.host} is taken; choose another with --port.`
        : error.message,
    );
  });
  console.log(`smooch-emulator listens on ${server.url}`);
  if (!values.quiet) {
    const { appId, keyId, secret } = emulator.credentials;
    const variables = {
      SMOOCH_BASE_URL: server.url,
      SMOOCH_APP_ID: appId,
      SMOOCH_KEY_ID: keyId,
      SMOOCH_SECRET: secret,
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}\n`);
    console.log(`\nPaste this into an .env file, or after "export":\n\n${lines.join("")}\nStop it with Ctrl+C.\n`);
  }
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.once(signal, () => {
      // Exits by itself: a webhook on its way would keep the process alive for up to 20 seconds.
      server.close().finally(() => process.exit(0));
    });
  }
}

/**
 * @param {Record<string, any>} values
 * @param {string} name
 * @param {number} max
 */
function wholeNumber(values, name, max) {
  const text = values[name];
  if (!/^\d+$/.test(text) || Number(text) > max)
    throw new Error(`--${name} must be a whole number from 0 to ${max}, not "${text}".\n\n${HELP}`);
  return Number(text);
}

/** @param {string | undefined} text */
function list(text) {
  return text === undefined ? undefined : text.split(",").map((one) => one.trim());
}

/**
 * As a shell and an .env file read it.
 * @param {string} value
 */
function quoted(value) {
  return /^[\w.:/@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * @template {Record<string, unknown>} T
 * @param {T} values
 * @returns {{ [K in keyof T]?: Exclude<T[K], undefined> }}
 */
function given(values) {
  return /** @type {any} */ (Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
}

async function version() {
  return JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")).version;
}
