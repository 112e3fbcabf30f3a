// The main states of the page, each a way to get there.

import { example, runAll, step } from "./playground.mjs";

export const states = {
  async start() {},

  async sent(page) {
    await example(page, "Buttons that answer");
    await step(page, "Message");
    await runAll(page);
    await page.locator(".device").getByRole("button", { name: "Keep it" }).click();
    await page.locator(".webhook", { hasText: "webhook postback" }).waitFor();
  },

  async wrong(page) {
    await step(page, "Channel");
    await page.getByLabel(/^type/).selectOption("messenger");
    await page.getByLabel(/^phoneNumber/).fill("514 555");
    await step(page, "Confirmation");
    await page.locator(".step-form .issue").first().waitFor();
  },

  async fault(page) {
    await example(page, "Twilio SMS");
    await step(page, "Message");
    await runAll(page);
    await page.getByLabel("What goes wrong").selectOption({ label: "503, Retry-After 1 s" });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".call", { hasText: "503" }).locator("xpath=self::*[@data-state='done']").waitFor();
    await page.getByLabel("What goes wrong").selectOption({ label: "Connection reset, answer lost" });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".failure").waitFor();
  },

  async token(page) {
    await step(page, "Token");
  },

  async paste(page) {
    await page.getByRole("button", { name: "Paste a curl or JSON" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Messenger" }).click();
    await page.getByRole("dialog").getByText("2 things are wrong").waitFor();
  },
};
