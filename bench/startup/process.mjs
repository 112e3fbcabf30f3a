// One fresh process: imports a client, makes its first call where asked to, and says when it was ready and how much
// memory the process then held. Arguments: the client, `import` or `call`, the server.

const [name, what, server] = process.argv.slice(2);
const { hostname, port } = new URL(server);

const TEXT = { role: "appMaker", type: "text", text: "Hello" };

/** Imports a client, and gives its first call. */
const CLIENTS = {
  empty: async () => () => undefined,
  fetch: async () => () =>
    fetch(server, { method: "POST", body: JSON.stringify(TEXT) }).then((answer) => answer.json()),
  "node:http by hand": async () => () =>
    new Promise((resolve, reject) => {
      const { request } = process.getBuiltinModule(server.startsWith("https") ? "node:https" : "node:http");
      const asked = request(server, { method: "POST" }, async (answer) => {
        let text = "";
        for await (const chunk of answer.setEncoding("utf8")) text += chunk;
        resolve(JSON.parse(text));
      });
      asked.on("error", reject).end(JSON.stringify(TEXT));
    }),
  "smooch-edge": async () => {
    const { Smooch } = await import("smooch-edge");
    return () => new Smooch({ keyId: "app_1", secret: "secret", baseUrl: server }).send("ada", TEXT);
  },
  "smooch-edge + nodeFetch": async () => {
    const { Smooch } = await import("smooch-edge");
    const { nodeFetch } = await import("smooch-edge/node");
    return () =>
      new Smooch({ keyId: "app_1", secret: "secret", baseUrl: server, fetch: nodeFetch() }).send("ada", TEXT);
  },
  "smooch-core": async () => {
    const { default: Smooch } = await import("smooch-core");
    return () => {
      const client = new Smooch({ keyId: "app_1", secret: "secret", scope: "app", serviceUrl: server });
      return client.appUsers.sendMessage("ada", TEXT);
    };
  },
  "sunshine-conversations-client": async () => {
    const { default: sunshine } = await import("sunshine-conversations-client");
    return () => {
      const { instance } = sunshine.ApiClient;
      instance.basePath = server;
      Object.assign(instance.authentications.basicAuth, { username: "app_1", password: "secret" });
      const message = { author: { type: "business" }, content: { type: "text", text: "Hello" } };
      return new sunshine.MessagesApi().postMessage("app", "conversation", message);
    };
  },
  stripe: async () => {
    const { default: Stripe } = await import("stripe");
    return () => {
      const client = new Stripe("sk_test_1", { host: hostname, port, protocol: "http", telemetry: false });
      return client.customers.create({ name: "Ada" });
    };
  },
  openai: async () => {
    const { default: OpenAI } = await import("openai");
    return () => {
      const client = new OpenAI({ apiKey: "key", baseURL: server });
      return client.chat.completions.create({ model: "any", messages: [{ role: "user", content: "Hello" }] });
    };
  },
};

const call = await CLIENTS[name]();
if (what === "call") await call();
const ready = performance.now();
process.stdout.write(JSON.stringify({ ready, rss: process.memoryUsage.rss() }), () => process.exit(0));
