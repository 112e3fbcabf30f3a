// Whatever body the tables take, the request is valid by the official document: bodies by chance, flat and in groups,
// that show every field, word, variant and limit of the model.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf } from "../client/service.mjs";
import { Chance } from "./chance.mjs";
import { BODIES, allJudged, flat, listener, options, skip } from "./wire.mjs";

const SEED = Number(process.env.SEED ?? 20_261_124);
/** How many bodies of a kind there are, and how many of them go through `fetch` even where they can be built alone. */
const [ALL, SENT] = [1500, 150];
/** How many there are at most, where something has not been shown yet. */
const MOST = 10_000;

/** A request of a verb: what leaves through `fetch`. */
async function sent(call, body) {
  const { requests, fetch } = listener();
  await call(clientOf(fetch, options), body);
  return requests;
}

for (const { operation, roots, build, call } of BODIES) {
  for (const [name, document] of roots) {
    test(`every ${name} that is taken is a valid ${operation}`, { skip }, async (context) => {
      context.diagnostic(`seed ${SEED}`);
      const chance = new Chance(SEED, document);
      const missing = chance.all(name);
      let [n, taken] = [0, 0];
      for (; n < ALL || (missing.size > 0 && n < MOST); n++) {
        const { value, shown } = chance.value(name, missing);
        const given = structuredClone(value);
        const through = async () => (build && n >= SENT ? [await build(value)] : sent(call, value));
        const requests = await through().catch((error) => {
          assert.equal(error.name, "ValidationError", `${error} of ${JSON.stringify(value)}`);
          return undefined;
        });
        if (!requests) continue;
        taken++;
        assert.equal(allJudged(requests).at(-1), operation);
        assert.deepEqual(value, given, "what is given is not changed");
        for (const one of shown) missing.delete(one);
      }
      context.diagnostic(`${taken} of ${n} taken`);
      assert.ok(taken > n / 2, `${taken} of ${n} taken`);
      assert.deepEqual([...missing], [], "never shown");
    });
  }
}

test("what is built of a flat body and of its own groups is the same", { skip }, async () => {
  const chance = new Chance(SEED, flat);
  for (const { roots, build } of BODIES.filter(({ build }) => build)) {
    for (let n = 0; n < 300; n++) {
      const { value } = chance.value(roots[0][0]);
      const { body } = await build(value).catch(() => ({}));
      if (body) assert.equal((await build(JSON.parse(body))).body, body);
    }
  }
});
