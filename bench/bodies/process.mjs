// Builds each sample by each way, in turns, and prints the microseconds of a body, a number a round. Arguments: the
// number of rounds, and of bodies in each.

import { readFileSync } from "node:fs";

import Ajv2020 from "ajv/dist/2020.js";
import { Smooch } from "smooch-edge";

import { rounds } from "../numbers.mjs";
import { SAMPLES } from "./samples.mjs";
import { SCHEMAS } from "./zod.mjs";

const [count, calls] = process.argv.slice(2).map(Number);

const client = new Smooch({ keyId: "app_1", secret: "a secret of some length" });
const ajv = new Ajv2020({ discriminator: true, strict: false });
ajv.addSchema(JSON.parse(readFileSync(new URL("../../target/schema/v1.json", import.meta.url), "utf8")), "v1");

/** The ways to make the text of a body; each gives its text, so that all can be compared. */
function ways({ operation, definition, body }) {
  const check = ajv.getSchema(`v1#/$defs/${definition}`);
  const schema = SCHEMAS[definition];
  return {
    "JSON.stringify": () => JSON.stringify(body),
    zod: () => JSON.stringify(schema.parse(body)),
    Ajv: () => {
      if (!check(body)) throw new Error(ajv.errorsText(check.errors));
      return JSON.stringify(body);
    },
    "smooch-edge build": async () => (await client.build[operation]("ada", body)).body,
  };
}

async function time(build) {
  const from = performance.now();
  for (let index = 0; index < calls; index++) await build();
  return ((performance.now() - from) * 1000) / calls;
}

/** The synchronous ways are not made to wait for promises that they do not need. */
function timeAtOnce(build) {
  const from = performance.now();
  for (let index = 0; index < calls; index++) build();
  return ((performance.now() - from) * 1000) / calls;
}

const result = {};
for (const [name, sample] of Object.entries(SAMPLES)) {
  const all = ways(sample);
  const names = Object.keys(all);
  const times = Object.fromEntries(names.map((way) => [way, []]));
  for (const way of names) {
    const same = JSON.stringify(JSON.parse(await all[way]()));
    if (same.length !== JSON.stringify(sample.body).length) throw new Error(`${way} builds another ${name}`);
  }
  for (const [round, order] of [names, names, ...rounds(count, names)].entries()) {
    for (const way of order) {
      const took = way.startsWith("smooch-edge") ? await time(all[way]) : timeAtOnce(all[way]);
      if (round >= 2) times[way].push(took);
    }
  }
  result[name] = { bytes: JSON.stringify(sample.body).length, times };
}
process.stdout.write(JSON.stringify(result));
