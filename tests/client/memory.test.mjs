// What is left of a secret in the memory of the WebAssembly module: nothing, before and after calls.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const NEEDLE = "needle-6f1c2d-in-the-haystack";

/** Runs in a process of its own, since the module's memory is seen only where its instance is made. */
const PROGRAM = `
  let memory;
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return instance;
  };
  const { Smooch } = await import("smooch-edge");
  const count = () => Buffer.from(memory.buffer).toString("latin1").split("${NEEDLE}").length - 1;
  const fetch = async () => new Response("{}");
  const smooch = new Smooch({ keyId: "app_1", secret: "${NEEDLE}", fetch, ...JSON.parse(process.argv[1]) });
  const made = count();
  await smooch.users.get("ada");
  await smooch.send("ada", { role: "appMaker", type: "text", text: "Hi" });
  const used = count();
  try {
    new Smooch({ keyId: "app_1", secret: "${NEEDLE}", secretly: true });
  } catch {}
  console.log(JSON.stringify([made, used, count()]));
`;

function copies(options) {
  const output = execFileSync("node", ["--input-type=module", "--eval", PROGRAM, JSON.stringify(options)]);
  return JSON.parse(output.toString());
}

test("a secret that signs is not in memory, before and after calls and after options that were refused", () => {
  assert.deepEqual(copies({}), [0, 0, 0]);
});

test("a secret over Basic is not in memory as it is", () => {
  assert.deepEqual(copies({ auth: "basic" }), [0, 0, 0]);
});
