// The forms, which are made of the schemas: what they ask for, what they keep, and where the package's issues stand.

/* global document */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { becomes, example, hashOf, step, version, withPage, words } from "./playground.mjs";

/** The schemas that the forms are made of. */
const FILES = { v1: "v1", "v1.1": "v1.1", v2: "v2-flat" };

const schema = (version) =>
  JSON.parse(readFileSync(new URL(`../../target/schema/${FILES[version]}.json`, import.meta.url), "utf8")).$defs;

const body = async (page) => JSON.parse(await page.locator(".request .code").first().innerText());

describe("forms", { concurrency: 4 }, () => {
  test("every channel of the schema can be chosen, in every version", async () => {
    await withPage(async (page) => {
      await step(page, "Channel");
      for (const version of Object.keys(FILES)) {
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
      await becomes(() => body(page), {
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
      await becomes(async () => (await body(page)).coordinates, { lat: 45.5, long: -73.6 });
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
      assert.match(await rows.nth(2).innerText(), /v2\s+POST \/v2\/apps\/\w+\/users\/ada\/clients\s+{"matchCriteria":/);
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
      await page.locator(".endpoint", { hasText: /https:\/\/api\.eu-1\.smooch\.io\/v1\/appusers$/ }).waitFor();
    });
  });

  test("another key is refused by the emulator, and the secret is shown nowhere", async () => {
    await withPage(async (page) => {
      await step(page, "Token");
      await page.getByLabel("secret").fill("a-secret-of-my-own");
      await step(page, "User");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator(".call[data-error=AuthenticationError]").waitFor();
      const content = await page.locator("body").innerHTML();
      assert(!content.includes("a-secret-of-my-own"));
      assert.match(await page.locator(".headers").innerText(), /Bearer eyJhbGciOiJI…••••••••/);
    });
  });

  test("the draft stays and the request changes with the version", async () => {
    await withPage(async (page) => {
      await step(page, "Message");
      const bodies = {};
      for (const name of ["v1", "v1.1", "v2"]) {
        await version(page, name);
        await page.locator(".endpoint", { hasText: `/${name}/` }).waitFor();
        bodies[name] = await body(page);
        assert.match(await page.getByLabel(/^text/).inputValue(), /^A message over Twilio/);
      }
      const text = "A message over Twilio SMS, as requested.";
      const flat = { role: "appMaker", type: "text", text };
      const groups = { author: { type: "business" }, content: { type: "text", text } };
      assert.deepEqual(bodies, { v1: flat, "v1.1": flat, v2: groups });
    });
  });

  test("in v2 nobody is asked for what the client finds, and it is marked as found", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      await step(page, "Channel");
      const found = page.locator(".found");
      await found.waitFor();
      assert.deepEqual(await page.locator(".request .code mark").allInnerTexts(), [
        '"5ec0de5ec0de5ec0de000001"',
        '"found-by-the-client"',
      ]);
      assert.match(
        (await found.innerText()).replace(/\s+/g, " "),
        /integrationId the app’s integration of type twilio GET …\/integrations\?filter\[types\]=twilio.* conversationId the default conversation of some-user-id, made where there is none, not looked for yet/,
      );
      assert.equal(await page.locator(".step-form .issue").count(), 0);
      const call = await words(page, "TypeScript");
      assert.match(call, /apiVersion: "v2",\s+appId: process\.env\.SMOOCH_APP_ID/);
      assert(!/integrationId:|conversationId:/.test(call), call);
      // Whoever gives one, gives it.
      await page.getByText(/optional fields$/).click();
      await page.getByRole("button", { name: "Add integrationId" }).click();
      await page.getByLabel(/^integrationId/).fill("of-my-own");
      await page.getByRole("tab", { name: "Request", exact: true }).click();
      await page.locator(".request .code", { hasText: "of-my-own" }).waitFor();
      assert.equal(await page.locator(".request .code mark").count(), 1);
      await version(page, "v1");
      await becomes(() => found.count(), 0);
    });
  });

  test("what v2 lacks is said beside its field", async () => {
    const lacking = {
      create: { userId: "ada", credentialRequired: true },
      link: { type: "messenger", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
      send: {
        role: "appMaker",
        type: "carousel",
        email: "bot@example.com",
        items: [{ title: "One", actions: [{ type: "share" }] }],
      },
    };
    await withPage(
      async (page) => {
        const issues = page.locator(".step-form .issue");
        const channel = page.locator(".field", { has: page.getByLabel(/^type/) });
        assert.match(await channel.locator(".issue").innerText(), /"messenger" only in v1 and v1\.1/);
        assert.match(await channel.locator("option").first().innerText(), /^messenger \(not in v2\)$/);
        await step(page, "Confirmation");
        await page.getByText("is asked for once type is one that this version has").waitFor();
        await step(page, "User");
        assert.match(await issues.innerText(), /^credentialRequired exists only in v1,/);
        await step(page, "Message");
        const texts = (await issues.allInnerTexts()).join("\n");
        assert.match(texts, /^email exists only in v1 and v1\.1/m);
        assert.match(texts, /^items\[0\]\.actions\[0\]\.type may be "share" only in v1 and v1\.1/m);
        await version(page, "v1.1");
        await page.locator(".step-form .issue", { hasText: "share" }).waitFor({ state: "detached" });
      },
      { hash: hashOf({ version: "v2", step: "channel", bodies: lacking }) },
    );
  });

  test("a message without a user is refused in v2 too, whose path names no user", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      await page.getByLabel(/^userId/).fill("");
      await step(page, "Message");
      await page.locator(".problems button", { hasText: "userId" }).waitFor();
      assert(await page.getByRole("button", { name: "Send", exact: true }).isDisabled());
    });
  });

  test("an example keeps the version where that has its channel", async () => {
    await withPage(async (page) => {
      const chosen = () => page.locator("input[name=version]:checked").inputValue();
      await version(page, "v2");
      await example(page, "Mailgun e-mail");
      assert.equal(await chosen(), "v2");
      await example(page, "WhatsApp, asked first");
      assert.equal(await chosen(), "v2");
      await example(page, "Messenger");
      assert.equal(await chosen(), "v1");
    });
  });
});
