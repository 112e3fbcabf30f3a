// The guide and the reference: every page is there, leads somewhere, fits a telephone, and weighs little.

/* global document, innerWidth */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { NARROW, site, WIDE, withPage } from "./playground.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "www", "dist");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { operations } = JSON.parse(readFileSync(join(root, "target", "operations", "pages.json"), "utf8"));

/** What a page may load before anything is used, in bytes of gzip. */
const BUDGET = 150_000;

/** The pages that people read most, one of each kind. */
const MAIN = [
  "index.html",
  "guide/index.html",
  "guide/retries.html",
  "guide/migrating.html",
  "reference/index.html",
  "reference/send.html",
  "reference/conversations.passControl.html",
];

const files = readdirSync(dist, { recursive: true }).map(String);
const htmls = files.filter((name) => name.endsWith(".html"));
const read = (name) => readFileSync(join(dist, name), "utf8");
const on = (path) => ({ path, waitFor: ".article" });

describe("the site", { concurrency: 3 }, () => {
  test("every operation of every version and every guide has a page, as HTML and as Markdown", () => {
    const names = new Set(Object.values(operations).flatMap((rows) => rows.map(({ name }) => name)));
    const guides = readdirSync(join(root, "docs", "guide")).map((name) => name.replace(/\.md$/, ""));
    const wanted = [...[...names].map((name) => `reference/${name}`), ...guides.map((name) => `guide/${name}`)];
    const lacking = wanted.flatMap((path) => [`${path}.html`, `${path}.md`]).filter((path) => !files.includes(path));
    assert(names.size >= 100 && guides.length >= 10);
    assert.deepEqual(lacking, []);
  });

  test("every link of every page leads to a page that is there, and to a part of it that is there", () => {
    const ids = new Map(
      htmls.map((name) => [name, new Set(Array.from(read(name).matchAll(/ id="([^"]+)"/g), ([, id]) => id))]),
    );
    const broken = [];
    let count = 0;
    for (const name of htmls) {
      for (const [, href] of read(name).matchAll(/ (?:href|src)="([^"]*)"/g)) {
        if (/^(https?|data):/.test(href)) continue;
        count += 1;
        const url = new URL(href.replaceAll("&amp;", "&"), `http://site/${name}`);
        const target = decodeURI(url.pathname.slice(1)).replace(/(^|\/)$/, "$1index.html");
        const isThere = existsSync(join(dist, target));
        // The parts of the playground are made when it runs.
        const hash = target.startsWith("playground/") ? "" : url.hash.slice(1);
        if (!isThere || (hash && !ids.get(target)?.has(hash))) broken.push(`${name}: ${href}`);
      }
    }
    assert(count > 10_000, `${count} links were looked at`);
    assert.deepEqual(broken, []);
  });

  test("every link of a Markdown page leads to a file that is there", () => {
    const broken = files
      .filter((name) => name.endsWith(".md"))
      .flatMap((name) =>
        Array.from(
          read(name)
            .replace(/^```.*?^```/gms, "")
            .replace(/`[^`]*`/g, "")
            .matchAll(/\]\(([^)\s]+)\)/g),
          ([, href]) => [name, href],
        ),
      )
      .filter(([name, href]) => !/^(https?:|#)/.test(href) && !existsSync(join(dist, name, "..", href.split("#")[0])))
      .map(([name, href]) => `${name}: ${href}`);
    assert.deepEqual(broken, []);
  });

  test("a link of a guide that leads nowhere ends the build; what the site has no page for is named", async () => {
    const { files } = await import(new URL("../../target/tmp/site/site.mjs", import.meta.url).href);
    const build = (text, there) =>
      files({
        repository: { guides: [], read: () => text, has: (path) => path === there },
        printed: { groups: [], errors: [], operations: {}, definitions: {} },
        assets: { style: "style.css", script: "script.js" },
      });
    await assert.rejects(
      build("# T\n\nSee [it](docs/nowhere.md)."),
      /\.md links to docs\/nowhere\.md, which is not there/,
    );
    const made = await build("# T\n\nSee [it](src/lib.rs).", "src/lib.rs");
    assert.equal(made.get("index.md"), "# T\n\nSee it.");
  });

  test("llms.txt names every page of the guide and the reference, as Markdown", () => {
    const named = Array.from(read("llms.txt").matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm), ([, path]) => path);
    const pages = files.filter((name) => name.endsWith(".md"));
    assert.deepEqual(named.toSorted(), pages.toSorted());
  });

  test("a page of the reference says what it does, where, with which fields, what a retry does, and shows a curl", () => {
    const page = read("reference/conversations.passControl.md");
    assert.match(page, /^# conversations\.passControl\n\nHands a conversation over/);
    assert.match(page, /`POST \/v2\/apps\/\{appId\}\/conversations\/\{conversationId\}\/passControl`/);
    assert.match(page, /smooch\.conversations\.passControl\(\n {2}conversationId: string,\n {2}handOver: PassControl/);
    assert.match(page, /\| `switchboardIntegration` \| string, not empty, required \|/);
    assert.match(page, /A request that has arrived and is sent again happens again/);
    assert.match(page, /curl --request POST/);
    const user = read("reference/create.md");
    assert.match(user, /\| `givenName` \| string[^|]*1 to 128 characters/);
    assert.match(user, /`ConflictError`: if the `userId` is taken/);
    assert.match(user, /^`POST \/v1\/apps\/\{appId\}\/appusers`$/m);
    assert.match(user, /^`POST \/v2\/apps\/\{appId\}\/users`$/m);
  });

  for (const path of MAIN) {
    test(`axe finds nothing, and nothing sticks out: ${path}`, async () => {
      await withPage(async (page) => {
        await page.evaluate(axe);
        for (const viewport of [WIDE, NARROW]) {
          for (const colorScheme of ["light", "dark"]) {
            await page.setViewportSize(viewport);
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            await clean(page, `${viewport.width} px, ${colorScheme}`);
          }
        }
      }, on(path));
    });
  }

  test("the live form in its page: axe finds nothing, it fits, it sends and shows what comes back", async () => {
    await withPage(async (page) => {
      assert.deepEqual(await loadedHeavy(page), [], "package and emulator load when the form is opened");
      await page.getByRole("button", { name: "Open the form" }).click();
      await page.locator(".endpoint").waitFor();
      await page.getByLabel(/^text/).fill("From the reference");
      await page.locator(".live .code", { hasText: "From the reference" }).waitFor();
      await page.getByRole("button", { name: "Send to the emulator" }).click();
      await page.locator('.live .webhook[data-trigger="conversation:message"]').waitFor();
      await page.locator('.live .entry.call[data-state="done"]').waitFor();
      assert.equal(await page.locator(".live .attempt").last().getAttribute("data-outcome"), "201");
      await page.getByRole("radio", { name: "v1.1" }).check();
      await page.locator(".endpoint", { hasText: "/v1.1/" }).waitFor();
      await page.evaluate(axe);
      for (const viewport of [WIDE, NARROW]) {
        await page.setViewportSize(viewport);
        await clean(page, `${viewport.width} px`);
      }
    }, on("reference/send.html"));
  });

  test("every page fits 360 px", async () => {
    await withPage(
      async (page) => {
        const wide = [];
        for (const name of htmls.filter((name) => !name.startsWith("playground"))) {
          await page.goto(site.url + name);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (over > 0) wide.push(`${name}: ${over} px`);
        }
        assert.deepEqual(wide, []);
      },
      { ...on("index.html"), viewport: NARROW },
    );
  });

  test("the search finds passControl, and leads to it", async () => {
    await withPage(async (page) => {
      const box = page.getByRole("searchbox", { name: "Search the site" });
      await box.fill("passControl");
      const first = page.locator("#found a").first();
      await first.waitFor();
      assert.match(await first.innerText(), /^conversations\.passControl/);
      await box.press("Enter");
      await page.waitForURL(`${site.url}reference/conversations.passControl.html`);
      for (const words of ["pass control", "passcontrl"]) {
        await box.fill(words);
        await page.locator("#found a", { hasText: "conversations.passControl" }).waitFor();
      }
      await box.fill("zzzzqqq");
      await page.getByText("No page has “zzzzqqq”.").waitFor();
    }, on("guide/index.html"));
  });

  test("the search works by keyboard, and finds words of the guide", async () => {
    await withPage(async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("deadline");
      await page.locator("#found a").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/(guide|reference)\/[\w.-]+\.html$/);
      assert.match(await page.locator(".article").innerText(), /deadline/i);
    }, on("index.html"));
  });

  test(`no page loads more than ${BUDGET / 1000} kB before something is used`, () => {
    const heavy = [];
    for (const name of htmls) {
      const loaded = new Set();
      const text = read(name);
      const add = (file) => {
        if (loaded.has(file)) return;
        loaded.add(file);
        if (!file.endsWith(".js")) return;
        for (const [, next] of read(file).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+)"/g)) add(next);
      };
      for (const [, href] of text.matchAll(
        /<(?:link rel="(?:stylesheet|modulepreload|preload)"|script)[^>]* (?:href|src)="([^"]+)"/g,
      )) {
        add(new URL(href, `http://site/${name}`).pathname.slice(1));
      }
      const bytes = [name, ...loaded].map((file) => gzipSync(readFileSync(join(dist, file))).length);
      const total = bytes.reduce((sum, one) => sum + one, 0);
      if (total > BUDGET) heavy.push(`${name}: ${total}`);
      if (!name.startsWith("playground")) assert(total < 60_000, `${name} loads ${total}`);
    }
    assert.deepEqual(heavy, []);
  });
});

/** Fails where axe finds something, or the page is too wide. */
async function clean(page, how) {
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  assert.deepEqual(found, [], how);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(over <= 0, `the page is ${over} px too wide: ${how}`);
}

/** What of the package and the emulator is loaded. */
function loadedHeavy(page) {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => /\.wasm$|\/(core|emulator)-/.test(name)),
  );
}
