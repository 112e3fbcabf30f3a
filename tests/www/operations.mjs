// Any operation: chosen by its name, filled in by its form, its request shown, sent to the emulator in the page.

/* global location */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { withPage } from "./playground.mjs";

/** The operations of each version, as the build printed them. */
const { operations } = JSON.parse(readFileSync(new URL("../../target/operations/pages.json", import.meta.url), "utf8"));

/** Opens an operation and waits for its form. */
async function open(page, name, version) {
  await page.evaluate((hash) => (location.hash = hash), `#/operations/${name}?version=${version}`);
  await page.locator(`.operation[data-operation="${name}"][data-version="${version}"] .operation-parts`).waitFor();
}

const at = (name, version) => ({ hash: `#/operations/${name}?version=${version}`, waitFor: ".operation-parts" });

describe("any operation", { concurrency: 2 }, () => {
  for (const [version, rows] of Object.entries(operations)) {
    test(`the form of each of the ${rows.length} operations of ${version} opens with a request that can be sent`, async () => {
      await withPage(
        async (page) => {
          const wrong = [];
          for (const { name, method, path, ids, body } of rows) {
            await open(page, name, version);
            const parts = page.locator(".operation-parts");
            try {
              const endpoint = await parts.locator(".endpoint").innerText();
              const form = path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+");
              const expected = new RegExp(`^${method} https://api\\.smooch\\.io(/v\\d(\\.\\d)?)?.*$`);
              assert.match(endpoint, expected);
              const short = form.replace("/apps/[^/]+", "(/apps/[^/]+)?");
              assert.match(new URL(endpoint.split(" ")[1]).pathname, new RegExp(`^${short}$`));
              const fields = await parts.locator(".operation-form").getByRole("textbox").count();
              assert(fields >= ids.length, "a field for each id");
              if (body)
                assert.equal((await parts.locator(body.isForm ? "input[type=file]" : ".part").count()) > 0, true);
              assert.equal(await parts.getByRole("button", { name: "Send to the emulator" }).isEnabled(), true);
            } catch (error) {
              const issues = await parts.locator(".problems li").allInnerTexts();
              wrong.push(`${name}: ${issues.join(" | ") || error.message}`);
            }
          }
          assert.deepEqual(wrong, []);
        },
        at(rows[0].name, version),
      );
    });
  }

  test("a conversation is handed over: the form, the request, the response and the event", async () => {
    await withPage(
      async (page) => {
        const form = page.locator(".operation-parts");
        await page.getByLabel(/^switchboardIntegration/).fill("agents");
        await form.getByText('"agents"').waitFor();
        await form.getByRole("button", { name: "Send to the emulator" }).click();
        const call = form.locator('.entry.call[data-operation="conversations.passControl"][data-state="done"]');
        await call.waitFor();
        assert.equal(await call.locator('.attempt[data-name="1"]').getAttribute("data-outcome"), "200");
        await form.locator('.webhook[data-trigger="switchboard:passControl"]').waitFor();
      },
      at("conversations.passControl", "v2"),
    );
  });

  test("a message is sent into the conversation that is there, and its webhook is shown", async () => {
    await withPage(
      async (page) => {
        await page.getByLabel(/^text/).fill("By any operation");
        await page.locator(".operation .code", { hasText: "By any operation" }).waitFor();
        await page.getByRole("button", { name: "Send to the emulator" }).click();
        await page.locator('.operation .entry.call[data-state="done"]').waitFor();
        const attempt = page.locator(".operation .attempt").last();
        assert.equal(await attempt.getAttribute("data-outcome"), "201");
        await attempt.locator("summary").click();
        assert.match(await attempt.getByRole("region", { name: "Answer" }).innerText(), /By any operation/);
        await page.locator('.operation .webhook[data-trigger="conversation:message"]').waitFor();
      },
      at("send", "v2"),
    );
  });

  test("what is wrong is said at its field, and nothing can be sent", async () => {
    await withPage(
      async (page) => {
        const field = page.getByLabel(/^switchboardIntegration/);
        await field.fill("");
        await page.locator(".operation-form .issue", { hasText: "switchboardIntegration is required" }).waitFor();
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        assert.equal(await page.getByRole("button", { name: "Send to the emulator" }).isEnabled(), false);
        await page.locator(".problems").getByRole("button", { name: "switchboardIntegration" }).click();
        assert.equal(await field.evaluate((element) => element === element.ownerDocument.activeElement), true);
        await field.fill("next");
        await page.locator(".endpoint").waitFor();
      },
      at("conversations.passControl", "v2"),
    );
  });

  test("what is deep can be written as JSON", async () => {
    await withPage(
      async (page) => {
        await page.getByRole("button", { name: "Write message as JSON" }).click();
        const box = page.getByLabel("message as JSON", { exact: true });
        await box.fill('{ "role": "appMaker", "type": "text", "text": "Written by hand" }');
        await page.locator(".operation .code", { hasText: "Written by hand" }).waitFor();
        await box.fill("{ nothing");
        await page.locator(".operation .issue", { hasText: "Not JSON yet" }).waitFor();
      },
      at("send", "v1"),
    );
  });

  test("an operation is found by its words, in the version that is chosen", async () => {
    await withPage(
      async (page) => {
        const box = page.getByRole("searchbox", { name: "Search the operations" });
        await box.fill("hands over");
        await page.locator(".operation-list a", { hasText: "conversations.passControl" }).click();
        await page.waitForURL((url) => url.hash === "#/operations/conversations.passControl?version=v2");
        await page.locator('.operation[data-operation="conversations.passControl"] .endpoint').waitFor();
        await box.fill("no such words");
        await page.getByText("No operation of v2 has these words.").waitFor();
      },
      at("users.get", "v2"),
    );
  });

  test("the version is switched where there are several, and the recipe is a link away", async () => {
    await withPage(
      async (page) => {
        await page.getByRole("radio", { name: "v1.1" }).check();
        await page.locator(".endpoint", { hasText: "/v1.1/" }).waitFor();
        await page.getByRole("link", { name: "Recipe" }).click();
        await page.locator("#steps").waitFor();
      },
      at("users.get", "v2"),
    );
  });

  test("after the recipe and a new start, there is still something to call an operation on", async () => {
    await withPage(async (page) => {
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator('.entry.call[data-state="done"]').waitFor();
      for (let round = 0; round < 2; round += 1) {
        await open(page, "conversations.get", "v2");
        await page.getByRole("button", { name: "Send to the emulator" }).click();
        const call = page.locator('.entry.call[data-operation="conversations.get"]').nth(0);
        await call.and(page.locator("[data-state=done], [data-state=failed]")).waitFor();
        assert.equal(await call.getAttribute("data-state"), "done");
        await page.getByRole("link", { name: "Recipe" }).click();
        await page.getByRole("button", { name: "Start over" }).click();
      }
    });
  });
});
