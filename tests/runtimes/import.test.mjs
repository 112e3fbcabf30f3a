// Importing the package does nothing: it compiles nothing, asks nothing of its surroundings and starts nothing, so that
// it costs no more than reading it.
//
// Run with: node --test tests/runtimes/*.test.mjs

import assert from "node:assert/strict";
import { before } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { bun, deno, nodes } from "./commands.mjs";
import { execute } from "./programs.mjs";
import { Rows } from "./rows.mjs";
import { install, pack } from "./tarball.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));

let folder;
before(() => {
  folder = install(pack(), "import");
});

const rows = new Rows("Importing does nothing");
for (const { name, command } of [...nodes(), deno(), bun()]) {
  for (const [how, program] of Object.entries({ import: "quiet-import.mjs", require: "quiet-require.cjs" })) {
    rows.add(name, how, async () => {
      const { code, stdout, stderr } = await execute([...command, program], { folder });
      if (code !== 0) assert.fail(stderr);
      const { touched, later } = JSON.parse(stdout);
      assert.deepEqual(touched, [], `it touches ${touched.join(", ")}`);
      assert(later.includes("WebAssembly"), "the traps should see that a client compiles the module");
    });
  }
}
