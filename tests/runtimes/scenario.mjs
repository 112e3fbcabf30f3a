// What is to happen in every runtime and in every bundle, unchanged: a user is created, linked and written to, and each
// kind of failure is the error that it should be. It asserts by itself and imports nothing, so that it runs wherever
// the package does.

/**
 * Runs the scenario against the emulator of `service.mjs`; rejects with what went wrong, after the name of the step.
 *
 * @param {object} given the exports of the package under test, and the settings of the service
 * @param {any} given.Smooch
 * @param {any} given.SmoochError
 * @param {string} given.baseUrl
 * @param {{ keyId: string, secret: string }} given.credentials
 * @param {string} given.userId one that no other run has
 * @param {string} given.silentId a user id whose requests the service never answers
 * @returns {Promise<string[]>} the steps that passed
 */
export async function run({ baseUrl, credentials, userId, silentId, ...smoochEdge }) {
  const { Smooch, SmoochError } = smoochEdge;
  const smooch = new Smooch({ ...credentials, baseUrl, timeout: 20_000 });
  const passed = [];
  const step = async (name, body) => {
    try {
      await body();
    } catch (error) {
      const what = SmoochError.is(error)
        ? `${error.name} ${error.code}: ${error.message}`
        : String(error).replace(/^Error: /, "");
      throw new Error(`${name}: ${what}`, { cause: error });
    }
    passed.push(name);
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
      assert(!text.includes(credentials.secret), `${type} shows the secret`);
    }
  };

  await step("create", async () => {
    const { appUser } = await smooch.create({ userId, givenName: "Ada", surname: "Łovelace 🐙" });
    equal(appUser.userId, userId, "userId");
    equal(appUser.surname, "Łovelace 🐙", "surname");
    equal(typeof appUser._id, "string", "type of _id");
  });
  for (const [type, link] of Object.entries(LINKS)) {
    await step(`link ${type}`, async () => {
      const { appUser } = await smooch.link(userId, { type, ...link });
      equal(appUser.userId, userId, "userId");
      const platforms = [...appUser.pendingClients, ...appUser.clients].map(({ platform }) => platform);
      assert(platforms.includes(type), `${type} is not among the clients: ${platforms}`);
    });
  }
  await step("send", async () => {
    const { message } = await smooch.send(userId, { role: "appMaker", type: "text", text: "Grüße, Ada 🐙" });
    equal(message.text, "Grüße, Ada 🐙", "text");
  });
  await step("list messages", async () => {
    const texts = [];
    for await (const page of smooch.messages.list(userId)) texts.push(...page.messages.map(({ text }) => text));
    assert(texts.includes("Grüße, Ada 🐙"), `the message is not among ${JSON.stringify(texts)}`);
  });
  await step("dry run", async () => {
    const { method, url, headers } = await smooch.build.send("a/b", { role: "appMaker", type: "text", text: "x" });
    equal(`${method} ${url}`, `POST ${baseUrl}/v1/appusers/a%2Fb/messages`, "request");
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
    const stranger = new Smooch({ ...credentials, secret: "wrong", baseUrl });
    return fails(() => stranger.create({ userId }), "AuthenticationError", { status: 401, sent: "no" });
  });
  await step("validation of a body", () => {
    const confirmation = { type: "immediate", message: { role: "bot", type: "text", text: "x" } };
    return fails(
      () => smooch.link(userId, { ...LINKS.messenger, type: "messenger", confirmation }),
      "ValidationError",
      {
        code: "invalid_input",
        path: "confirmation.message.role",
        sent: "no",
        attempts: 0,
      },
    );
  });
  await step("validation of options", () => {
    const construct = async () => new Smooch({ ...credentials, baseURL: baseUrl });
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
      answers.every(({ appUser }) => appUser.userId === userId),
      "an answer is of another user",
    );
  });
  // What an abandoned request does afterwards, such as rejecting a promise that nobody holds, belongs to this run.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return passed;
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
};

function assert(truth, message) {
  if (!truth) throw new Error(message);
}

function equal(actual, expected, what) {
  assert(Object.is(actual, expected), `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}
