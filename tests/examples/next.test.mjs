// The Next.js example: built without secrets, as in CI, then started with them; an edge route and a Node route.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { exercise } from "./sign-up.mjs";
import { run } from "./world.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
for (const folder of ["../runtimes", "../bundlers"]) packages(path(folder));
const { versionOf } = await import("../runtimes/commands.mjs");

const next = path("../bundlers/node_modules/next/dist/bin/next");

test(`nextjs ${versionOf("next", path("../bundlers/node_modules"))}, built without secrets`, (context) =>
  exercise(context, "nextjs", {
    base: "/api",
    prepare: (folder) => {
      // Its packages are links out of the folder, and Next.js wants all that it reads below one root.
      const config = { turbopack: { root: "/" }, outputFileTracingRoot: "/" };
      writeFileSync(join(folder, "next.config.js"), `export default ${JSON.stringify(config)};\n`);
      return run(folder, [process.execPath, next, "build"], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
    },
    command: (port) => [process.execPath, next, "start", "--hostname", "127.0.0.1", "--port", `${port}`],
  }));
