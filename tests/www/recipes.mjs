// The recipes from end to end: what is sent, what comes back, and what the person sees.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { example, hashOf, NARROW, runAll, step, timeline, version, WIDE, withPage } from "./playground.mjs";

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
      await page.locator(".webhook[data-trigger=postback]").waitFor();
      assert.deepEqual((await timeline(page)).slice(-2), ["person taps “Keep it”", "webhook postback KEEP_TABLE"]);
    });
  });

  test("a link that waits for the person is done when they reply, in v1.1", async () => {
    await withPage(async (page) => {
      await example(page, "WhatsApp, asked first");
      await step(page, "Confirmation");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.locator(".call[data-operation=send]").waitFor();
      assert.equal(await page.locator(".link-state").innerText(), "pending");
      await page.getByLabel("Write back as the person").fill("Yes, please");
      await page.getByRole("button", { name: "Reply" }).click();
      await page.locator('.webhook[data-trigger="client:add"]').waitFor();
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
      await page.locator('.webhook[data-trigger="link:success"]').waitFor();
    });
  });

  test("a user that is there already is answered with a conflict", async () => {
    await withPage(async (page) => {
      const send = page.getByRole("button", { name: "Send", exact: true });
      await send.click();
      await page.locator(".call[data-state=done]").waitFor();
      await send.click();
      await page.locator(".call[data-error=ConflictError]").waitFor();
    });
  });

  for (const viewport of [WIDE, NARROW]) {
    for (const { title, channel, text, first } of RECIPES.filter(({ channel }) => channel !== "messenger")) {
      test(`${title} goes from the user to the message in v2 at ${viewport.width} px`, async () => {
        await withPage(
          async (page) => {
            await example(page, title);
            await version(page, "v2");
            const receipts = channel === "mailgun" ? ["channel"] : ["channel", "user"];
            await runAll(page, receipts.at(-1));
            assert.deepEqual((await timeline(page)).map(withoutIds), [
              "call smooch.create resolved 1 POST /v2/…/users 201",
              "call smooch.link resolved looks GET /v2/…/integrations 200" +
                " looks GET /v2/…/conversations 200 makes POST /v2/…/conversations 201" +
                " 1 POST /v2/…/users/some-user-id/clients 201",
              "webhook conversation:create",
              `webhook client:add ${channel}: channelLinking`,
              `webhook client:update ${channel}: matched`,
              `webhook client:update ${channel}: confirmed`,
              // What was found for the link is remembered for the message.
              "call smooch.send resolved 1 POST /v2/…/conversations/…/messages 201",
              `webhook conversation:message ${text}`,
              ...receipts.map((receipt) => `webhook conversation:message:delivery:${receipt} ${channel}`),
            ]);
            assert.deepEqual(await page.locator(".bubble .words").allInnerTexts(), [first, text]);
            assert.equal(await page.locator(".link-state").innerText(), "linked");
          },
          { viewport },
        );
      });
    }
  }

  test("a tap in v2 comes back as a postback of v2", async () => {
    const keep = { type: "postback", text: "Keep it", payload: "KEEP_TABLE" };
    const hash = hashOf({
      version: "v2",
      step: "message",
      bodies: {
        create: { userId: "ada" },
        link: { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
        send: { role: "appMaker", type: "text", text: "Shall we keep it?", actions: [keep] },
      },
    });
    await withPage(
      async (page) => {
        await runAll(page);
        await page.locator(".device").getByRole("button", { name: "Keep it" }).click();
        await page.locator('.webhook[data-trigger="conversation:postback"]').waitFor();
        assert.deepEqual((await timeline(page)).slice(-2), [
          "person taps “Keep it”",
          "webhook conversation:postback KEEP_TABLE",
        ]);
      },
      { hash },
    );
  });

  test("a link that waits for the person is done when they reply, in v2", async () => {
    await withPage(async (page) => {
      await example(page, "WhatsApp, asked first");
      await version(page, "v2");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.locator(".call[data-operation=send]").waitFor();
      assert.equal(await page.locator(".link-state").innerText(), "pending");
      await page.getByLabel("Write back as the person").fill("Yes, please");
      await page.getByRole("button", { name: "Reply" }).click();
      await page.locator(".webhook", { hasText: "whatsapp: confirmed" }).waitFor();
      assert.equal(await page.locator(".link-state").innerText(), "linked");
    });
  });

  test("a link that fails says why in v2", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      await step(page, "Channel");
      await page.getByLabel(/^phoneNumber/).fill("+15145550001");
      await page.getByRole("button", { name: "Run all steps" }).click();
      await page.locator('.webhook[data-bad=true][data-trigger="client:remove"]').waitFor();
      assert((await timeline(page)).some((line) => /^webhook client:remove twilio: \w+/.test(line)));
    });
  });

  test("what the client found is shown in the request, and the user that v1 made is found in v2", async () => {
    await withPage(async (page) => {
      await runAll(page);
      await version(page, "v2");
      await step(page, "Message");
      assert.equal(await page.locator(".endpoint mark").innerText(), "found-by-the-client");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator('.webhook[data-trigger="conversation:message:delivery:user"]').waitFor();
      const calls = (await timeline(page)).filter((line) => line.startsWith("call")).map(withoutIds);
      assert.equal(
        calls.at(-1),
        "call smooch.send resolved looks GET /v2/…/conversations 200" + " 1 POST /v2/…/conversations/…/messages 201",
      );
      const id = await page.locator(".endpoint mark").first().innerText();
      assert.match(id, /^[0-9a-f]{24}$/);
      const sent = page.locator(".attempt").last();
      await sent.locator("summary").click();
      assert((await sent.locator(".endpoint").innerText()).endsWith(`/conversations/${id}/messages`));
      // Whoever starts over is not known any more.
      await page.getByRole("button", { name: "Start over" }).click();
      await page.locator(".endpoint mark", { hasText: "found-by-the-client" }).waitFor();
    });
  });

  test("another app than the emulator's is refused by it", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      await step(page, "Token");
      await page.getByLabel("appId").fill("of-someone-else");
      await step(page, "User");
      await page.locator(".endpoint", { hasText: /\/v2\/apps\/of-someone-else\/users$/ }).waitFor();
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator(".failure").waitFor();
    });
  });
});

/** A line of the timeline, without the ids of the service. */
function withoutIds(line) {
  return line.replace(/ ▸.*/, "").replace(/\/[0-9a-f]{4}…/g, "/…");
}
