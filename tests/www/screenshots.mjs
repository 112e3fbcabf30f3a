// Writes the pictures of the main states into `www/screenshots/`: `node tests/www/screenshots.mjs`.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { close, NARROW, withPage } from "./playground.mjs";
import { states } from "./states.mjs";

const folder = fileURLToPath(new URL("../../www/screenshots/", import.meta.url));

/** Smaller than what the tests use, for a README. */
const WIDE = { width: 1280, height: 840 };

/** The most bytes of a picture. */
const LARGEST = 200_000;

/** A page of the site, at both widths, from a place on. */
function site(name, path, ...at) {
  const page = { state: "start", path, waitFor: ".article", at };
  return [
    { ...page, name: `site-${name}`, viewport: WIDE, colorScheme: "light" },
    { ...page, name: `narrow-site-${name}-dark`, viewport: NARROW, colorScheme: "dark" },
  ];
}

const PICTURES = [
  { name: "sent", state: "sent", viewport: WIDE, colorScheme: "light" },
  { name: "fault-dark", state: "fault", viewport: WIDE, colorScheme: "dark" },
  { name: "wrong", state: "wrong", viewport: WIDE, colorScheme: "light" },
  { name: "paste", state: "paste", viewport: WIDE, colorScheme: "light" },
  {
    name: "v2",
    state: "v2",
    viewport: { ...WIDE, height: 780 },
    colorScheme: "light",
    at: [".request .tabs", ".call:nth-child(2)"],
  },
  { name: "v2-lacks-dark", state: "v2Lacks", viewport: WIDE, colorScheme: "dark" },
  { name: "narrow-v2", state: "v2Before", viewport: NARROW, colorScheme: "light", at: [".request .tabs"] },
  { name: "operation", state: "operation", viewport: WIDE, colorScheme: "light" },
  { name: "narrow-operation-dark", state: "operation", viewport: NARROW, colorScheme: "dark" },
  ...site("home", "index.html"),
  ...site("guide", "guide/retries.html"),
  ...site("reference", "reference/conversations.passControl.html"),
  ...site("errors", "reference/send.html", "#errors-and-retries"),
  {
    ...site("form", "reference/send.html")[0],
    state: "live",
    at: [".live"],
  },
  { name: "narrow", state: "start", viewport: NARROW, colorScheme: "light" },
  { name: "narrow-sent-dark", state: "sent", viewport: NARROW, colorScheme: "dark", at: ["#happens"] },
];

/** The live form in a page of the reference, sent. */
async function live(page) {
  await page.getByRole("button", { name: "Open the form" }).click();
  await page.getByRole("button", { name: "Send to the emulator" }).click();
  await page.locator(".live .webhook").first().waitFor();
}

mkdirSync(folder, { recursive: true });
for (const { name, state, at, ...look } of PICTURES) {
  await withPage(async (page) => {
    if (state === "live") await live(page);
    else await states[state](page);
    for (const place of at ?? []) await page.locator(place).evaluate((element) => element.scrollIntoView());
    await page.evaluate(() => globalThis.document.activeElement?.blur());
    await page.mouse.move(0, 0);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    const { size } = statSync(path);
    console.log(`www/screenshots/${name}.png: ${(size / 1000).toFixed(0)} kB`);
    if (size > LARGEST) throw new Error(`${name}.png is larger than ${LARGEST / 1000} kB`);
  }, look);
}
await close();
