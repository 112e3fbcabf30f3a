// Ready examples: the guide's three recipes, as they should have been, and two that go a step further.

import type { JsonObject } from "./json";
import type { Operation } from "./steps";

export interface Example {
  id: string;
  title: string;
  /** The first version that has its channel. */
  version: string;
  bodies: Record<Operation, JsonObject>;
}

const user = { userId: "some-user-id" };
const text = (words: string) => ({ role: "appMaker", type: "text", text: words });

export const examples: readonly Example[] = [
  {
    id: "twilio",
    title: "Twilio SMS",
    version: "v1",
    bodies: {
      create: user,
      link: { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
      send: text("A message over Twilio SMS, as requested."),
    },
  },
  {
    id: "messenger",
    title: "Messenger",
    version: "v1",
    bodies: {
      create: user,
      link: {
        type: "messenger",
        phoneNumber: "+15145555555",
        confirmation: { type: "immediate", message: text("Let’s connect on Messenger") },
      },
      send: text("A message over Messenger, as requested."),
    },
  },
  {
    id: "mailgun",
    title: "Mailgun e-mail",
    version: "v1",
    bodies: {
      create: user,
      link: {
        type: "mailgun",
        address: "their@email.com",
        confirmation: { type: "immediate" },
        subject: "This will be the subject of the email",
      },
      send: text("A message over e-mail, as requested."),
    },
  },
  {
    id: "buttons",
    title: "Buttons that answer",
    version: "v1",
    bodies: {
      create: { userId: "ada", givenName: "Ada" },
      link: {
        type: "messenger",
        phoneNumber: "+15145555555",
        givenName: "Ada",
        confirmation: { type: "immediate", message: text("Hello Ada, shall we talk here?") },
      },
      send: {
        ...text("Your table for two is free at eight. Shall we keep it?"),
        actions: [
          { type: "postback", text: "Keep it", payload: "KEEP_TABLE" },
          { type: "postback", text: "Let it go", payload: "DROP_TABLE" },
          { type: "link", text: "See the menu", uri: "https://example.com/menu" },
        ],
      },
    },
  },
  {
    id: "whatsapp",
    title: "WhatsApp, asked first",
    version: "v1.1",
    bodies: {
      create: { userId: "ada", givenName: "Ada" },
      link: {
        type: "whatsapp",
        phoneNumber: "+15145555555",
        confirmation: { type: "userActivity", message: text("May we send you news of your order here?") },
      },
      send: {
        ...text("Your order has left our house."),
        actions: [
          { type: "reply", text: "Where is it?", payload: "TRACK" },
          { type: "reply", text: "Thank you", payload: "THANKS" },
        ],
      },
    },
  },
];
