// Makes the calls of a plan, many at a time, and says what came of each. It runs in every runtime and imports nothing.

/** How many calls run at a time. */
const AT_ONCE = 100;
/** No call may take longer than this, in milliseconds. */
const HANGS = 120_000;

const LINK = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
const MESSAGE = { role: "appMaker", type: "text", text: "Hello" };

/** The calls, by their operations. */
export const OPERATIONS = {
  create: (smooch, userId) => smooch.create({ userId }),
  link: (smooch, userId, options) => smooch.link(userId, LINK, options),
  send: (smooch, userId, options) => smooch.send(userId, MESSAGE, options),
  "users.get": (smooch, userId) => smooch.users.get(userId),
};

/**
 * @param {{ Smooch: any, SmoochError: any }} smoochEdge
 * @param {object} plan
 * @param {{ keyId: string, secret: string }} plan.credentials
 * @param {{ id: string, url: string, operation: string, userId: string, warm?: boolean,
 *   stage: "long" | "short" | "busy", client: object, options: object }[]} plan.cells
 * @param {object} [more] options of every client
 * @returns {Promise<{ outcomes: Record<string, { text: string, ms: number }>, complaints: string[] }>}
 */
export async function makeCalls({ Smooch, SmoochError }, { credentials, cells }, more = {}) {
  const complaints = [];
  const complain = (event) => complaints.push(`unhandled: ${event.reason ?? event.error ?? event}`);
  globalThis.addEventListener?.("unhandledrejection", complain);
  globalThis.addEventListener?.("error", complain);
  globalThis.process?.on?.("unhandledRejection", complain);
  globalThis.process?.on?.("uncaughtException", complain);

  const outcomes = {};
  // First one alone, which compiles and connects, then those that wait, longest first, then those that only keep the
  // machine busy.
  const [first, ...others] = cells;
  const of = (stage) => others.filter((cell) => cell.stage === stage);
  const stages = [[first], [...of("long"), ...of("short")], of("busy")];
  const work = async (left) => {
    for (let cell = left.shift(); cell; cell = left.shift()) {
      const { id, url, operation, userId, warm, client, options } = cell;
      // A client a cell: what one call spends of its budget, no other misses.
      const smooch = new Smooch({ ...credentials, baseUrl: url, timeout: 10_000, ...client, ...more });
      // In v1 a promise, in v2 a list.
      const channels = warm && smooch.channels.list(userId);
      if (warm) await Promise.resolve(channels[Symbol.asyncIterator]?.().next() ?? channels).catch(() => {});
      const began = performance.now();
      let timer;
      const hang = new Promise((resolve) => (timer = setTimeout(resolve, HANGS, "HANGS")));
      const call = OPERATIONS[operation](smooch, userId, options).then(
        (result) => (result !== null && typeof result === "object" ? "done" : `gave ${typeof result}`),
        (error) => {
          if (!SmoochError.is(error)) return `threw ${error}`;
          const texts = [String(error), String(error.stack), JSON.stringify(error), String(error.cause)];
          if (texts.some((text) => text.includes(credentials.secret) || text.includes("eyJ")))
            complaints.push(`${id} shows a secret`);
          return `${error.name} \`${error.code}\`, sent: ${error.sent}`;
        },
      );
      const text = await Promise.race([call, hang]);
      clearTimeout(timer);
      outcomes[id] = { text, ms: performance.now() - began };
    }
  };
  for (const stage of stages) await Promise.all(Array.from({ length: AT_ONCE }, () => work(stage)));
  // What an abandoned request does afterwards belongs to this run.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { outcomes, complaints };
}
