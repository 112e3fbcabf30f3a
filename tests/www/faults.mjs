// Each fault of the switch: the attempts, and what the package says of them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { runAll, step, timeline, version, withPage } from "./playground.mjs";

/** What the call of a message shows under a fault that happens once, and with it every time. */
const FAULTS = [
  {
    title: "429, Retry-After 1 s",
    once: /resolved 1 POST \S+ 429 waited 2 POST \S+ 201/,
    always: /RateLimitError .* sent no/,
  },
  {
    title: "503, Retry-After 1 s",
    once: /resolved 1 POST \S+ 503 waited 2 POST \S+ 201/,
    always: /ServerError .* sent no/,
  },
  { title: "Connection reset, request lost", once: /rejected 1 POST \S+ lost ConnectionError .* sent maybe/ },
  { title: "Connection reset, answer lost", once: /rejected 1 POST \S+ lost ConnectionError .* sent maybe/ },
  { title: "Silence", once: /rejected 1 POST \S+ timed out TimeoutError .* sent maybe/ },
  { title: "Cut answer", once: /rejected 1 POST \S+ 201 ResponseError .* sent yes/ },
];

async function spoil(page, title, times) {
  await page.getByLabel("What goes wrong").selectOption({ label: title });
  await page.getByLabel("How often").selectOption({ label: times });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".call[data-state=running]").waitFor({ state: "detached", timeout: 15_000 });
}

const lastCall = async (page) => (await timeline(page)).findLast((line) => line.startsWith("call"));

describe("faults", { concurrency: 6 }, () => {
  for (const { title, once, always } of FAULTS) {
    for (const name of ["v1", "v2"]) {
      test(`${title}, once, in ${name}`, async () => {
        await withPage(async (page) => {
          await version(page, name);
          await step(page, "Message");
          await runAll(page);
          await spoil(page, title, "once");
          assert.match(await lastCall(page), once);
        });
      });
    }
    if (!always) continue;
    test(`${title}, always`, async () => {
      await withPage(async (page) => {
        await step(page, "Message");
        await runAll(page);
        await spoil(page, title, "always");
        const call = await lastCall(page);
        assert.match(call, /1 POST .* 2 POST .* 3 POST/);
        assert.match(call, always);
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
        assert.match(await lastCall(page), /resolved 1 POST \S+ lost .*looks GET/);
        assert.equal(await page.locator(".bubble[data-kind=message]").count(), 2);
      });
    });
  }

  test("a wait is shown while it lasts", async () => {
    await withPage(async (page) => {
      await page.getByLabel("What goes wrong").selectOption({ label: "429, Retry-After 1 s" });
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText("Waits before it tries again…").waitFor();
      await page.locator(".call[data-state=done]").waitFor();
    });
  });
});
