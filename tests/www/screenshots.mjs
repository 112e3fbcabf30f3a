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
  { name: "narrow", state: "start", viewport: NARROW, colorScheme: "light" },
  { name: "narrow-sent-dark", state: "sent", viewport: NARROW, colorScheme: "dark", at: ["#happens"] },
];

mkdirSync(folder, { recursive: true });
for (const { name, state, at, ...look } of PICTURES) {
  await withPage(async (page) => {
    await states[state](page);
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
