// The playground in a real browser: the built page from a server on loopback, and one browser for all tests. A page
// that breaks its own policy, asks anyone else for anything, or complains in its console fails its test.

/* global document */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

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
 * @param {{ hash?: string, viewport?: { width: number, height: number }, colorScheme?: "light" | "dark" }} [options]
 */
export async function withPage(body, { hash = "", viewport = WIDE, colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
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
  page.setDefaultTimeout(15_000);
  try {
    await page.goto(site.url + hash);
    await ready(page);
    await body(page);
    assert.deepEqual(complaints, [], "the page should not complain");
  } finally {
    await context.close();
  }
}

/** Until the package and the emulator are there. */
export async function ready(page) {
  await page.locator(".send-bar, .tab-list").first().waitFor();
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

/** Runs the recipe and waits for the last webhook. */
export async function runAll(page) {
  await page.getByRole("button", { name: "Run all steps" }).click();
  await page.locator(".webhook[data-trigger*=deliver]").last().waitFor();
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
