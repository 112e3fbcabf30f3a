// A PostgreSQL of its own: a free port, and a folder that goes with it. It refuses to run as root: then it runs as the user
// that Debian's package makes.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { postgres as needsPostgres } from "../../scripts/setup.mjs";
import { freePort } from "../webhooks/endpoint.mjs";
import { until } from "./trial.mjs";

/** Starts PostgreSQL, twice if need be: whatever else starts now may have taken its port. */
export async function startPostgres() {
  needsPostgres();
  return start().catch(start);
}

async function start() {
  const bin = binaries();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "smooch-postgres-"));
  const who = user();
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, "data");
  const run = (name, ...args) => {
    const { status, stderr } = spawnSync(join(bin, name), args, { cwd: folder, encoding: "utf8", ...who });
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  };
  run("initdb", "--pgdata", data, "--username", "smooch", "--auth", "trust", "--no-sync", "--encoding", "UTF8");
  const args = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", folder];
  const server = spawn(join(bin, "postgres"), args, { cwd: folder, stdio: "ignore", ...who });
  const exited = once(server, "exit");
  const stop = async () => {
    server.kill("SIGINT");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const isOver = () => server.exitCode !== null;
  const ready = () => spawnSync(join(bin, "pg_isready"), ["-h", "127.0.0.1", "-p", `${port}`]).status === 0;
  try {
    await until(() => isOver() || ready(), "the start of PostgreSQL");
    if (isOver()) throw new Error(`PostgreSQL ended with ${server.exitCode}.`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://smooch@127.0.0.1:${port}/postgres`, stop };
}

/** Where Debian keeps its newest PostgreSQL; nothing elsewhere, where it is in the path. */
function binaries() {
  try {
    const versions = readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a));
    return `/usr/lib/postgresql/${versions[0]}/bin`;
  } catch {
    return "";
  }
}

/** The user to run as, instead of root. */
function user() {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}
