// Where the runtimes and bundlers of this folder's package.json are, and which versions they have.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));

/** The version of an installed package. */
export function versionOf(name, folder = modules) {
  return JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")).version;
}

/** The Nodes that the package is for, by their major version; the first is the one that runs this. */
export function nodes() {
  const others = [22, 24, 26].map((major) => {
    const name = `node-${major}`;
    return { name: `Node ${versionOf(name)}`, command: [join(modules, name, "bin/node")] };
  });
  return [{ name: `Node ${process.versions.node}`, command: [process.execPath] }, ...others];
}

const bin = (name) => join(modules, ".bin", name);

/** Deno, without the right to more than the network. */
export function deno() {
  const command = [
    bin("deno"),
    "run",
    "--allow-net",
    "--allow-read=scenario.mjs",
    "--no-prompt",
    "--node-modules-dir=manual",
  ];
  return { name: `Deno ${versionOf("deno")}`, command, path: bin("deno") };
}

/** Bun. */
export function bun() {
  return { name: `Bun ${versionOf("bun")}`, command: [bin("bun"), "run"], path: bin("bun") };
}

/** The name of workerd, with its own version and not miniflare's. */
export function workerdName() {
  return `workerd ${versionOf("workerd")}`;
}
