// The README's recipe from end to end: create a user, link a channel, wait for it, send a message; then what comes back.
//
// It runs against the emulator in this process, or against the real service where SMOOCH_KEY_ID and SMOOCH_SECRET are
// set. Authorisation is never printed.

import { createServer } from "node:http";
import { styleText } from "node:util";

import { Smooch, SmoochError } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

const USAGE = `With SMOOCH_KEY_ID and SMOOCH_SECRET set, the recipe runs against the real service and reaches a real person.
Say whom: a phone number, an e-mail address, or both.

  npm start -- +15145555555 ada@example.com
`;

/** Runs the recipe; gives the exit code. */
export async function recipe(args, env) {
  try {
    if (env.SMOOCH_KEY_ID && env.SMOOCH_SECRET) return await againstTheService(args);
    await againstTheEmulator();
    return 0;
  } catch (error) {
    if (!SmoochError.is(error)) throw error;
    console.error(`\n${styleText("red", `${error.name}: ${error.message}`)}\nSent: ${error.sent}.`);
    return 1;
  }
}

async function againstTheService(args) {
  const phoneNumber = args.find((arg) => arg.startsWith("+"));
  const address = args.find((arg) => arg.includes("@"));
  if (!phoneNumber && !address) {
    console.error(USAGE);
    return 2;
  }
  title("The recipe, against the real service");
  const smooch = Smooch.fromEnv({ fetch: shown((url, init) => fetch(url, init)) });
  const userId = `smooch-edge-recipe-${Date.now()}`;
  await smooch.create({ userId });
  const links = [
    phoneNumber && { type: "twilio", phoneNumber, confirmation: { type: "immediate" } },
    address && { type: "mailgun", address, confirmation: { type: "immediate" }, subject: "Hello from smooch-edge" },
  ];
  for (const link of links.filter(Boolean)) {
    await smooch.link(userId, link);
    await smooch.waitForLink(userId, { type: link.type });
  }
  await smooch.send(userId, { role: "appMaker", type: "text", text: "A message over Smooch, as requested." });
  console.log("\nWhether the links succeed comes as webhooks: link:match, then link:success or link:failure.");
  return 0;
}

async function againstTheEmulator() {
  title("The recipe, against the emulator (no account, no network)");
  const emulator = createEmulator();
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch: shown(emulator.fetch) });
  const webhooks = await receiver(emulator);

  // What follows is the README's recipe, word for word.
  title("1. Create a user");
  await smooch.create({ userId: "ada", givenName: "Ada" });

  title("2. Link a channel, and wait until it is linked");
  await smooch.link("ada", {
    type: "twilio",
    phoneNumber: "+15145555555",
    confirmation: { type: "immediate" },
  });

  await smooch.waitForLink("ada", { type: "twilio" });

  title("3. Send a message");
  await smooch.send("ada", { role: "appMaker", type: "text", text: "A message over Twilio SMS, as requested." });
  await emulator.settled();

  title("More channels: Messenger and e-mail");
  await smooch.link("ada", {
    type: "messenger",
    phoneNumber: "+15145555555",
    confirmation: {
      type: "immediate",
      message: { role: "appMaker", type: "text", text: "Let’s connect on Messenger" },
    },
  });
  await smooch.link("ada", {
    type: "mailgun",
    address: "their@email.com",
    confirmation: { type: "immediate" },
    subject: "This will be the subject of the email",
  });
  await emulator.settled();

  title("   … and one that fails: this address bounces");
  await smooch.link("ada", {
    type: "mailgun",
    address: "bounce@example.com",
    confirmation: { type: "immediate" },
  });
  await emulator.settled();

  title("The webhooks that came back");
  await webhooks.close();
  for (const { trigger, channel, criteria, error } of webhooks.events.filter(({ trigger }) =>
    trigger.startsWith("link:"),
  )) {
    const outcome = error ? styleText("red", ` ${JSON.stringify(error)}`) : "";
    console.log(`  ${trigger.padEnd(14)}${channel.padEnd(11)}${JSON.stringify(criteria)}${outcome}`);
  }

  title("What the phone received");
  for (const { text, to } of emulator.inbox("twilio")) console.log(`  ${to}: ${text}`);
  console.log("");
}

/** A webhook target on a port of its own, registered with the emulator. */
async function receiver(emulator) {
  const events = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    events.push(JSON.parse(text));
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const { appId, keyId, secret } = emulator.credentials;
  const basic = Buffer.from(`${keyId}:${secret}`).toString("base64");
  const answer = await emulator.fetch(`${emulator.url}/v1/apps/${appId}/webhooks`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
    body: JSON.stringify({ target: `http://127.0.0.1:${port}/`, triggers: ["*"] }),
  });
  if (!answer.ok) throw new Error(`The emulator refused the webhook: ${await answer.text()}`);
  return { events, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A `fetch` that shows each request and its answer. */
function shown(fetch) {
  return async (url, init) => {
    console.log(`\n  ${styleText("bold", `${init.method} ${new URL(url).pathname}`)}`);
    if (init.body) console.log(indented(init.body));
    const answer = await fetch(url, init);
    const text = await answer.clone().text();
    console.log(`  ${styleText(answer.ok ? "green" : "red", `→ ${answer.status}`)}`);
    if (text) console.log(indented(text));
    return answer;
  };
}

function indented(json) {
  let text = json;
  try {
    text = JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // Shown as it came.
  }
  return text.replace(/^/gm, "    ");
}

function title(text) {
  console.log(`\n${styleText("cyan", text)}`);
}
