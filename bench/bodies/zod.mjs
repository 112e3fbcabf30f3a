// The checks of the samples' bodies written for zod, as someone would write them for these bodies: closed objects,
// the same bounds, the same rules between fields.

import { z } from "zod";

const filled = z.string().min(1);
const flat = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).refine((object) => {
  const size = (value) => (typeof value === "string" ? Buffer.byteLength(value) : String(value).length);
  return Object.entries(object).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + size(value), 0) <= 4096;
}, "4096 bytes at most");

const action = { text: z.string(), metadata: flat.optional(), default: z.boolean().optional() };
const link = z.strictObject({ type: z.literal("link"), uri: filled, ...action });
const webview = z.strictObject({ type: z.literal("webview"), uri: filled, fallback: filled, ...action });
const postback = z.strictObject({ type: z.literal("postback"), payload: filled, ...action });
const reply = z.strictObject({
  type: z.literal("reply"),
  text: z.string(),
  payload: filled,
  metadata: flat.optional(),
  iconUrl: filled.optional(),
});
const buy = z.strictObject({
  type: z.literal("buy"),
  amount: z.number().int(),
  currency: z.string().optional(),
  ...action,
});
const share = z.strictObject({ type: z.literal("share"), metadata: flat.optional(), default: z.boolean().optional() });
const location = z.strictObject({ type: z.literal("locationRequest"), text: z.string(), metadata: flat.optional() });

const destination = z
  .strictObject({ integrationId: filled.optional(), integrationType: filled.optional() })
  .refine((given) => (given.integrationId === undefined) !== (given.integrationType === undefined));

const base = {
  role: z.enum(["appMaker", "appUser"]),
  name: z.string().optional(),
  email: z.string().optional(),
  avatarUrl: filled.optional(),
  metadata: flat.optional(),
  payload: z.string().optional(),
  destination: destination.optional(),
};

const quick = (type) => type === "reply" || type === "locationRequest";

const text = z
  .strictObject({
    type: z.literal("text"),
    ...base,
    text: z.string().optional(),
    actions: z.discriminatedUnion("type", [link, webview, postback, buy, reply, location]).array().min(1).optional(),
  })
  .refine((message) => message.text !== undefined || message.actions !== undefined)
  .refine((message) => !message.actions || message.role === "appMaker")
  .refine((message) => !message.destination || message.role === "appMaker")
  .refine(({ actions = [] }) => !actions.some(({ type }) => quick(type)) || actions.every(({ type }) => quick(type)));

const item = z.strictObject({
  title: z.string(),
  actions: z.discriminatedUnion("type", [link, webview, postback, buy, share]).array().min(1).max(3),
  description: z.string().optional(),
  mediaUrl: filled.optional(),
  mediaType: z.string().optional(),
  altText: z.string().optional(),
  size: z.enum(["compact", "large"]).optional(),
});

const carousel = z
  .strictObject({
    type: z.literal("carousel"),
    ...base,
    items: item.array().min(1).max(10),
    displaySettings: z.strictObject({ imageAspectRatio: z.enum(["horizontal", "square"]) }).optional(),
  })
  .refine((message) => !message.destination || message.role === "appMaker");

const confirmation = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("immediate") }),
  z.strictObject({
    type: z.literal("userActivity"),
    message: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text"), ...base, text: z.string() }),
      z.strictObject({ type: z.literal("image"), ...base, mediaUrl: filled, mediaType: z.string().optional() }),
    ]),
  }),
  z.strictObject({ type: z.literal("prompt") }),
]);

const twilio = z.strictObject({
  type: z.literal("twilio"),
  phoneNumber: z.string().regex(/^\+[1-9]\d{6,14}$/),
  confirmation: confirmation.optional(),
  skipConfirmation: z.boolean().optional(),
  primary: z.boolean().optional(),
  integrationId: filled.optional(),
});

/** The schemas, by the names that the definitions of the model have. */
export const SCHEMAS = { Message: z.discriminatedUnion("type", [text, carousel]), Link: twilio };
