// A Redis of a test's own: a free port, a folder that goes with it, and an append-only file, as a queue needs it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { redis as needsRedis } from "../../scripts/setup.mjs";
import { freePort } from "../webhooks/endpoint.mjs";

/** Starts Redis, twice if need be: whatever else starts now may have taken its port. */
export async function startRedis() {
  needsRedis();
  return start().catch(start);
}

async function start() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "smooch-redis-"));
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes"];
  const server = spawn("redis-server", options, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  server.stdout.setEncoding("utf8");
  for await (const text of server.stdout.iterator({ destroyOnReturn: false })) {
    output += text;
    if (output.includes("Ready to accept connections")) break;
  }
  if (!output.includes("Ready to accept connections")) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`Redis did not start: ${output}`);
  }
  server.stdout.resume();
  return {
    port,
    stop: async () => {
      server.kill();
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
