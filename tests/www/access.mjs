// Who uses the page without a mouse, without seeing it, on a telephone or in the dark.

/* global document, getComputedStyle, innerWidth */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";

import { NARROW, WIDE, withPage } from "./playground.mjs";
import { states } from "./states.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const LOOKS = [WIDE, NARROW].flatMap((viewport) => ["light", "dark"].map((colorScheme) => ({ viewport, colorScheme })));

describe("access", { concurrency: 4 }, () => {
  for (const [name, arrive] of Object.entries(states)) {
    test(`axe finds nothing, and nothing sticks out: ${name}`, async () => {
      await withPage(async (page) => {
        await arrive(page);
        await page.evaluate(axe);
        for (const { viewport, colorScheme } of LOOKS) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          const { violations } = await page.evaluate(() =>
            globalThis.axe.run(document, { resultTypes: ["violations"] }),
          );
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
          );
          assert.deepEqual(found, [], `${viewport.width} px, ${colorScheme}`);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert(overflow <= 0, `the page is ${overflow} px too wide at ${viewport.width} px`);
        }
      });
    });
  }

  test("the columns stand side by side where there is room, below each other where there is none", async () => {
    const tops = async (page) => {
      const boxes = await Promise.all(
        ["steps", "request", "happens"].map((id) => page.locator(`#${id}`).boundingBox()),
      );
      return boxes.map(({ y }) => Math.round(y));
    };
    await withPage(async (page) => assert.equal(new Set(await tops(page)).size, 1), { viewport: WIDE });
    await withPage(
      async (page) => {
        const [first, second, third] = await tops(page);
        assert(first < second && second < third);
      },
      { viewport: NARROW },
    );
  });

  test("all of it works by keyboard alone, and the focus is always seen", async () => {
    await withPage(async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to what is sent");
      await tabTo(page, "Mailgun e-mail");
      await page.keyboard.press("Enter");
      await tabTo(page, /Message/);
      await page.keyboard.press("Enter");
      await tabTo(page, /^text/);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("By hand, without a mouse");
      await tabTo(page, "Run all steps");
      await page.keyboard.press("Enter");
      await page.locator(".bubble", { hasText: "By hand, without a mouse" }).waitFor();
      await tabTo(page, "Request");
      await page.keyboard.press("ArrowRight");
      assert.equal(await focused(page), "TypeScript");
      await tabTo(page, "Write back as the person");
      await page.keyboard.type("Thank you");
      await page.keyboard.press("Enter");
      await page.locator('.webhook[data-trigger="message:appUser"]').waitFor();
    });
  });

  test("the policy allows its own files and WebAssembly, and nothing else", async () => {
    await withPage(async (page) => {
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
      assert.deepEqual(policy.split("; "), [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
      ]);
    });
  });

  test("what happens is said", async () => {
    await withPage(async (page) => {
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator("[role=status]", { hasText: "smooch.create is done." }).waitFor({ state: "attached" });
    });
  });
});

/** The name of what has the focus; fails where the focus cannot be seen. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return "";
    const { outlineStyle } = getComputedStyle(element);
    const around = element.closest(".switch");
    const seen = outlineStyle !== "none" || (around && getComputedStyle(around).outlineStyle !== "none");
    if (!seen) throw new Error(`the focus cannot be seen on ${element.outerHTML.slice(0, 200)}`);
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return label.trim();
  });
}

async function tabTo(page, name) {
  const seen = [];
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (typeof name === "string" ? now === name : name.test(now)) return;
    seen.push(now);
  }
  assert.fail(`${name} is not reached by Tab; reached: ${seen.join(" · ")}`);
}
