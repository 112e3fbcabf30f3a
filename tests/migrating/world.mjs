// A service for one side of a section, and the section's snippets run against it as one program: as they stand, with the
// placeholders filled in. After each call it is noted what the service got, what it holds, and what was printed.

import { createRequire } from "node:module";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

// The clients to move from are packages of the emulator's tests.
const require = createRequire(new URL("../../emulator/package.json", import.meta.url));
/** When both sides begin. */
const START = Date.now() - 300_000;
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

/** What has to be so before the call of this name. */
const BEFORE = {
  "Read messages": ({ talk }) => talk(120),
  "Time and repeats": ({ emulator }) => emulator.faults.add({ match: { operation: "send" }, status: 429 }),
};

/**
 * Runs the snippets of a side; gives what came of each.
 *
 * @param {{ name: string, code: string }[]} snippets
 */
export async function run(snippets) {
  const world = await create();
  const { handlers, emulator } = world;
  const told = [];
  let seen = 0;
  const step = async (index) => {
    if (index > 0) {
      await emulator.settled();
      if (handlers.length > 0) await world.deliver();
      const requests = emulator.requests.slice(seen).map(({ method, path, body }) => ({ method, path, body }));
      const { users, messages, clients } = emulator.state;
      const { printed } = world;
      told.push({
        name: snippets[index - 1].name,
        requests,
        state: { users, messages, clients },
        printed: printed.splice(0),
      });
    }
    world.clock += 1000;
    if (index < snippets.length) await BEFORE[snippets[index].name]?.(world);
    seen = emulator.requests.length;
  };
  const program = snippets.map(({ code }, index) => `await step(${index});\n${world.filled(code)}`).join("\n");
  const given = {
    step,
    require,
    load: (name) => import(name),
    console: { log: (...values) => world.printed.push(values.join(" ")) },
    serve: (handler) => handlers.push(handler),
  };
  try {
    await new AsyncFunction(...Object.keys(given), `${program}\nawait step(${snippets.length});`)(
      ...Object.values(given),
    );
  } finally {
    await world.close();
  }
  return told;
}

async function create() {
  const handlers = [];
  const world = { handlers, printed: [], clock: START };
  const emulator = createEmulator({
    linkDelay: 0,
    now: () => world.clock,
    fetch: (url, init) => handlers[0].fetch(new Request(url, init), { WEBHOOK_SECRET: world.secret }),
  });
  const server = await serve(emulator);
  const { appId, keyId, secret } = emulator.credentials;
  const key = `Basic ${btoa(`${keyId}:${secret}`)}`;
  const ask = async (path, body) => {
    const headers = { authorization: key, "content-type": "application/json" };
    const answer = await fetch(`${server.url}/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  return Object.assign(world, {
    emulator,
    /** Sends Ada so many messages, each a millisecond after the last. */
    async talk(count) {
      for (let number = 0; number < count; number++) {
        world.clock += 1;
        await ask("/appusers/ada/messages", { role: "appMaker", type: "text", text: `Message ${number}` });
      }
    },
    /** Has the service tell the handler of a link and of a message that fail. */
    async deliver() {
      const { webhook } = await ask("/webhooks", { target: "http://handler.example/", triggers: ["*"] });
      world.secret = webhook.secret;
      await ask("/appusers", { userId: "bob" });
      const confirmation = { type: "immediate" };
      await ask("/appusers/bob/channels", { type: "mailgun", address: "bounce@example.com", confirmation });
      await ask("/appusers/bob/channels", { type: "twilio", phoneNumber: "+15145555555", confirmation });
      await emulator.settled();
      await ask("/appusers/bob/messages", { role: "appMaker", type: "text", text: "#undeliverable" });
      await emulator.settled();
    },
    /** A snippet with the placeholders filled in, and as it can stand inside a function. */
    filled: (code) =>
      code
        .replace(/^import (\{.+?\}) from "(.+)";$/gm, 'var $1 = await load("$2");')
        .replace(/^export default (\{[^]*?^\});$/gm, "serve($1);")
        .replace(/^(const|let) /gm, "var ")
        .replaceAll('"app_…"', JSON.stringify(keyId))
        .replaceAll('"5ec0…"', JSON.stringify(appId))
        .replace(/new Smooch\(\{(.*) subdomain: "acme",/, `new Smooch({$1 baseUrl: "${server.url}/sc",`)
        .replace(/new Smooch\(\{((?!.*baseUrl).*) secret: "…"/, `new Smooch({$1 secret: "…", baseUrl: "${server.url}"`)
        .replace(/new SmoochCore\(\{/, `new SmoochCore({ serviceUrl: "${server.url}",`)
        .replaceAll('"…"', JSON.stringify(secret))
        .replaceAll("https://acme.zendesk.com", server.url)
        .replaceAll("https://api.smooch.io", server.url),
    close: () => server.close(),
  });
}
