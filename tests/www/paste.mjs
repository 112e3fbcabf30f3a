// What is pasted: the guide's broken commands, and the ways in which commands and JSON break elsewhere.

/* global document */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { becomes, draftOf, step, version, withPage, words } from "./playground.mjs";

/** The bodies as the guide meant them. */
const GUIDE = [
  {
    title: "Twilio",
    says: [
      /closed too early, right after “phoneNumber”: “confirmation” is left outside.*Line 3, column 58: expected a comma, found a closing brace/,
    ],
    meant: { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
  },
  {
    title: "Messenger",
    says: [/closed too early, right after “phoneNumber”/, /“â€™” is “’” in UTF-8 that was read as Windows-1252/],
    meant: {
      type: "messenger",
      phoneNumber: "+15145555555",
      confirmation: {
        type: "immediate",
        message: { role: "appMaker", type: "text", text: "Let’s connect on Messenger" },
      },
    },
  },
  {
    title: "Mailgun",
    says: [/closed too early, right after “address”: “confirmation” and “subject” are left outside/],
    meant: {
      type: "mailgun",
      address: "their@email.com",
      confirmation: { type: "immediate" },
      subject: "This will be the subject of the email",
    },
  },
];

/** Other breaks: what is said, and what the body is once repaired; none where no repair can be known. */
const BREAKS = [
  [
    "a comma is missing",
    '{"role": "appMaker"\n "type": "text"}',
    /A comma is missing.*Line 1, column 20/,
    { role: "appMaker", type: "text" },
  ],
  ["a comma too many", '{"userId": "ada",}', /No name follows this comma.*Line 1, column 17/, { userId: "ada" }],
  [
    "never closed",
    '{"type": "twilio", "confirmation": {"type": "immediate"}',
    /never closed/,
    { type: "twilio", confirmation: { type: "immediate" } },
  ],
  ["closed once too often", '{"userId": "ada"}}', /nothing is open that it could close/, { userId: "ada" }],
  ["single quotes", "{'userId': 'ada'}", /JSON knows double quotes only/, { userId: "ada" }],
  ["curly quotes", "{“userId”: “ada”}", /JSON knows double quotes only/, { userId: "ada" }],
  ["a name without quotes", '{userId: "ada"}', /The name userId needs double quotes/, { userId: "ada" }],
  ["a number with a plus", '{"phoneNumber": +15145555555}', undefined, undefined],
  ["a space that is none", '{\u00a0"userId": "ada"}', /looks like a space/, { userId: "ada" }],
  ["a text over two lines", '{"text": "one\ntwo"}', /cannot go over a line/, { text: "one\ntwo" }],
  [
    "words of Python",
    '{"userId": "ada", "credentialRequired": True}',
    /True is no value in JSON/,
    { userId: "ada", credentialRequired: true },
  ],
  [
    "a backslash that is missing",
    "curl https://api.smooch.io/v1/appusers -H 'authorization: Bearer x'\n  -d '{\"userId\": \"ada\"}'",
    /a backslash is missing/,
    { userId: "ada" },
  ],
  [
    "an apostrophe in single quotes",
    `curl https://api.smooch.io/v1/appusers/ada/messages -u "$A:$B" --json '{"role": "appMaker", "type": "text", "text": "Let's go"}'`,
    /This apostrophe ends the quoted text/,
    { role: "appMaker", type: "text", text: "Let's go" },
  ],
  [
    "a text in double quotes",
    String.raw`curl https://api.smooch.io/v1/appusers -H "authorization: Bearer x" -d "{\"userId\": \"ada\",}"`,
    /No name follows this comma/,
    { userId: "ada" },
  ],
  [
    "a token without its scheme",
    "curl https://api.smooch.io/v1/appusers -H 'authorization: eyJ' -d '{\"userId\": \"ada\"}'",
    /The scheme is missing/,
    { userId: "ada" },
  ],
  [
    "a URL in two",
    'curl https https://api.smooch.io/v1/appusers -u a:b -d \'{"userId": "ada"}\'',
    /alone is taken as a host/,
    { userId: "ada" },
  ],
  ["no JSON at all", "hello there", /neither like a curl command nor like JSON/, undefined],
];

/** What v2 has otherwise: what is said, and what the forms make of it. */
const V2 = [
  [
    "a message in groups",
    `curl https://api.smooch.io/v2/apps/a/conversations/c/messages -u a:b --json '{"author": {"type": "business", "displayName": "Bot"}, "content": {"type": "text", "text": "Hi"}, "metadata": {"a": 1}}'`,
    /Nothing is wrong with this Message\..*The conversation in the URL is left out: the client finds that of the user\..*v2’s own form/,
    "send",
    { role: "appMaker", type: "text", text: "Hi", name: "Bot", metadata: { a: 1 } },
  ],
  [
    "a template in groups",
    '{"author": {"type": "business"}, "schema": "whatsapp", "content": {"type": "template", "template": {"name": "hi", "language": {"policy": "deterministic", "code": "en"}}}}',
    /Nothing is wrong with this Message\./,
    "send",
    {
      role: "appMaker",
      messageSchema: "whatsapp",
      message: { type: "template", template: { name: "hi", language: { policy: "deterministic", code: "en" } } },
    },
  ],
  [
    "a link in groups",
    '{"matchCriteria": {"type": "twilio", "integrationId": "i", "phoneNumber": "+15145555555"}, "confirmation": {"type": "userActivity", "message": {"author": {"type": "business"}, "content": {"type": "text", "text": "Hi"}}}, "target": {"conversationId": "c"}}',
    /Nothing is wrong with this Link\..*v2’s own form/,
    "link",
    {
      type: "twilio",
      integrationId: "i",
      phoneNumber: "+15145555555",
      conversationId: "c",
      confirmation: { type: "userActivity", message: { role: "appMaker", type: "text", text: "Hi" } },
    },
  ],
  [
    "a user in groups",
    `curl https://my.zendesk.com/sc/v2/apps/a/users -u a:b --json '{"externalId": "ada", "profile": {"givenName": "Ada", "locale": "fr"}, "metadata": {"plan": "pro"}}'`,
    /Nothing is wrong with this CreateUser\./,
    "create",
    { userId: "ada", givenName: "Ada", locale: "fr", properties: { plan: "pro" } },
  ],
  [
    "a body of v1 at a URL of v2",
    `curl https://api.smooch.io/v2/apps/a/users/ada/clients -u a:b --json '{"type": "twilio", "phoneNumber": "+15145555555", "confirmation": {"type": "immediate"}}'`,
    /Nothing is wrong with this Link\..*the form of v1, which v2 itself would refuse/,
    "link",
    { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
  ],
  [
    "a body of v2 at a URL of v1",
    `curl https://api.smooch.io/v1/appusers/ada/messages -u a:b --json '{"author": {"type": "business"}, "content": {"type": "text", "text": "Hi"}}'`,
    /The URL is that of v1, the body that of v2, which v1 would refuse/,
    "send",
    { role: "appMaker", type: "text", text: "Hi" },
  ],
];

async function open(page) {
  await page.getByRole("button", { name: "Paste a curl or JSON" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

const said = async (dialog) => (await dialog.innerText()).replace(/\s+/g, " ");

async function take(page, dialog) {
  await dialog.getByRole("button", { name: "Use it in the forms" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** The body that the page shows. */
const shown = async (page) => JSON.parse(await page.locator(".request .code").first().innerText());

describe("paste", { concurrency: 4 }, () => {
  for (const { title, says, meant } of GUIDE) {
    test(`the guide's ${title} link is explained and repaired by a click`, async () => {
      await withPage(async (page) => {
        const dialog = await open(page);
        await dialog.getByRole("button", { name: title }).click();
        for (const sentence of says) assert.match(await said(dialog), sentence);
        await dialog.getByRole("button", { name: "Repair" }).click();
        await dialog.getByText("Nothing is wrong with this Link.").waitFor();
        await take(page, dialog);
        await becomes(() => shown(page), meant);
        await page.getByRole("button", { name: "Send", exact: true }).isEnabled();
      });
    });
  }

  test("other breaks are found, and repaired where that can be known", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      for (const [what, text, says, meant] of BREAKS) {
        await dialog.getByLabel("What you have").fill(text);
        if (says) assert.match(await said(dialog), says, what);
        const repair = dialog.getByRole("button", { name: "Repair" });
        if (meant === undefined) {
          if (says) assert.equal(await repair.count(), 0, what);
          continue;
        }
        await repair.click();
        const repaired = await dialog.getByLabel("What you have").inputValue();
        const json = /-d '|--json '|-d "/.test(repaired) ? undefined : JSON.parse(repaired);
        if (json) assert.deepEqual(json, meant, what);
        assert.equal(await repair.count(), 0, what);
        const bad = dialog.locator(".findings li[data-note=false]");
        assert.equal(await bad.count(), 0, what);
      }
    });
  });

  test("a correct body that breaks a rule is shown the rule, with path and place", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      const text = '{\n  "type": "messenger",\n  "phoneNumber": "514"\n}';
      await dialog.getByLabel("What you have").fill(text);
      await dialog.getByText("the package refuses what it says").waitFor();
      assert.match(await said(dialog), /phoneNumber must be a phone number .* phoneNumber, line 3, column 18/);
      assert.match(await said(dialog), /confirmation is required in a messenger link/);
    });
  });

  test("the seed's own bodies are correct", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      for (const { meant } of GUIDE) {
        await dialog.getByLabel("What you have").fill(JSON.stringify(meant, null, 2));
        await dialog.getByText("Nothing is wrong with this Link.").waitFor();
      }
    });
  });

  test("a command says version, user and call", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      await dialog
        .getByLabel("What you have")
        .fill(
          `curl https://api.smooch.io/v1.1/appusers/some%20one/messages -u a:b --json '{"role":"appMaker","type":"text","text":"Hi"}'`,
        );
      await take(page, dialog);
      await page.locator(".endpoint", { hasText: /\/v1\.1\/appusers\/some%20one\/messages$/ }).waitFor();
    });
  });

  test("a closed dialog gives the focus back", async () => {
    await withPage(async (page) => {
      await open(page);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Paste a curl or JSON");
    });
  });

  for (const [what, text, says, operation, meant] of V2) {
    test(`${what} is taken for v2 and laid flat`, async () => {
      await withPage(async (page) => {
        const dialog = await open(page);
        await dialog.getByLabel("What you have").fill(text);
        await dialog.locator(".good").waitFor();
        assert.match(await said(dialog), says);
        await dialog.getByRole("button", { name: "Use it in the forms" }).click();
        await dialog.waitFor({ state: "detached" });
        assert(await page.getByLabel("v2", { exact: true }).isChecked());
        await page.waitForURL((url) => draftOf(url) !== undefined);
        assert.deepEqual(draftOf(page.url()).bodies[operation], meant);
        await page.locator(".endpoint", { hasText: "/v2/" }).waitFor();
      });
    });
  }

  test("names of the other version in a URL are put right", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      const link = '{"type":"twilio","phoneNumber":"+15145555555","confirmation":{"type":"immediate"}}';
      for (const [wrong, right] of [
        ["v2/apps/a/appusers/ada/channels", "v2/apps/a/users/ada/clients"],
        ["v1.1/apps/a/users/ada/clients", "v1.1/apps/a/appusers/ada/channels"],
      ]) {
        const command = (path) => `curl https://api.smooch.io/${path} -u a:b --json '${link}'`;
        await dialog.getByLabel("What you have").fill(command(wrong));
        await dialog.getByRole("button", { name: "Repair" }).click();
        assert.equal(await dialog.getByLabel("What you have").inputValue(), command(right));
      }
    });
  });

  test("a rule broken in a group is shown with the path and the place that it has there", async () => {
    await withPage(async (page) => {
      const dialog = await open(page);
      const text = '{\n  "author": {"type": "business"},\n  "content": {"type": "text", "txt": "Hi"}\n}';
      await dialog.getByLabel("What you have").fill(text);
      await dialog.getByText("the package refuses what it says").waitFor();
      assert.match(await said(dialog), /content\.txt is not a field .* content\.txt, line 3, column 38/);
    });
  });

  test("a body of v1 goes from v2 back to v1 with its URL", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      const dialog = await open(page);
      await dialog
        .getByLabel("What you have")
        .fill(`curl https://api.smooch.io/v1/appusers -u a:b --json '{"userId": "grace"}'`);
      await take(page, dialog);
      await becomes(() => shown(page), { userId: "grace" });
      assert(await page.getByLabel("v1", { exact: true }).isChecked());
    });
  });

  test("the page's own curl comes back as what it was made of", async () => {
    await withPage(async (page) => {
      await version(page, "v2");
      await step(page, "Channel");
      const curl = await words(page, "curl");
      const before = await words(page, "TypeScript");
      const dialog = await open(page);
      await dialog.getByLabel("What you have").fill(curl);
      await dialog.getByRole("button", { name: "Use it in the forms" }).click();
      await dialog.waitFor({ state: "detached" });
      assert.equal(await words(page, "TypeScript"), before);
    });
  });
});
