// What is pasted: the guide's broken commands, and the ways in which commands and JSON break elsewhere.

/* global document */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { withPage } from "./playground.mjs";

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

async function open(page) {
  await page.getByRole("button", { name: "Paste a curl or JSON" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

const said = async (dialog) => (await dialog.innerText()).replace(/\s+/g, " ");

async function taken(page, dialog) {
  await dialog.getByRole("button", { name: "Use it in the forms" }).click();
  await dialog.waitFor({ state: "detached" });
  return JSON.parse(await page.locator(".request .code").first().innerText());
}

describe("paste", { concurrency: 4 }, () => {
  for (const { title, says, meant } of GUIDE) {
    test(`the guide's ${title} link is explained and repaired by a click`, async () => {
      await withPage(async (page) => {
        const dialog = await open(page);
        await dialog.getByRole("button", { name: title }).click();
        for (const sentence of says) assert.match(await said(dialog), sentence);
        await dialog.getByRole("button", { name: "Repair" }).click();
        await dialog.getByText("Nothing is wrong with this Link.").waitFor();
        assert.deepEqual(await taken(page, dialog), meant);
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
      await taken(page, dialog);
      assert.match(await page.locator(".endpoint").innerText(), /\/v1\.1\/appusers\/some%20one\/messages$/);
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
});
