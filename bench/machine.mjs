// What the results depend on: the machine, without names or paths, and the versions of what was measured.

import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

import { root } from "../scripts/run.mjs";
import { table } from "./numbers.mjs";

/** The packages that smooch-edge is measured against. */
export const PEERS = ["smooch-core", "sunshine-conversations-client", "undici", "stripe", "openai", "zod", "ajv"];

const lock = () => JSON.parse(readFileSync(join(root, "bench", "package-lock.json"), "utf8")).packages;

/** How many packages an installation of `name` brings, itself included. */
export function installed(name) {
  const all = lock();
  const seen = new Set();
  const visit = (place) => {
    if (seen.has(place)) return;
    seen.add(place);
    const { dependencies, optionalDependencies, peerDependencies } = all[place];
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = nearest(place, dependency);
      if (found) visit(found);
    }
  };
  const nearest = (place, dependency) => {
    for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf("/node_modules/"))) {
      if (all[`${folder}/node_modules/${dependency}`]) return `${folder}/node_modules/${dependency}`;
      if (!folder.includes("/node_modules/")) break;
    }
    return all[`node_modules/${dependency}`] && `node_modules/${dependency}`;
  };
  visit(`node_modules/${name}`);
  return seen.size;
}

/** The package itself. */
export function own() {
  return JSON.parse(readFileSync(join(root, "pkg", "package.json"), "utf8"));
}

export function machine() {
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  // More than about two processes at work at once means that something else was running.
  const load = loadavg()[1].toFixed(1);
  return `Machine: ${availableParallelism()} cores of ${model}, ${memory}, ${process.platform}-${process.arch}, Node ${process.versions.node}; load over the last five minutes ${load}.`;
}

export function versions() {
  const all = lock();
  const rows = PEERS.map((name) => [name, all[`node_modules/${name}`].version, installed(name)]);
  const us = own();
  const ours = [us.name, us.version, 1 + Object.keys(us.dependencies ?? {}).length];
  return table(["package", "version", "packages it installs"], [ours, ...rows]);
}
