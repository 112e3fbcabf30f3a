// The main states of the playground, each a way to get there.

/* global location */

import { example, runAll, step, version, words } from "./playground.mjs";

export const states = {
  async start() {},

  async operation(page) {
    await page.evaluate(() => (location.hash = "#/operations/conversations.passControl?version=v2"));
    await page.locator(".endpoint").waitFor();
    await page.getByRole("button", { name: "Send to the emulator" }).click();
    await page.locator('.webhook[data-trigger="switchboard:passControl"]').waitFor();
  },

  async operationWrong(page) {
    await page.evaluate(() => (location.hash = "#/operations/notify?version=v1.1"));
    await page.locator(".endpoint").waitFor();
    await page.getByLabel(/^destinationId/).fill("");
    await page.locator(".operation-form .issue").first().waitFor();
  },

  async sent(page) {
    await example(page, "Buttons that answer");
    await step(page, "Message");
    await runAll(page);
    await page.locator(".device").getByRole("button", { name: "Keep it" }).click();
    await page.locator(".webhook[data-trigger=postback]").waitFor();
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
    await page.locator('.call[data-state=done]:has(.attempt[data-outcome="503"])').waitFor();
    await page.getByLabel("What goes wrong").selectOption({ label: "Connection reset, answer lost" });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".failure").waitFor();
  },

  async v2(page) {
    await version(page, "v2");
    const send = page.getByRole("button", { name: "Send", exact: true });
    await send.click();
    await page.locator(".call[data-state=done]").waitFor();
    await step(page, "Channel");
    await send.click();
    await page.locator(".webhook", { hasText: "confirmed" }).waitFor();
    await page.getByText("The same in each version").click();
  },

  async v2Before(page) {
    await version(page, "v2");
    await step(page, "Channel");
    await page.locator(".found", { hasText: "not looked for yet" }).waitFor();
  },

  async v2Curl(page) {
    await version(page, "v2");
    await step(page, "Channel");
    await words(page, "curl");
  },

  async v2Lacks(page) {
    await example(page, "Messenger");
    await version(page, "v2");
    await step(page, "Channel");
    await page.locator(".step-form .issue", { hasText: "only in v1 and v1.1" }).waitFor();
  },

  async v2Paste(page) {
    await page.getByRole("button", { name: "Paste a curl or JSON" }).click();
    const text = '{"author": {"type": "business"}, "content": {"type": "text", "text": "Hi"}}';
    await page.getByRole("dialog").getByLabel("What you have").fill(text);
    await page.getByRole("dialog").getByText("v2’s own form").waitFor();
  },

  async v2Token(page) {
    await version(page, "v2");
    await step(page, "Token");
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
