// Writes the CommonJS form of the package to generated/cjs: what `require("smooch-emulator")` loads, on a Node that
// cannot require ES modules and in Jest, which never can. Needs generated/validators.js and types/ to be there.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));
const folder = `${here}generated/cjs/`;

await rm(folder, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { index: "src/index.js", node: "src/node/index.js" },
  outdir: folder,
  bundle: true,
  // `hono` has a CommonJS form of its own.
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "es2022",
  minifyWhitespace: true,
  legalComments: "none",
});
await mkdir(folder, { recursive: true });
// The types are the same text, read as those of a CommonJS module because of this file.
await writeFile(`${folder}package.json`, '{ "type": "commonjs" }\n');
await cp(`${here}types`, `${folder}types`, { recursive: true });
