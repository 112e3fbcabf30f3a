// The forms, which are made of the schemas: what they ask for, what they keep, and where the package's issues stand.

/* global document */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { example, step, withPage } from "./playground.mjs";

const schema = (version) =>
  JSON.parse(readFileSync(new URL(`../../target/schema/${version}.json`, import.meta.url), "utf8")).$defs;

const body = async (page) => JSON.parse(await page.locator(".request .code").first().innerText());

describe("forms", { concurrency: 4 }, () => {
  test("every channel of the schema can be chosen, in every version", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      for (const version of ["v1", "v1.1"]) {
        await page.getByLabel(version, { exact: true }).check();
        const channels = schema(version).Link.oneOf.map(
          ({ $ref }) => schema(version)[$ref.split("/").at(-1)].properties.type.const,
        );
        const shown = page.getByLabel(/^type/).locator("option");
        assert.deepEqual(await shown.allInnerTexts(), channels);
      }
    });
  });

  test("an issue stands beside its field, with its path, and goes when it is put right", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      const number = page.getByLabel(/^phoneNumber/);
      await number.fill("514 555");
      const issue = page.locator(".step-form .issue");
      assert.match(await issue.innerText(), /^phoneNumber must be a phone number with \+ and its country code/);
      assert.equal(await number.getAttribute("aria-invalid"), "true");
      assert((await number.getAttribute("aria-describedby")).includes("link:phoneNumber:issues"));
      assert(await page.getByRole("button", { name: "Send", exact: true }).isDisabled());
      await number.fill("+1 514-555-5555");
      await issue.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Send", exact: true }).isEnabled();
      // Spaces and hyphens are taken out by the package, which the JSON shows.
      await page.waitForFunction(() => document.querySelector(".request .code").textContent.includes("+15145555555"));
    });
  });

  test("an issue of another step leads to its field", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      await page.getByLabel(/^type/).selectOption("messenger");
      await page.locator(".problems button", { hasText: "confirmation.message" }).click();
      await page.waitForFunction(() => document.activeElement?.id.startsWith("link:confirmation"));
      assert.equal(await page.locator(".step[data-open=true] .step-title").innerText(), "Confirmation");
    });
  });

  test("another channel keeps what it can", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      await page.getByLabel(/^phoneNumber/).fill("+49301234567");
      await page.getByLabel(/^type/).selectOption("messagebird");
      assert.deepEqual(await body(page), {
        type: "messagebird",
        phoneNumber: "+49301234567",
        confirmation: { type: "immediate" },
      });
    });
  });

  test("optional fields, lists and facts are added and removed", async () => {
    await withPage(async (page) => {
      await step(page, "Message");
      await page.getByText(/optional fields$/).click();
      await page.getByRole("button", { name: "Add actions" }).click();
      await page.getByLabel(/^uri/).fill("https://example.com");
      await page.getByLabel(/^text/).first().fill("Open");
      await page.getByRole("button", { name: "Add metadata" }).click();
      await page.getByLabel("Name of a new entry in metadata").fill("seats");
      await page.keyboard.press("Enter");
      await page.getByLabel("seats", { exact: true }).fill("4");
      await page.waitForFunction(() => document.querySelector(".request .code").textContent.includes('"seats": 4'));
      const { actions, metadata } = await body(page);
      assert.deepEqual(
        { actions, metadata },
        {
          actions: [{ type: "link", text: "Open", uri: "https://example.com" }],
          metadata: { seats: 4 },
        },
      );
      await page.getByRole("button", { name: "Remove actions", exact: true }).click();
      await page.waitForFunction(() => !document.querySelector(".request .code").textContent.includes("actions"));
    });
  });

  test("a number is written as one writes it", async () => {
    await withPage(async (page) => {
      await step(page, "Message");
      await page.getByLabel(/^type/).selectOption("location");
      await page.getByLabel(/^lat/).pressSequentially("45.50");
      await page.getByLabel(/^long/).pressSequentially("-73.6");
      assert.deepEqual((await body(page)).coordinates, { lat: 45.5, long: -73.6 });
      assert.equal(await page.getByLabel(/^lat/).inputValue(), "45.50");
    });
  });

  test("what one of several fields is needed for is said, and offered", async () => {
    await withPage(async (page) => {
      await step(page, "Message");
      await page.getByLabel(/^type/).selectOption("image");
      await page.getByLabel(/^type/).selectOption("text");
      await page.getByLabel(/^text/).fill("");
      await page.locator(".step-form .issue", { hasText: "needs at least one of text and actions" }).waitFor();
      await page.getByText(/optional fields$/).click();
      await page.getByRole("button", { name: "Add destination" }).click();
      await page.getByLabel(/^integrationId/).waitFor();
    });
  });

  test("a missing user leads from the link to the user", async () => {
    await withPage(async (page) => {
      await page.getByLabel(/^userId/).fill("");
      await step(page, "Channel");
      await page.locator(".problems button", { hasText: "userId" }).click();
      await page.waitForFunction(() => document.activeElement?.id === "create:userId");
    });
  });

  test("a channel that a version lacks is refused in it, and the versions stand side by side", async () => {
    await withPage(async (page) => {
      await example(page, "WhatsApp, asked first");
      await step(page, "Channel");
      await page.getByText("The same in each version").click();
      const rows = page.locator(".versions dl > div");
      assert.match(await rows.nth(0).innerText(), /^v1\s+type /);
      assert.match(await rows.nth(1).innerText(), /v1\.1\s+POST \/v1\.1\/appusers\/ada\/channels/);
      await page.getByLabel("v1", { exact: true }).check();
      await page.locator(".problems", { hasText: "type" }).waitFor();
    });
  });

  test("an address that is none leaves nothing to send, and says so", async () => {
    await withPage(async (page) => {
      await step(page, "Token");
      await page.getByLabel("baseUrl").fill("nonsense");
      await page.locator(".step-form .issue", { hasText: "baseUrl" }).waitFor();
      await step(page, "User");
      await page.locator(".problems", { hasText: "The client is refused" }).waitFor();
      assert(await page.getByRole("button", { name: "Send", exact: true }).isDisabled());
      await page.locator(".problems button").click();
      await page.getByLabel("baseUrl").fill("https://api.eu-1.smooch.io");
      await step(page, "User");
      assert.match(await page.locator(".endpoint").innerText(), /https:\/\/api\.eu-1\.smooch\.io\/v1\/appusers$/);
    });
  });

  test("another key is refused by the emulator, and the secret is shown nowhere", async () => {
    await withPage(async (page) => {
      await step(page, "Token");
      await page.getByLabel("secret").fill("a-secret-of-my-own");
      await step(page, "User");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator(".failure", { hasText: "AuthenticationError" }).waitFor();
      const content = await page.locator("body").innerHTML();
      assert(!content.includes("a-secret-of-my-own"));
      assert.match(await page.locator(".headers").innerText(), /Bearer eyJhbGciOiJI…••••••••/);
    });
  });
});
