// The recipes from end to end: what is sent, what comes back, and what the person sees.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { example, NARROW, runAll, step, timeline, WIDE, withPage } from "./playground.mjs";

const RECIPES = [
  {
    title: "Twilio SMS",
    channel: "twilio",
    text: "A message over Twilio SMS, as requested.",
    first: "You can now exchange messages with Your App here.",
  },
  {
    title: "Messenger",
    channel: "messenger",
    text: "A message over Messenger, as requested.",
    first: "Let’s connect on Messenger",
  },
  {
    title: "Mailgun e-mail",
    channel: "mailgun",
    text: "A message over e-mail, as requested.",
    first: "You can now exchange messages with Your App here.",
  },
];

describe("recipes", { concurrency: 4 }, () => {
  for (const viewport of [WIDE, NARROW]) {
    for (const { title, channel, text, first } of RECIPES) {
      test(`${title} goes from the user to the message at ${viewport.width} px`, async () => {
        await withPage(
          async (page) => {
            await example(page, title);
            await runAll(page);
            assert.deepEqual(
              (await timeline(page)).map((line) => line.replace(/ ▸.*/, "")),
              [
                "call smooch.create resolved 1 POST /v1/appusers 201",
                "call smooch.link resolved 1 POST /v1/appusers/some-user-id/channels 200",
                `webhook link:match ${channel}`,
                `webhook link:success ${channel}`,
                "call smooch.send resolved 1 POST /v1/appusers/some-user-id/messages 201",
                `webhook message:appMaker ${text}`,
                `webhook delivery:success ${channel}: ${text}`,
              ],
            );
            assert.deepEqual(await page.locator(".bubble .words").allInnerTexts(), [first, text]);
            assert.equal(await page.locator(".link-state").innerText(), "linked");
          },
          { viewport },
        );
      });
    }
  }

  test("an e-mail has its subject and its address", async () => {
    await withPage(async (page) => {
      await example(page, "Mailgun e-mail");
      await runAll(page);
      const letter = page.locator(".bubble").last();
      assert.equal(await letter.locator(".mail-subject dd").innerText(), "This will be the subject of the email");
      assert.match(await letter.innerText(), /their@email\.com/);
    });
  });

  test("a tap on a button comes back as a postback", async () => {
    await withPage(async (page) => {
      await example(page, "Buttons that answer");
      await runAll(page);
      await page.locator(".device").getByRole("button", { name: "Keep it" }).click();
      await page.locator(".webhook", { hasText: "webhook postback" }).waitFor();
      assert.deepEqual((await timeline(page)).slice(-2), ["person taps “Keep it”", "webhook postback KEEP_TABLE"]);
    });
  });

  test("a link that waits for the person is done when they reply, in v1.1", async () => {
    await withPage(async (page) => {
      await example(page, "WhatsApp, asked first");
      await step(page, "Confirmation");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.locator(".call", { hasText: "smooch.send" }).waitFor();
      assert.equal(await page.locator(".link-state").innerText(), "pending");
      await page.getByLabel("Write back as the person").fill("Yes, please");
      await page.getByRole("button", { name: "Reply" }).click();
      await page.locator(".webhook", { hasText: "client:add" }).waitFor();
      assert.equal(await page.locator(".link-state").innerText(), "linked");
      assert.equal(await page.locator(".bubble[data-from=person]").innerText(), "Yes, please");
      await step(page, "Message");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByRole("button", { name: "Where is it?" }).click();
      await page.locator(".bubble[data-from=person]", { hasText: "Where is it?" }).waitFor();
    });
  });

  test("a link that fails says why", async () => {
    await withPage(async (page) => {
      await example(page, "Messenger");
      await step(page, "Channel");
      await page.getByLabel(/^phoneNumber/).fill("+15145550001");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.locator(".webhook[data-bad=true]", { hasText: "(#100) No matching user found" }).waitFor();
    });
  });

  test("a prompt is answered with yes", async () => {
    await withPage(async (page) => {
      await step(page, "Confirmation");
      await page.getByLabel("type", { exact: false }).selectOption("prompt");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.getByRole("button", { name: "Yes" }).click();
      await page.locator(".webhook", { hasText: "link:success" }).waitFor();
    });
  });

  test("a user that is there already is answered with a conflict", async () => {
    await withPage(async (page) => {
      const send = page.getByRole("button", { name: "Send", exact: true });
      await send.click();
      await page.locator(".call[data-state=done]").waitFor();
      await send.click();
      await page.locator(".failure", { hasText: "ConflictError" }).waitFor();
    });
  });
});
