// Every kind of failure of a call: the answer that a `fetch` of our own gives, and the call that gets it. It counts
// nothing.

const HEADERS = { "content-type": "application/json" };
const MESSAGE = {
  role: "appMaker",
  type: "text",
  text: "Hello",
  actions: [{ type: "reply", text: "A", payload: "B" }],
};
const LINK = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };

const json = (status, value, headers) =>
  new Response(JSON.stringify(value), { status, headers: { ...HEADERS, ...headers } });
const message = (metadata) => ({ message: { _id: "1", ...MESSAGE, metadata } });
const error = (status, headers) => json(status, { error: { code: "some_code", description: "No." } }, headers);

/** Settles only when it is aborted. */
const never = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

/** A body that begins and then does this. */
const body = (pull) =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([0x7b])), pull }), {
    status: 201,
    headers: HEADERS,
  });

/** What is answered, by the user that a request names; the keys of messages are remembered by `lost`. */
const ANSWERS = {
  fine: () => json(201, message()),
  thrown() {
    throw new TypeError("no network");
  },
  rejected: async () => {
    throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
  },
  refused: async () => error(400),
  missing: async () => error(404),
  throttled: async () => error(429),
  failing: async () => error(500, { "set-cookie": "a=b" }),
  page: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
  moved: async () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } }),
  torn: async () => new Response("{", { status: 201, headers: HEADERS }),
  odd: async () => json(201, [null]),
  large: async () => new Response("x".repeat(3000), { status: 201, headers: HEADERS }),
  broken: async () => body((stream) => stream.error(new Error("cut"))),
  strange: async () => ({ status: 201 }),
  silent: (_request, signal) => never(signal),
  stuck: async () => body(() => new Promise(() => {})),
  deaf: () => new Promise(() => {}),
  lost: async ({ method, key }) => {
    if (method === "POST") return error(500);
    return json(200, { conversation: { _id: "c" }, messages: [message({ dedupeKey: key }).message] });
  },
};

let key;

/** The `fetch` of the clients. */
export function fetch(url, { method, body, signal }) {
  const user = /appusers\/([^/?]+)/.exec(url)?.[1] ?? "fine";
  if (body?.includes("dedupeKey")) key = JSON.parse(body).metadata.dedupeKey;
  return ANSWERS[user]({ method, key }, signal);
}

const SOON = { timeout: 1 };

/** Calls through anything that has the verbs, with a shared signal; and how many of a thousand are of this kind. */
export const KINDS = {
  sent: [200, (place, signal) => place.send("fine", MESSAGE, { signal })],
  linked: [60, (place, signal) => place.link("fine", LINK, { signal })],
  created: [60, (place, signal) => place.create({ userId: "fine" }, { signal })],
  ...Object.fromEntries(
    ["thrown", "rejected", "refused", "missing", "throttled", "failing", "page", "moved"].map((user) => [
      user,
      [40, (place, signal) => place.send(user, MESSAGE, { signal })],
    ]),
  ),
  ...Object.fromEntries(
    ["torn", "odd", "large", "broken", "strange"].map((user) => [
      user,
      [30, (place, signal) => place.send(user, MESSAGE, { signal })],
    ]),
  ),
  "a body that is wrong": [40, (place, signal) => place.send("fine", { ...MESSAGE, rôle: 1 }, { signal })],
  "options that are wrong": [20, (place, signal) => place.send("fine", MESSAGE, { timeOut: 1, signal })],
  "an id that is wrong": [20, (place, signal) => place.link("..", LINK, { signal })],
  "a getter that throws": [
    20,
    (place, signal) =>
      place.send(
        "fine",
        {
          get role() {
            throw new Error("mine");
          },
        },
        { signal },
      ),
  ],
  "aborted before": [25, (place) => place.send("fine", MESSAGE, { signal: AbortSignal.abort() })],
  "aborted on the way": [
    25,
    (place) => {
      const controller = new AbortController();
      setImmediate(() => controller.abort());
      return place.send("silent", MESSAGE, { signal: controller.signal });
    },
  ],
  "looked for after a failure": [
    20,
    (place, signal) => place.send("lost", MESSAGE, { dedupe: true, maxRetries: 2, signal }),
  ],
  "repeated in vain": [20, (place, signal) => place.create({ userId: "u" }, { maxRetries: 2, signal, ...SOON })],
  "timed out": [8, (place, signal) => place.send("silent", MESSAGE, { ...SOON, signal })],
  "timed out in the body": [6, (place, signal) => place.send("stuck", MESSAGE, { ...SOON, signal })],
  "left behind": [6, (place, signal) => place.send("deaf", MESSAGE, { ...SOON, signal })],
};

/** The kinds by their shares, mixed: a call's number tells its kind. */
export const ORDER = Object.keys(KINDS)
  .flatMap((kind) => Array.from({ length: KINDS[kind][0] }, (_, turn) => ({ kind, at: (turn + 0.5) / KINDS[kind][0] })))
  .sort((a, b) => a.at - b.at)
  .map(({ kind }) => kind);
