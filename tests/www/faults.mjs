// Each fault of the switch: the attempts, and what the package says of them.

/* global document */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { lastCall, runAll, step, version, withPage } from "./playground.mjs";

/** The last call under a fault that happens once, and with it every time. */
const FAULTS = [
  {
    title: "429, Retry-After 1 s",
    once: { state: "done", error: null, attempts: ["1: 429", "2: 201"] },
    always: { state: "failed", error: "RateLimitError", attempts: ["1: 429", "2: 429", "3: 429"] },
    sent: "no",
  },
  {
    title: "503, Retry-After 1 s",
    once: { state: "done", error: null, attempts: ["1: 503", "2: 201"] },
    always: { state: "failed", error: "ServerError", attempts: ["1: 503", "2: 503", "3: 503"] },
    sent: "no",
  },
  {
    title: "Connection reset, request lost",
    once: { state: "failed", error: "ConnectionError", attempts: ["1: lost"] },
    sent: "maybe",
  },
  {
    title: "Connection reset, answer lost",
    once: { state: "failed", error: "ConnectionError", attempts: ["1: lost"] },
    sent: "maybe",
  },
  {
    title: "Silence",
    once: { state: "failed", error: "TimeoutError", attempts: ["1: timed out"] },
    sent: "maybe",
  },
  {
    title: "Cut answer",
    once: { state: "failed", error: "ResponseError", attempts: ["1: 201"] },
    sent: "yes",
  },
];

async function spoil(page, title, times) {
  await page.getByLabel("What goes wrong").selectOption({ label: title });
  await page.getByLabel("How often").selectOption({ label: times });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".call[data-state=running]").waitFor({ state: "detached" });
}

/** What the failure of the last call says of whether the service got it. */
const sentOf = (page) => page.locator(".timeline > .call").last().locator("[data-field=sent] dd").innerText();

describe("faults", { concurrency: 6 }, () => {
  for (const { title, once, always, sent } of FAULTS) {
    for (const name of ["v1", "v2"]) {
      test(`${title}, once, in ${name}`, async () => {
        await withPage(async (page) => {
          await version(page, name);
          await step(page, "Message");
          await runAll(page);
          await spoil(page, title, "once");
          assert.deepEqual(await lastCall(page), once);
          if (once.error) assert.equal(await sentOf(page), sent);
        });
      });
    }
    if (!always) continue;
    test(`${title}, always`, async () => {
      await withPage(async (page) => {
        await step(page, "Message");
        await runAll(page);
        await spoil(page, title, "always");
        assert.deepEqual(await lastCall(page), always);
        assert.equal(await sentOf(page), sent);
      });
    });
  }

  for (const name of ["v1", "v2"]) {
    test(`with dedupe a lost answer is looked for in ${name}, and nobody reads the message twice`, async () => {
      await withPage(async (page) => {
        await version(page, name);
        await step(page, "Message");
        await runAll(page);
        await page.getByLabel(/dedupe/).check();
        await spoil(page, "Connection reset, answer lost", "once");
        const { state, attempts } = await lastCall(page);
        assert.deepEqual([state, attempts[0]], ["done", "1: lost"]);
        assert.match(attempts.at(-1), /^looks: /);
        assert.equal(await page.locator(".bubble[data-kind=message]").count(), 2);
      });
    });
  }

  test("a wait is shown while it lasts", async () => {
    await withPage(async (page) => {
      await page.getByLabel("What goes wrong").selectOption({ label: "429, Retry-After 1 s" });
      // Watched from before it begins: it lasts a second.
      await page.evaluate(() => {
        const text = "Waits before it tries again…";
        globalThis.waits = new Promise((resolve) => {
          const look = () => document.body.innerText.includes(text) && resolve(true);
          new globalThis.MutationObserver(look).observe(document.body, {
            childList: true,
            subtree: true,
            characterData: true,
          });
        });
      });
      await page.getByRole("button", { name: "Send", exact: true }).click();
      assert.equal(await page.evaluate(() => globalThis.waits), true);
      await page.locator(".call[data-state=done]").waitFor();
    });
  });
});
