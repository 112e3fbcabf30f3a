// Packs the package and installs the tarball into clean folders outside the repository, as a user would: nothing there
// can resolve to the source tree. Tests and programs are copied next to it.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "../../scripts/run.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folders = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Packs the package as it stands (`node scripts/build.mjs` builds it). SMOOCH_EDGE_TARBALL names a tarball to take
 * instead, such as the very one that is to be published.
 */
export function pack() {
  if (process.env.SMOOCH_EDGE_TARBALL) return resolve(process.env.SMOOCH_EDGE_TARBALL);
  const folder = temporary("packed");
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder, ...quiet], {
    cwd: join(root, "pkg"),
    encoding: "utf8",
  });
  return join(folder, JSON.parse(packed)[0].filename);
}

/** Installs a tarball into a clean folder that has the scenario and the programs; gives the folder. */
export function install(tarball, name) {
  const folder = temporary(name);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  execFileSync("npm", ["install", "--offline", ...quiet, tarball], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  cpSync(join(here, "scenario.mjs"), join(folder, "scenario.mjs"));
  cpSync(join(here, "programs"), folder, { recursive: true });
  return folder;
}

/** A fresh folder of the system's temporary folder, gone when the tests end. */
export function temporary(name) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `smooch-edge-${name}-`)));
  folders.push(folder);
  return folder;
}
