// What the service, or a proxy before it, says of an error: its words are told, and what they echo is hidden.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { HELLO, TWILIO, clientOf, failure } from "./service.mjs";

const answering = (status, body, headers) => clientOf(async () => new Response(body, { status, headers }));
const described = async (body) => (await failure(answering(502, body).users.get("ada"))).description;

test("a page has its text as the description, cut, without tags", async () => {
  const page = `<html><head><title>502 Bad Gateway</title><style>h1 { color: red }</style></head>
    <body><h1>502 Bad&nbsp;Gateway</h1><script>if (1 < 2) alert(1)</script><hr>nginx</body></html>`;
  assert.equal(await described(page), "502 Bad Gateway 502 Bad Gateway nginx");
  assert.equal(await described("upstream connect error"), "upstream connect error");
  assert.equal(await described('{"error":"upstream is down"}'), "upstream is down");
  assert.equal((await described("a ".repeat(1000))).length, 201);
  for (const nothing of ["", "<p></p>", "[]", "{}"]) assert.equal(await described(nothing), undefined);
});

test("the message has the words of a page, and ends with a full stop", async () => {
  const error = await failure(answering(502, "<h1>Bad Gateway</h1>").users.get("ada"));
  assert.equal(error.message, "502 http_502: Bad Gateway.");
  assert.equal(error.toJSON().message, error.message);
  const tried = clientOf(async () => new Response("<h1>No</h1>", { status: 502 }), { maxRetries: 0 });
  assert.match((await failure(tried.users.get("ada"))).message, /: No\.$/);
});

test("a long page or word is no trouble", async () => {
  const from = performance.now();
  for (const body of ["<script>".repeat(200_000), JSON.stringify({ error: { description: "a1".repeat(1_000_000) } })]) {
    assert.ok((await failure(answering(400, body).users.get("ada"))).message.length < 3000);
  }
  assert.ok(performance.now() - from < 10_000);
});

const GIVEN = {
  userId: "ada/lovelace of mine",
  phoneNumber: "+15145550199",
  text: "What I have to say",
  token: "a.token-of-the-caller",
};
const ECHO = [
  ...Object.values(GIVEN),
  encodeURIComponent(GIVEN.userId),
  "1 (514) 555-0199",
  "somebody@example.org",
  "5ec0de5ec0de5ec0de5ec0de",
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
  "app_6b6579206964",
];

const looks = (error) =>
  [
    inspect(error, { depth: 9, showHidden: true }),
    inspect(error),
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    `${error}`,
    error.stack,
  ].join("\n");

for (const [what, body] of [
  ["v1", { error: { code: "bad_request", description: `Not: ${ECHO.join(", ")}.` } }],
  ["v2", { errors: ECHO.map((title) => ({ code: "bad_request", title })) }],
  ["plain", { error: ECHO.join(" ") }],
]) {
  test(`what the words and headers of an error (${what}) echo is not shown, and can be read`, async () => {
    const headers = { "x-echo": ECHO.join(" ") };
    const fetch = async () => new Response(JSON.stringify(body), { status: 400, headers });
    const smooch = clientOf(fetch, { keyId: undefined, secret: undefined, token: GIVEN.token });
    for (const call of [
      smooch.link(GIVEN.userId, { ...TWILIO, phoneNumber: GIVEN.phoneNumber }),
      smooch.send(GIVEN.userId, { ...HELLO, text: GIVEN.text, metadata: { number: GIVEN.phoneNumber } }),
    ]) {
      const error = await failure(call);
      const shown = looks(error);
      const all = [GIVEN.userId, GIVEN.phoneNumber, GIVEN.token, ...ECHO.slice(4)];
      for (const hidden of all) assert.ok(!shown.includes(hidden), `${hidden} is shown:\n${shown}`);
      assert.ok(shown.includes("[hidden]"));
      assert.equal(error.headers["x-echo"], headers["x-echo"]);
      assert.ok(error.description.includes(GIVEN.phoneNumber));
    }
    const error = await failure(smooch.send(GIVEN.userId, { ...HELLO, text: GIVEN.text }));
    assert.ok(!looks(error).includes(GIVEN.text));
  });
}

test("words that nobody gave stay", async () => {
  const description = "Message limit of 30000 per conversation reached for type text and role appMaker.";
  const body = JSON.stringify({ error: { code: "locked", description } });
  const error = await failure(answering(423, body).send("ada", HELLO));
  assert.equal(error.message, `423 locked: ${description}`);
});
