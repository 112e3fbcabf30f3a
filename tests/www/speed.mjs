// How soon the page can be used. It runs before the other tests, while the machine is quiet.

import assert from "node:assert/strict";
import { test } from "node:test";

import { site, withPage } from "./playground.mjs";

test("the page can be used within a second", async (t) => {
  await withPage(async (page) => {
    const times = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto("about:blank");
      const began = performance.now();
      await page.goto(`${site.url}playground/`);
      await page.getByRole("button", { name: "Send", exact: true, disabled: false }).waitFor();
      times.push(Math.round(performance.now() - began));
    }
    t.diagnostic(`interactive after ${times.join(", ")} ms`);
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => name)
          .join(" "),
      );
    assert(!(await loaded()).includes("/emulator-"), "the emulator is not part of the first load");
    await page.getByRole("button", { name: "Send", exact: true }).hover();
    await page.waitForFunction(() =>
      performance.getEntriesByType("resource").some(({ name }) => name.includes("/emulator-")),
    );
    // The machine is shared with other tests: the bound is for what is broken, the diagnostic for what is slow.
    assert(Math.min(...times) < 3_000);
  });
});
