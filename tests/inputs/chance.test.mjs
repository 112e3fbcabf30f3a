// What holds for any input, tried with thousands that chance draws: what is sent is what `JSON.stringify` writes, an id
// arrives as it is, a header too, or it is refused.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { HELLO, clientOf } from "../client/service.mjs";
import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { default: fc } = await import("fast-check");

// The same draws each time: SEED=… tries others.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_124) });

const smooch = clientOf(() => assert.fail("nothing is sent"));

/** Texts of whole characters, of all planes. */
const text = fc.string({ unit: "binary" });

/** Texts as JavaScript has them: with halves of surrogate pairs, too. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));

const flat = fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()));

const json = fc.json({ stringUnit: "binary", maxDepth: 6 }).map((text) => JSON.parse(text));

/** Whether the names and values of an object take 4 KB at most, which is the limit of the service. */
const isSmall = (object) => new TextEncoder().encode(Object.entries(object).flat().join("")).length <= 4096;

/** The body of a call, or the error. */
const built = (promise) =>
  promise.then(
    ({ body }) => body,
    (error) => error,
  );

test("properties are what JSON.stringify writes", () =>
  fc.assert(
    fc.asyncProperty(flat.filter(isSmall), async (properties) => {
      const body = { userId: "ada", properties };
      assert.equal(await built(smooch.build.create(body)), JSON.stringify(body));
    }),
    { numRuns: 1000 },
  ));

test("metadata is what JSON.stringify writes", () =>
  fc.assert(
    fc.asyncProperty(flat.filter(isSmall), async (metadata) => {
      const body = { ...HELLO, metadata };
      assert.equal(await built(smooch.build.send("ada", body)), JSON.stringify(body));
    }),
    { numRuns: 1000 },
  ));

test("fields that the package does not know are what JSON.stringify writes", () =>
  fc.assert(
    fc.asyncProperty(json, async (value) => {
      const options = { extraBody: { value } };
      assert.equal(
        await built(smooch.build.create({ userId: "ada" }, options)),
        JSON.stringify({ userId: "ada", value }),
      );
    }),
    { numRuns: 1000 },
  ));

test("any value at all is refused as properties, or is what JSON.stringify writes", () =>
  fc.assert(
    fc.asyncProperty(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      async (properties) => {
        const body = await built(smooch.build.create({ userId: "ada", properties }));
        if (body?.name === "ValidationError") return;
        assert.equal(body, JSON.stringify({ userId: "ada", properties }));
      },
    ),
    { numRuns: 2000 },
  ));

test("any id arrives as it is, or is refused", () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(text, units), async (userId) => {
      const built = await smooch.build
        .link(userId, { type: "mailgun", address: "a@b.c", confirmation: { type: "immediate" } })
        .catch((error) => error);
      const isRefused = ["", ".", ".."].includes(userId) || userId.includes("\0") || !userId.isWellFormed();
      assert.equal(built.name === "ValidationError", isRefused);
      if (isRefused) return assert.equal(built.path, "userId");
      const { origin, pathname, search, hash } = new URL(built.url);
      assert.deepEqual([origin, search, hash], ["https://api.smooch.io", "", ""]);
      const [, version, appusers, id, channels, ...more] = pathname.split("/");
      assert.deepEqual([version, appusers, channels, more], ["v1", "appusers", "channels", []]);
      assert.equal(decodeURIComponent(id), userId);
    }),
    { numRuns: 2000 },
  ));

/** A server that gives back the headers that it got. */
async function mirror(context) {
  const server = createServer(({ rawHeaders }, outgoing) => outgoing.end(JSON.stringify({ rawHeaders })));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => server.close().closeAllConnections());
  const client = clientOf(undefined, { baseUrl: `http://127.0.0.1:${server.address().port}` });
  return async (headers) => {
    const { rawHeaders } = await client.users.get("ada", { headers });
    const pairs = rawHeaders.flatMap((name, index) => (index % 2 ? [] : [[name.toLowerCase(), rawHeaders[index + 1]]]));
    return Object.fromEntries(pairs);
  };
}

const token = fc.string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-.^_`|~"), minLength: 1, maxLength: 12 });
const latin = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });

test("any header arrives as it is, or is refused", async (context) => {
  const sent = await mirror(context);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        token.map((name) => `x-${name}`),
        text,
      ),
      fc.oneof(latin, text, units),
      async (name, value) => {
        const headers = await sent({ [name]: value }).catch((error) => error);
        if (headers instanceof Error) {
          assert.equal(headers.name, "ValidationError", `${headers} ${headers.cause}`);
          const isFine = /^[\x20-\x7e\xa0-\xff]*$/.test(value) && /^x-[\w-]+$/i.test(name);
          return assert.ok(!isFine, `it is refused: ${headers.message}`);
        }
        // White space around a value is no part of it (RFC 9110, section 5.5).
        assert.equal(headers[name.toLowerCase()], value.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, ""));
      },
    ),
    { numRuns: 1000 },
  );
});

// Found by chance in the test above.
test("a header that a JavaScript object cannot hold is refused, not lost", async () => {
  for (const name of ["__proto__", "__PROTO__"]) {
    const error = await smooch.build.send("ada", HELLO, { headers: { [name]: "x" } }).catch((error) => error);
    assert.deepEqual([error.name, error.path], ["ValidationError", `headers.${name}`]);
  }
});

test("a header that belongs to the connection is refused", async (context) => {
  const sent = await mirror(context);
  for (const name of ["connection", "keep-alive", "transfer-encoding", "upgrade", "expect", "te", "trailer"]) {
    const error = await sent({ [name]: "x" }).catch((error) => error);
    assert.equal(error.name, "ValidationError", `${name}: ${error.name ?? "sent"}`);
  }
});
