// Runs the package in headless Chromium, in a page and in a module worker, from a server on loopback whose content
// security policy allows what the README tells users to allow and nothing more.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { expectPassed } from "./outcome.mjs";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = process.env.CHROMIUM ?? PATHS.find(existsSync);

/** The version of the browser, without starting it. */
export function chromiumVersion() {
  const said = executablePath && spawnSync(executablePath, ["--version"], { encoding: "utf8" }).stdout;
  return /[\d.]+\d/.exec(said)?.[0] ?? "(missing)";
}

/** Starts the browser; fails with what to install where there is none. */
export async function startChromium() {
  assert(
    executablePath,
    "Chromium is missing; `apt-get update && apt-get install -y chromium chromium-driver` installs it",
  );
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Runs the scenario in a page that loads `script` from `folder`, and in a worker of the same module.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} folder
 * @param {string} script such as `/page.mjs`
 * @param {{ url: string, settings: () => object }} service
 */
export async function runChromium(browser, folder, script, service) {
  const site = await startSite(folder, script, service.url);
  try {
    await inPage(browser, site.url, async (page) => {
      expectPassed(
        await page.evaluate((settings) => globalThis.runScenario(settings), service.settings()),
        "in a page:",
      );
      expectPassed(await page.evaluate(inModuleWorker, { settings: service.settings(), script }), "in a worker:");
    });
  } finally {
    await site.close();
  }
}

/** Runs the scenario in a page whose policy does not allow WebAssembly; gives what the run says. */
export async function runWithoutWasm(browser, folder, script, service) {
  const site = await startSite(folder, script, service.url, "'self'");
  const page = await browser.newPage();
  try {
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.runScenario !== undefined, undefined, { timeout: 60_000 });
    return await page.evaluate((settings) => globalThis.runScenario(settings), service.settings());
  } finally {
    await page.close();
    await site.close();
  }
}

/**
 * Opens a page that provides `runScenario` and gives it to `body`; fails if the page complains in the meantime.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {(page: import("playwright-core").Page) => Promise<void>} body
 */
export async function inPage(browser, url, body) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // The browser logs each answer that is no success; the scenario asks for some.
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  try {
    await page.goto(url);
    const ready = page.waitForFunction(() => globalThis.runScenario !== undefined, undefined, { timeout: 60_000 });
    await ready.catch(() => assert.fail(`the page did not start: ${complaints.join("\n")}`));
    await body(page);
    assert.deepEqual(complaints, [], "the console should be free of errors");
  } finally {
    await page.close();
  }
}

function inModuleWorker({ settings, script }) {
  return new Promise((resolve) => {
    const worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve(`the worker failed: ${event.message}`);
    worker.postMessage(settings);
  });
}

async function startSite(folder, script, serviceUrl, scripts = "'self' 'wasm-unsafe-eval'") {
  const connect = `connect-src ${serviceUrl}`;
  const policy = `default-src 'none'; img-src data:; script-src ${scripts}; worker-src 'self'; ${connect}`;
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="${script}"></script>`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const body = pathname === "/" ? page : await readFile(join(folder, pathname)).catch(() => undefined);
    const type = pathname === "/" ? "text/html" : "text/javascript";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type, "content-security-policy": policy });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
