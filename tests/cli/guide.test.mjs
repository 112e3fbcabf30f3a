// docs/guide/cli.md: the commands run as they stand there, and its table of exit codes is the program's.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { root } from "../../scripts/run.mjs";
import { EXIT } from "../../pkg/src/cli/exit.js";
import { PROGRAM, place } from "./program.mjs";

const guide = readFileSync(join(root, "docs/guide/cli.md"), "utf8");

/** The commands of the block under a heading, with this build for the package. */
function commands(heading) {
  const [, section = ""] = guide.split(`## ${heading}\n`);
  const [, code = ""] = /```sh\n(.*?)```/s.exec(section) ?? [];
  assert.ok(code.includes("npx smooch-edge"), heading);
  return code.replaceAll("npx smooch-edge", `"${process.execPath}" "${PROGRAM}"`);
}

const shell = (code, env, cwd) => promisify(execFile)("sh", ["-ec", code], { env, cwd });

test("The calls of the guide, typed as they stand, send the message", async (context) => {
  const { emulator, env, folder } = await place(context);
  await shell(commands("Make a call"), env, folder);
  assert.equal(emulator.state.messages[0].text, "Hello, Ada.");
  assert.deepEqual(emulator.state.users[0].properties, { seats: 4 });
});

test("The list of the guide is written to", async (context) => {
  const { emulator, env, folder, run } = await place(context);
  await run(["create", "userId=ada"]);
  writeFileSync(join(folder, "people.csv"), "id,name\nada,Ada\n");
  const { stdout } = await shell(commands("Write to many people"), env, folder);
  assert.equal(stdout, "1 of 1 sent, 0 not sent, 0 maybe.\n");
  assert.equal(emulator.state.messages[0].text, "Hello Ada, your parcel is on its way.");
});

test("The table of exit codes has every code, and no other", () => {
  const [, section = ""] = guide.split("## Exit codes\n");
  const codes = [...section.split("\n## ")[0].matchAll(/^\| (\d+) /gm)].map(([, code]) => Number(code));
  assert.deepEqual(codes, Object.values(EXIT));
});
