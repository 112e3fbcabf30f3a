// A Next.js app with an edge route, a Node route and a client component, built for production and served. It takes its
// own packages from this folder through links; the package under test is the installed one.

import { spawn } from "node:child_process";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { inPage } from "../runtimes/chromium.mjs";
import { expectPassed } from "../runtimes/outcome.mjs";
import { succeed } from "./bundles.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const next = join(here, "node_modules/next/dist/bin/next");
const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

/** Builds the app in `folder`, where the package is installed, with `bundler`: `turbopack` or `webpack`. */
export async function buildNext(folder, bundler) {
  cpSync(join(here, "next-app"), folder, { recursive: true });
  for (const name of ["next", "react", "react-dom"]) {
    symlinkSync(join(here, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  // Without `"type": "module"`: Next.js 16 with webpack then finds no manifest for edge routes.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "next-app", private: true }));
  // The links lead out of the folder, and Next.js wants all that it reads below one root.
  const config = { turbopack: { root: "/" }, outputFileTracingRoot: "/" };
  writeFileSync(join(folder, "next.config.js"), `module.exports = ${JSON.stringify(config)};\n`);
  await succeed(folder, [process.execPath, next, "build", `--${bundler}`], env);
}

/** Serves the built app and runs the scenario in both routes and in the page. */
export async function runNext(folder, service, browser) {
  const server = spawn(process.execPath, [next, "start", "--port", "0", "--hostname", "127.0.0.1"], {
    cwd: folder,
    env: { ...process.env, ...env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => server.once("close", resolve));
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  try {
    const url = await address(server);
    for (const route of ["edge", "node"]) {
      const body = JSON.stringify(service.settings());
      const answer = await fetch(`${url}/${route}`, { method: "POST", body });
      expectPassed(await answer.text(), `in the ${route} route:`);
    }
    await inPage(await browser(), url, async (page) => {
      expectPassed(
        await page.evaluate((settings) => globalThis.runScenario(settings), service.settings()),
        "in the page:",
      );
    });
    if (/unhandled|uncaught/i.test(complaints)) throw new Error(complaints);
  } finally {
    server.kill();
    await ended;
  }
}

/** Waits for the line in which the server says where it listens. */
async function address(server) {
  let said = "";
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url) {
      server.stdout.resume();
      return url;
    }
    said += `${line}\n`;
  }
  throw new Error(`the server did not start\n${said}`);
}
