// docs/guide/agents.md: its code runs as it stands there, with a model of the test.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { root } from "../../scripts/run.mjs";
import { place } from "../cli/program.mjs";
import { model } from "./model.mjs";

test("The code of the guide greets Ada, once somebody agreed, and defines tools for other SDKs", async (context) => {
  const guide = readFileSync(join(root, "docs/guide/agents.md"), "utf8");
  const [first, second] = [...guide.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
  const { emulator, env, run } = await place(context);
  await run(["create", "userId=ada"]);
  Object.assign(process.env, env);
  const given = { id: "ada", message: { role: "appMaker", type: "text", text: "Your parcel is on its way." } };
  const asked = [];
  globalThis.model = model("send", given).model;
  globalThis.ask = async (question) => asked.push(question) > 0;
  const here = fileURLToPath(new URL(".", import.meta.url));
  mkdirSync(join(here, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(here, ".tmp", "guide-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "agent.mjs");
  writeFileSync(file, `${first}\n${second}\nexport { text, definitions, result };\n`);
  const { text, definitions, result } = await import(pathToFileURL(file));
  assert.equal(text, "Done.");
  assert.deepEqual(asked, ["send: Your parcel is on its way.?"]);
  assert.equal(emulator.state.messages[0].text, "Your parcel is on its way.");
  assert.deepEqual(
    definitions.map(({ name, input_schema }) => [name, input_schema.required]),
    [["users_get", ["id"]]],
  );
  assert.equal(result.appUser.userId, "ada");
});
