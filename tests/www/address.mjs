// The link that holds the state, and what it must not hold.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { draftOf, hashOf, ready, step, version, withPage } from "./playground.mjs";

describe("address", () => {
  test("a link brings back what was filled in, and nothing of the key", async () => {
    await withPage(async (page) => {
      await step(page, "Token");
      await page.getByLabel("secret").fill("a-secret-of-my-own");
      await page.getByLabel("keyId").fill("app_mine");
      await step(page, "Message");
      await page.getByLabel(/^text/).fill("Grüße, 🍕");
      await page.getByLabel("v1.1", { exact: true }).check();
      await page.getByRole("button", { name: "Copy link" }).click();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(link, page.url());
      const held = Buffer.from(new URL(link).hash.slice(3), "base64url").toString();
      assert(held.includes("Grüße, 🍕"));
      assert(!/a-secret|app_mine/.test(held));
      await page.goto("about:blank");
      await page.goto(link);
      await ready(page);
      assert.equal(await page.getByLabel(/^text/).inputValue(), "Grüße, 🍕");
      assert(await page.getByLabel("v1.1", { exact: true }).isChecked());
    });
  });

  test("a link holds v2, and nothing of what was found", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      await version(page, "v2");
      await page.waitForURL((url) => draftOf(url)?.version === "v2");
      const link = page.url();
      const held = draftOf(link);
      assert.deepEqual(Object.keys(held.bodies.link), ["type", "phoneNumber", "confirmation"]);
      await page.goto("about:blank");
      await page.goto(link);
      await ready(page);
      assert(await page.getByLabel("v2", { exact: true }).isChecked());
      await page.locator(".endpoint", { hasText: /\/v2\/apps\/\w+\/users\/some-user-id\/clients$/ }).waitFor();
    });
  });

  test("an example has an address of its own", async () => {
    await withPage(
      async (page) => {
        assert.equal(await page.locator(".examples [aria-pressed=true]").innerText(), "Messenger");
      },
      { hash: "#messenger" },
    );
  });

  test("a damaged or foreign address does no harm", async () => {
    const odd = hashOf({
      version: "v9",
      step: "nowhere",
      bodies: { create: {}, link: { type: 5 }, send: { text: {} } },
    });
    for (const hash of ["#d=%%%", "#d=bnVsbA", odd]) {
      await withPage(async (page) => assert.equal(await page.locator(".step").count(), 5), { hash });
    }
  });
});
