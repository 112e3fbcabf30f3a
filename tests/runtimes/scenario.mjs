// What is to happen in every runtime and in every bundle, unchanged: a user is created, linked and written to, and each
// kind of failure is the error that it should be; on v1, v1.1 and v2, with other options alone. It asserts by itself and
// imports nothing, so that it runs wherever the package does.

/** All that differs by version: the options, the channels that it links, and the form of its answers. */
const V1 = {
  path: "/v1/appusers/a%2Fb/messages",
  options: () => ({}),
  links: ["twilio", "messenger", "mailgun"],
  refused: "telegram",
  user: ({ appUser: { _id, userId, surname } }) => ({ id: _id, userId, surname }),
  linked: ({ appUser }) => [...appUser.pendingClients, ...appUser.clients].map(({ platform }) => platform),
  sent: ({ message }) => message.text,
  texts: ({ messages }) => messages.map(({ text }) => text),
};
const VERSIONS = {
  v1: V1,
  "v1.1": { ...V1, path: "/v1.1/appusers/a%2Fb/messages", options: () => ({ apiVersion: "v1.1" }) },
  v2: {
    path: "/v2/apps/{appId}/conversations/c%2Fd/messages",
    to: { conversationId: "c/d" },
    options: (appId) => ({ apiVersion: "v2", appId }),
    links: ["twilio", "whatsapp", "mailgun"],
    refused: "messenger",
    user: ({ user: { id, externalId, profile } }) => ({ id, userId: externalId, surname: profile.surname }),
    linked: ({ client }) => [client.type],
    sent: ({ messages: [{ content }] }) => content.text,
    texts: ({ messages }) => messages.map(({ content }) => content.text),
  },
};

/**
 * Runs the scenario against the emulator of `service.mjs`; rejects with what went wrong, after the name of the step.
 *
 * @param {object} given the exports of the package under test, and the settings of the service
 * @param {any} given.Smooch
 * @param {any} given.SmoochError
 * @param {any} given.queue of `smooch-edge/queue`
 * @param {any} given.files the exports of `smooch-edge/files`
 * @param {any} given.typing of `smooch-edge/bot`
 * @param {() => Promise<Blob>} [given.openFile] opens a file of this runtime, where it has any
 * @param {string} given.baseUrl
 * @param {{ appId: string, keyId: string, secret: string }} given.credentials
 * @param {string} given.userId one that no other run has
 * @param {string} given.silentId a user id whose requests the service never answers
 * @returns {Promise<string[]>} the steps that passed
 */
export async function run({ userId, ...given }) {
  const passed = [];
  for (const name of Object.keys(VERSIONS))
    passed.push(...(await runOn(name, { ...given, userId: `${userId}-${name}` })));
  // What an abandoned request does afterwards, such as rejecting a promise that nobody holds, belongs to this run.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return passed;
}

/** Runs the scenario on a version; gives the steps that passed, after its name. */
async function runOn(name, { baseUrl, credentials: { appId, ...key }, userId, silentId, ...smoochEdge }) {
  const { Smooch, SmoochError, queue, files, typing, openFile } = smoochEdge;
  const version = VERSIONS[name];
  const options = { ...key, ...version.options(appId), baseUrl };
  const smooch = new Smooch({ ...options, timeout: 20_000 });
  const passed = [];
  const step = async (what, body) => {
    try {
      await body();
    } catch (error) {
      const why = SmoochError.is(error)
        ? `${error.name} ${error.code}: ${error.message}`
        : String(error).replace(/^Error: /, "");
      throw new Error(`${name} ${what}: ${why}`, { cause: error });
    }
    passed.push(`${name} ${what}`);
  };
  const fails = async (call, type, expected) => {
    const error = await call().then(
      () => undefined,
      (error) => error,
    );
    assert(error !== undefined, `expected ${type}, but the call succeeded`);
    assert(SmoochError.is(error), `expected ${type}, got ${error}`);
    assert(error instanceof smoochEdge[type], `expected ${type}, got ${error.name}: ${error.message}`);
    assert(error instanceof Error && error instanceof SmoochError, `${type} is no SmoochError`);
    equal(error.name, type, "name");
    for (const [field, value] of Object.entries(expected)) equal(error[field], value, field);
    for (const text of [String(error), JSON.stringify(error), String(error.stack)]) {
      assert(!text.includes(key.secret), `${type} shows the secret`);
    }
  };

  await step("create", async () => {
    const user = version.user(await smooch.create({ userId, givenName: "Ada", surname: "Łovelace 🐙" }));
    equal(user.userId, userId, "userId");
    equal(user.surname, "Łovelace 🐙", "surname");
    equal(typeof user.id, "string", "type of the service's id");
  });
  for (const type of version.links) {
    await step(`link ${type}`, async () => {
      const channels = version.linked(await smooch.link(userId, { type, ...LINKS[type] }));
      assert(channels.includes(type), `${type} is not among the clients: ${channels}`);
    });
  }
  await step("send", async () => {
    const text = version.sent(await smooch.send(userId, { role: "appMaker", type: "text", text: "Grüße, Ada 🐙" }));
    equal(text, "Grüße, Ada 🐙", "text");
  });
  await step("list messages", async () => {
    const texts = [];
    for await (const page of smooch.messages.list(userId)) texts.push(...version.texts(page));
    assert(texts.includes("Grüße, Ada 🐙"), `the message is not among ${JSON.stringify(texts)}`);
  });
  await step("dry run", async () => {
    const message = { role: "appMaker", type: "text", text: "x" };
    const { method, url, headers } = await smooch.build.send("a/b", message, version.to);
    equal(`${method} ${url}`, `POST ${baseUrl}${version.path.replace("{appId}", appId)}`, "request");
    assert(/^Bearer .+\..+\..+$/.test(headers.authorization), "there is no token");
  });

  await step("409", () =>
    fails(() => smooch.create({ userId }), "ConflictError", { status: 409, code: "conflict", sent: "no", attempts: 1 }),
  );
  await step("404", () =>
    fails(() => smooch.users.get(`${userId}-nobody`), "NotFoundError", {
      status: 404,
      code: "user_not_found",
      sent: "no",
      operation: "users.get",
    }),
  );
  await step("401", () => {
    const stranger = new Smooch({ ...options, secret: "wrong" });
    return fails(() => stranger.create({ userId }), "AuthenticationError", { status: 401, sent: "no" });
  });
  await step("validation of a body", () => {
    const confirmation = { type: "userActivity", message: { role: "bot", type: "text", text: "x" } };
    return fails(() => smooch.link(userId, { ...LINKS.twilio, type: "twilio", confirmation }), "ValidationError", {
      code: "invalid_input",
      path: "confirmation.message.role",
      sent: "no",
      attempts: 0,
    });
  });
  await step("validation of a channel", () => {
    const link = { ...LINKS.twilio, type: version.refused };
    return fails(() => smooch.link(userId, link), "ValidationError", { path: "type", sent: "no", attempts: 0 });
  });
  await step("validation of options", () => {
    const construct = async () => new Smooch({ ...options, baseURL: baseUrl });
    return fails(construct, "ValidationError", { path: "baseURL", sent: "no" });
  });
  await step("abort before", () => {
    const signal = AbortSignal.abort();
    return fails(() => smooch.users.get(userId, { signal }), "AbortError", {
      code: "aborted",
      sent: "no",
      attempts: 0,
    });
  });
  await step("abort during", () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 100);
    const call = () => smooch.users.get(silentId, { signal: controller.signal });
    return fails(call, "AbortError", { code: "aborted", sent: "maybe", attempts: 1, cause: reason });
  });
  await step("timeout", () => {
    const call = () => smooch.users.get(silentId, { timeout: 100, maxRetries: 0 });
    return fails(call, "TimeoutError", { code: "timeout", sent: "maybe" });
  });
  await step("calls at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => smooch.users.get(userId)));
    assert(
      answers.every((answer) => version.user(answer).userId === userId),
      "an answer is of another user",
    );
  });
  await step("queue", async () => {
    const calls = queue(smooch, { concurrency: 2 });
    const body = { role: "appMaker", type: "text", text: "In turn" };
    const items = [userId, userId, undefined].map((id) => ({ operation: "send", id, body }));
    const errors = [];
    for await (const { status, error } of calls.run(items)) errors.push(error ?? status);
    assert(errors.filter((outcome) => outcome === "sent").length === 2, `sent: ${errors}`);
    await fails(() => Promise.reject(errors.find((outcome) => outcome !== "sent")), "ValidationError", { sent: "no" });
    const ended = () => queue(smooch, { signal: AbortSignal.abort() }).send(userId, body);
    await fails(ended, "AbortError", { code: "aborted", sent: "no", attempts: 0 });
  });
  await step("upload", async () => {
    const picture = pictureOf(100_000);
    const { mediaUrl, mediaType } = await files.uploadFile(smooch, new Blob([picture]), { name: "Łódź 🐙.png" });
    equal(mediaType, "image/png", "mediaType");
    const response = await files.downloadFile(smooch, mediaUrl);
    equal(response.headers.get("content-type"), "image/png", "content-type");
    const again = await files.uploadFile(smooch, response, { type: "image/png" });
    assert(again.mediaUrl !== mediaUrl, "there are not two files");
    const bytes = new Uint8Array(await (await files.downloadFile(smooch, again.mediaUrl)).arrayBuffer());
    equal(bytes.length, picture.length, "size");
    assert(
      bytes.every((byte, at) => byte === picture[at]),
      "the bytes that came back are others",
    );
    const stream = new Blob([picture]).stream();
    equal((await files.uploadFile(smooch, stream)).mediaType, "image/png", "mediaType of a stream");
    await fails(() => files.downloadFile(smooch, mediaUrl.replace(/[^/]+\/[^/]+$/, "0/gone.png")), "NotFoundError", {
      status: 404,
    });
    await fails(() => files.uploadFile(smooch, "a.png"), "ValidationError", { path: "file", sent: "no" });
  });
  if (openFile) {
    await step("upload from disk", async () => {
      const own = await openFile();
      const { mediaUrl } = await files.uploadFile(smooch, own, { name: "scenario.txt", type: "text/plain" });
      const text = await (await files.downloadFile(smooch, mediaUrl)).text();
      assert(text.length > 1000 && text === (await own.text()), "the file that came back is another");
    });
  }
  await step("send a file", async () => {
    const file = new Blob(["Grüße"], { type: "text/plain" });
    const answer = await typing(smooch, userId, () => files.sendFile(smooch, userId, file, { name: "a.txt" }));
    const sent = answer.message ?? answer.messages[0].content;
    equal(sent.type, "file", "type");
    const response = await files.downloadFile(smooch, sent.mediaUrl);
    equal(await response.text(), "Grüße", "text of the file");
  });
  return passed;
}

/** Bytes that begin as a picture does (PNG), and are every byte there is after that. */
function pictureOf(size) {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes;
}

const LINKS = {
  twilio: { phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
  messenger: {
    phoneNumber: "+15145555555",
    confirmation: {
      type: "immediate",
      message: { role: "appMaker", type: "text", text: "Let’s connect on Messenger" },
    },
  },
  mailgun: { address: "ada@example.com", subject: "Hello", confirmation: { type: "immediate" } },
  whatsapp: { phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
};

function assert(truth, message) {
  if (!truth) throw new Error(message);
}

function equal(actual, expected, what) {
  assert(Object.is(actual, expected), `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}
