// The playground in a real browser: the built page from a server on loopback, and one browser for all tests. A page
// that breaks its own policy, asks anyone else for anything, or complains in its console fails its test.

/* global document */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { build } from "../../scripts/build.mjs";
import { packages } from "../../scripts/setup.mjs";
import { buildPlayground } from "../../www/build.mjs";
import { servePlayground } from "../../www/serve.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { chromium } = await import("playwright-core");

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

await build();
await buildPlayground();
export const site = await servePlayground();

const executablePath = process.env.CHROMIUM ?? PATHS.find(existsSync);
assert(executablePath, "Chromium is missing; `apt-get update && apt-get install -y chromium` installs it");
const browser = await chromium.launch({ executablePath, args: FLAGS });

/** Ends the browser and the server. */
export async function close() {
  await browser.close();
  await site.close();
}

/** How the page is looked at. */
export const WIDE = { width: 1600, height: 1000 };
export const NARROW = { width: 360, height: 780 };

/**
 * Opens the playground and gives it to `body`.
 *
 * @param {(page: import("playwright-core").Page) => Promise<void>} body
 * @param {{ path?: string, hash?: string, waitFor?: string, viewport?: { width: number, height: number }, colorScheme?: "light" | "dark" }} [options]
 */
export async function withPage(
  body,
  { path = "playground/", hash = "", viewport = WIDE, colorScheme = "light", waitFor = ".send-bar, .tab-list" } = {},
) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A busy machine asks for what was preloaded more than some seconds later.
    const isLate = message.text().includes("was preloaded using link preload but not used");
    if (["error", "warning"].includes(message.type()) && !isLate) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.url) && !url.startsWith("data:")) complaints.push(`asked for ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`violates ${violatedDirective} with ${blockedURI}`),
    );
  });
  // Many pages are open at once.
  page.setDefaultTimeout(120_000);
  try {
    await page.goto(`${site.url}${path}${hash}`);
    await ready(page, waitFor);
    await body(page);
    assert.deepEqual(complaints, [], "the page should not complain");
  } finally {
    await context.close();
  }
}

/** Until the package and the emulator are there. */
export async function ready(page, waitFor = ".send-bar, .tab-list") {
  await page.locator(waitFor).first().waitFor();
}

/**
 * Reads until it is as expected: the page makes its request beside what else it does, and shows the last one until then.
 *
 * @template T
 * @param {() => Promise<T>} read
 * @param {T} expected
 */
export async function becomes(read, expected) {
  for (const begun = performance.now(); ;) {
    const value = await read();
    if (isDeepStrictEqual(value, expected)) return;
    if (performance.now() - begun > 60_000) assert.deepEqual(value, expected);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The address of a draft. */
export function hashOf(draft) {
  return `#d=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`;
}

/** The draft of an address, if it holds one. */
export function draftOf(url) {
  const { hash } = new URL(url);
  return hash.startsWith("#d=") ? JSON.parse(Buffer.from(hash.slice(3), "base64url").toString()) : undefined;
}

/** Opens a step. */
export async function step(page, title) {
  await page.locator(".step h3 button", { hasText: title }).click();
}

/** Chooses a version of the API. */
export async function version(page, name) {
  await page.getByLabel(name, { exact: true }).check();
}

/** Chooses an example. */
export async function example(page, title) {
  await page.getByRole("group", { name: "Examples" }).getByRole("button", { name: title }).click();
}

/** Shows the call in other words, and gives them. */
export async function words(page, tab) {
  await page.getByRole("tab", { name: tab, exact: true }).click();
  return page.locator(".request .code").first().innerText();
}

/**
 * Runs the recipe and waits for the last webhook: the last receipt of its message.
 *
 * @param {import("playwright-core").Page} page
 * @param {"user" | "channel"} [receipt] who tells last, where a version tells twice; of an e-mail only the channel
 */
export async function runAll(page, receipt = "user") {
  await page.getByRole("button", { name: "Run all steps" }).click();
  await page.locator(`.webhook:is([data-trigger^="delivery:"], [data-trigger$="delivery:${receipt}"])`).waitFor();
}

/** The last call of the timeline: its state, its error, and for each request the name and the outcome. */
export async function lastCall(page) {
  const call = page.locator(".timeline > .call").last();
  const attempts = await call
    .locator(".attempt")
    .evaluateAll((all) => all.map(({ dataset }) => `${dataset.name}: ${dataset.outcome}`));
  return { state: await call.getAttribute("data-state"), error: await call.getAttribute("data-error"), attempts };
}

/** The lines of the timeline, without what differs between runs. */
export async function timeline(page) {
  const entries = await page.locator(".timeline > .entry").allInnerTexts();
  return entries.map((text) =>
    text
      .replace(/\s+/g, " ")
      .replace(/ \d+ ms| \d+\.\d s/g, "")
      .trim(),
  );
}
