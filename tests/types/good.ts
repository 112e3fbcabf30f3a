// Programs that must compile. They are never run.

import {
  ApiError,
  ConflictError,
  NotFoundError,
  RateLimitError,
  Smooch,
  SmoochError,
  ValidationError,
} from "smooch-edge";
import type { ApiVersion, BuiltRequest, CallOptions, Fetch, SmoochOptions } from "smooch-edge";
import { typing } from "smooch-edge/bot";
import { downloadFile, sendFile, uploadFile } from "smooch-edge/files";
import { authorizeUrl, marketplaceHeaders } from "smooch-edge/oauth";
import { queue as queueOf } from "smooch-edge/queue";
import type { QueueItem } from "smooch-edge/queue";
import { nodeFetch } from "smooch-edge/node";
import type { NodeFetch, NodeFetchOptions } from "smooch-edge/node";
import type { WebhookEvent } from "smooch-edge/webhooks";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles where the two types are the same. */
function same<A, B>(_: Same<A, B>): void {}

const smooch = new Smooch({ keyId: "app_1", secret: "s" });
const v1_1 = new Smooch({ keyId: "app_1", secret: "s", apiVersion: "v1.1" });

// What every version takes.
const twilio = { type: "twilio", phoneNumber: "+1", confirmation: { type: "immediate" } } as const;
const hello = { role: "appMaker", type: "text", text: "Hello" } as const;

// Ways to set up a client.
new Smooch({ token: "t" });
new Smooch({ token: () => "t" });
new Smooch({ token: async () => "t", apiVersion: "v1.1", appId: "5ec0de", region: "eu" });
new Smooch({ keyId: "act_1", secret: "s", scope: "account", auth: "basic", appId: "5ec0de" });
new Smooch({ keyId: "app_1", secret: "s", timeout: 5000, deadline: 9000, maxRetries: 0, headers: { "x-a": "b" } });
new Smooch({ keyId: "app_1", secret: "s", fetch: (url, init) => fetch(url, init) });
new Smooch({ keyId: "app_1", secret: "s", fetch: globalThis.fetch });
new Smooch({ keyId: "app_1", secret: "s", fetch: async () => new Response("{}") });
new Smooch({ token: "t", fetch: async () => ({ ok: true, status: 200, json: async () => ({}) }) });
Smooch.fromEnv();
Smooch.fromEnv({ timeout: 5000 });
Smooch.fromEnv({}, { SMOOCH_KEY_ID: "int_1", KV: {} });
new Smooch({ keyId: "int_1", secret: "s", scope: "integration", maxRequestSize: 1000, allowHttp: true });
const options: SmoochOptions = { keyId: "app_1", secret: "s" };
const own: Fetch = async (url, { method, headers, body, signal }) =>
  fetch(url, { method, headers, body: body ?? null, signal });
class Mine extends Smooch<ApiVersion> {
  constructor(readonly tenant: string) {
    super(options);
  }
}

// The recipe of the guide.
export async function recipe(): Promise<void> {
  await smooch.create({ userId: "some-user-id" });
  await smooch.link("some-user-id", {
    type: "twilio",
    phoneNumber: "+15145555555",
    confirmation: { type: "immediate" },
  });
  await smooch.link("some-user-id", {
    type: "messenger",
    phoneNumber: "+15145555555",
    confirmation: {
      type: "immediate",
      message: { role: "appMaker", type: "text", text: "Let’s connect on Messenger" },
    },
  });
  await smooch.link("some-user-id", {
    type: "mailgun",
    address: "their@email.com",
    confirmation: { type: "immediate" },
    subject: "This will be the subject of the email",
  });
  await smooch.send("some-user-id", {
    text: "A message over Twilio SMS, as requested.",
    role: "appMaker",
    type: "text",
  });
}

// Users.
const user: Smooch.CreateUser = {
  userId: "ada",
  signedUpAt: new Date(),
  properties: { plan: "pro", seats: 4, trial: false },
};
export async function users(): Promise<Smooch.User> {
  await smooch.create(user, { timeout: 100, extraBody: { anything: [1, { deep: true }] } });
  await smooch.create({ userId: "eve", signedUpAt: "2026-11-24T06:33:00.000Z", credentialRequired: false });
  await smooch.users.update("ada", { surname: "Lovelace" });
  await smooch.users.update("ada", {});
  await smooch.users.delete("ada");
  const { appUser } = await smooch.users.get("ada", { signal: new AbortController().signal });
  same<typeof appUser._id, string>(true);
  same<typeof appUser.userId, string | undefined>(true);
  return appUser;
}

// Links and confirmations.
export const links: Smooch.LinkV1_1[] = [
  { type: "twilio", phoneNumber: "+1", confirmation: { type: "prompt" }, primary: false },
  { type: "messagebird", phoneNumber: "+1", confirmation: { type: "immediate" }, integrationId: "5ec0de" },
  { type: "whatsapp", phoneNumber: "+1", confirmation: { type: "immediate" } },
  {
    type: "messenger",
    phoneNumber: "+1",
    givenName: "Ada",
    confirmation: {
      type: "userActivity",
      message: {
        role: "appMaker",
        type: "image",
        mediaUrl: "https://example.com/a.png",
        actions: [{ type: "link", text: "More", uri: "https://example.com" }],
      },
    },
  },
];
export function ask(words?: string): Smooch.Confirmation {
  if (words === undefined) return { type: "immediate" };
  return { type: "userActivity", message: { role: "appMaker", type: "text", text: words } };
}

// Messages.
export const messages: Smooch.MessageV1_1[] = [
  { role: "appMaker", type: "text", text: "Hello", destination: { integrationType: "twilio" } },
  { role: "appMaker", type: "text", text: "Hello", destination: { integrationId: "5ec0de" }, metadata: { n: 1 } },
  { role: "appUser", type: "text", text: "Hello", payload: "YES" },
  {
    role: "appMaker",
    type: "text",
    actions: [
      { type: "reply", text: "Yes", payload: "YES" },
      { type: "locationRequest", text: "Here" },
    ],
  },
  { role: "appMaker", type: "image", mediaUrl: "https://example.com/a.png", altText: "A" },
  { role: "appMaker", type: "file", mediaUrl: "https://example.com/a.pdf" },
  { role: "appMaker", type: "location", coordinates: { lat: 45.5, long: -73.6 }, location: { name: "Here" } },
  {
    role: "appMaker",
    type: "carousel",
    items: [{ title: "One", size: "large", actions: [{ type: "share" }, { type: "buy", text: "Buy", amount: 100 }] }],
    displaySettings: { imageAspectRatio: "square" },
  },
  {
    role: "appMaker",
    type: "list",
    items: [{ title: "One", actions: [{ type: "postback", text: "A", payload: "A" }] }],
  },
  {
    role: "appMaker",
    type: "form",
    fields: [
      { type: "text", name: "a", label: "A", maxSize: 3 },
      { type: "email", name: "b", label: "B" },
      { type: "select", name: "c", label: "C", options: [{ name: "d", label: "D" }] },
    ],
  },
  {
    role: "appMaker",
    messageSchema: "whatsapp",
    message: { type: "template", template: { name: "n", language: { policy: "deterministic", code: "en" } } },
  },
  { role: "appMaker", type: "text", text: "Hello", override: { whatsapp: { payload: { anything: 1 } } } },
];
// Lists that cannot be changed do too.
const actions = [{ type: "link", text: "More", uri: "https://example.com" }] as const;
export const constant: Smooch.Message = { role: "appMaker", type: "text", text: "Hello", actions };

// Answers: what is known has its type, what is not can be reached as unknown, new words of enums are strings.
export async function answers(): Promise<void> {
  const { message, extraMessages, conversation } = await v1_1.send("ada", messages[0]!);
  same<typeof message, Smooch.SentMessage>(true);
  same<typeof extraMessages, Smooch.SentMessage[] | undefined>(true);
  same<typeof conversation.unreadCount, number>(true);
  const answer = await v1_1.link("ada", links[0]!);
  if ("somethingNew" in answer) same<typeof answer.somethingNew, unknown>(true);
  if ("somethingNew" in answer.appUser) same<typeof answer.appUser.somethingNew, unknown>(true);
  const client: Smooch.Client | undefined = answer.appUser.clients?.[0];
  const platform: Smooch.Platform | undefined = client?.platform;
  if (platform === "twilio" || platform === "a-channel-of-tomorrow") console.log(client?.displayName);
  const { channels } = await smooch.channels.list("ada");
  for (const { type, phoneNumber } of channels) console.log(type.toUpperCase(), phoneNumber?.length);
  const nothing = await smooch.channels.unlink("ada", "twilio");
  if ("somethingNew" in nothing) same<typeof nothing.somethingNew, unknown>(true);
}

// Pages.
export async function read(): Promise<Smooch.MessagesPage[]> {
  const pages: Smooch.MessagesPage[] = [];
  for await (const page of smooch.messages.list("ada")) pages.push(page);
  for await (const { messages } of smooch.messages.list("ada", { after: 1_500_000_000.5 }, { maxRetries: 1 })) {
    console.log(messages[0]?.text);
  }
  return pages;
}

// v2: the client knows its version from its options, takes bodies of v1 and of v2, and answers as v2 does.
const v2 = new Smooch({ apiVersion: "v2", appId: "5ec0de", keyId: "app_1", secret: "s", subdomain: "acme" });
export const linked: Smooch.ClientCreate = {
  matchCriteria: { type: "whatsapp", phoneNumber: "+1", integrationId: "5ec0de" },
  confirmation: {
    type: "userActivity",
    message: { author: { type: "business" }, content: { type: "text", text: "Hi" } },
  },
  target: { conversationId: "5ec0de" },
};
export const posts: Smooch.MessagePost[] = [
  { author: { type: "business", subtypes: ["bot"] }, content: { type: "text", htmlText: "<b>Hi</b>" } },
  {
    author: { type: "user", userExternalId: "ada" },
    content: { type: "image", mediaUrl: "https://example.com/a.png", mediaType: "image/png", mediaSize: 7 },
  },
  {
    author: { type: "business" },
    schema: "whatsapp",
    content: { type: "template", template: { name: "n", language: { policy: "deterministic", code: "en" } } },
  },
];
export async function onV2(): Promise<void> {
  const { user: made } = await v2.create({ userId: "ada", locale: "fr-CA", toBeRetained: true });
  same<typeof made, Smooch.UserV2>(true);
  await v2.create({ externalId: "ada", profile: { givenName: null, locale: "fr-CA" }, metadata: { a: 1 } });
  await v2.users.update("ada", { profile: { surname: "L." } });
  const { client } = await v2.link("ada", twilio);
  same<typeof client, Smooch.ClientV2>(true);
  await v2.link("ada", linked, { conversationId: "5ec0de" });
  const { messages: sent } = await v2.send("ada", posts[0]!);
  same<typeof sent, Smooch.SentMessageV2[]>(true);
  await v2.send("ada", hello, { conversationId: "5ec0de" });
  const reply = { conversationId: "5ec0de" };
  await v2.send(reply, hello);
  await v2.build.send(reply, posts[0]!);
  for await (const page of v2.messages.list(reply)) console.log(page.messages.length);
  await queueOf(v2).send(reply, hello);
  await queueOf(v2).run([{ operation: "send", id: reply, body: hello }]);
  for await (const { clients } of v2.channels.list("ada", { brandId: "b", page: { size: 100 } }))
    for (const { status } of clients) if (status === "pending") console.log(status);
  for await (const client of v2.channels.list("ada").items()) same<typeof client, Smooch.ClientV2>(true);
  for await (const page of v2.messages.list("ada", { page: { before: "5ec0de" } }))
    for (const { content } of page.messages) console.log(content.type, content.text?.length);
  const { conversation } = await v2.conversations.create({
    type: "personal",
    participants: [{ userExternalId: "ada" }],
  });
  for await (const { conversations } of v2.conversations.list({ filter: { userId: "5ec0de" } }))
    console.log(conversations);
  for await (const { integrations } of v2.integrations.list()) console.log(integrations[0]?.type, conversation.id);
}
// Files, typing, OAuth, and a conversation that is handed over.
export async function files(file: Blob, bytes: Uint8Array, stream: ReadableStream<Uint8Array>): Promise<void> {
  const { mediaUrl, mediaType } = await uploadFile(smooch, file, { name: "a.png", for: "message", userId: "ada" });
  same<typeof mediaType, string>(true);
  await uploadFile(v2, stream, { type: "text/plain", conversationId: "5ec0de", timeout: 100 });
  const { message } = await sendFile(smooch, "ada", bytes, { name: "a.txt", message: { text: "Hi", name: "Bot" } });
  same<typeof message, Smooch.SentMessage>(true);
  const reply = { conversationId: "5ec0de" };
  const { messages } = await sendFile(v2, reply, await downloadFile(v2, new URL(mediaUrl)), { dedupeKey: "k" });
  same<typeof messages, Smooch.SentMessageV2[]>(true);
  same<number, Awaited<ReturnType<typeof counted>>>(true);
  const headers = marketplaceHeaders({ name: "Bot", organizationId: "1", appId: "2" });
  new Smooch({ token: "t", headers });
  const url: string = authorizeUrl({ clientId: "acme", state: "s", redirectUri: "https://acme.example", at: "us" });
  await v2.conversations.passControl(url, {
    switchboardIntegration: "zd:agentWorkspace",
    metadata: {
      "dataCapture.systemField.tags": "bot",
      "dataCapture.ticketField.123": 7,
      first_message_id: "1",
      own: true,
    },
  });
  await v2.attachments.upload(file, { access: "public" });
  await smooch.attachments.upload({ source: file }, { access: "public", for: "message", userId: "ada" });
  await smooch.attachments.upload(new FormData(), { access: "public" });
}
const counted = () => typing(v2, { conversationId: "5ec0de" }, async () => 7, { every: 5000 });
// What the service delivered can be sent on, as it is.
export async function sentOn(event: WebhookEvent): Promise<void> {
  for await (const { messages } of smooch.messages.list("ada"))
    for (const one of messages) await smooch.send("eve", one);
  for await (const { messages } of v1_1.messages.list("ada")) for (const one of messages) await v1_1.send("eve", one);
  for await (const { messages } of v2.messages.list("ada")) for (const one of messages) await v2.send("eve", one);
  const [sent] = (await v2.send("ada", hello)).messages;
  if (sent) await queueOf(v2).send("eve", sent);
  const { message } = await smooch.send("ada", hello);
  await smooch.build.send("eve", message);
  await smooch.reach({ userId: "eve" }, twilio, message, { dedupeKey: "k" });
  if (event.trigger === "message:appUser") for (const one of event.messages) await smooch.send("eve", one);
  if (event.trigger === "message:appMaker") for (const one of event.messages) await v1_1.send("eve", one);
  if (event.type === "conversation:message") await v2.send({ conversationId: "5ec0de" }, event.payload.message);
}
// The rest of the API.
export async function everything(): Promise<void> {
  await smooch.send("ada", { role: "appMaker", text: "Without a type it is text." });
  const conversationId = "5ec0de";
  const metadata = {
    "dataCapture.systemField.tags": "vip,bot",
    "dataCapture.ticketField.360000": "billing",
    first_message_id: "5ec0de",
  };
  await v2.conversations.passControl(conversationId, { switchboardIntegration: "zd:agentWorkspace", metadata });
  await v2.conversations.releaseControl(conversationId);
  await v2.conversations.acceptControl(conversationId, { metadata: { by: "bot" } });
  await v2.conversations.update(conversationId, { displayName: "Ada" });
  await v2.activities.post({ conversationId }, { author: { type: "business" }, type: "typing:start" });
  await smooch.activities.post("ada", { role: "appMaker", type: "typing:stop" });
  const destination = { integrationId: "5ec0de", destinationId: "+15145555555" };
  const author = { role: "appMaker" } as const;
  await v2.notify({ destination, author, message: { type: "text", text: "Your parcel is on its way." } });
  await v1_1.notify({
    destination,
    author,
    messageSchema: "whatsapp",
    message: { type: "template", template: { name: "hello", language: { policy: "deterministic", code: "en" } } },
  });
  const { appUser } = await smooch.users.ensure({ userId: "ada", givenName: "Ada" });
  same<typeof appUser, Smooch.User>(true);
  const { user } = await v2.users.ensure({ externalId: "ada", profile: { givenName: "Ada" } });
  same<typeof user, Smooch.UserV2>(true);
  for await (const user of v2.users.list({ filter: { "identities.email": "ada@example.com" } }).items())
    same<typeof user, Smooch.UserV2>(true);
  for await (const app of smooch.apps.list({ limit: 10 }).items()) console.log(app._id);
  await v2.users.get("ada", { brandId: "b", timeout: 100 });
  await v2.users.merge({ surviving: { _id: "a" }, discarded: { _id: "b" } });
  await v2.users.sync("123");
  const { linkRequests } = await v2.channels.getLinkRequests("ada", { integrationIds: "a,b" });
  console.log(linkRequests[0]?.url);
  await v2.menu.update({
    items: [{ type: "submenu", text: "More", items: [{ type: "link", text: "Us", uri: "https://a" }] }],
  });
  await v2.templates.create({ name: "hours", message: { role: "appMaker", type: "text", text: "Nine to five." } });
  await v2.apps.create({ displayName: "Mine", settings: { multiConvoEnabled: true } });
  const { key } = await v2.appKeys.create("5ec0de", { displayName: "Mine" });
  same<typeof key.secret, string | undefined>(true);
  const { integration } = await v2.integrations.create({ type: "telegram", token: "t", defaultResponderId: "r" });
  console.log(integration.username, integration.webhooks?.length);
  await smooch.integrations.update("5ec0de", { brandColor: "ffffff" });
  await smooch.attachments.upload({ source: new Blob(["a"]) }, { access: "public", for: "message", userId: "ada" });
  await smooch.deployments.activate("5ec0de", { phoneNumber: "+1", verifiedNameCertificate: "c", method: "sms" });
}
// Any request: a path that an operation has takes its types, another is unknown.
export async function requests(file: Blob, form: FormData): Promise<void> {
  const params = { userId: "ada" };
  const read = await smooch.request("GET", "/appusers/{userId}", { params, timeout: 100 });
  same<typeof read, Smooch.UserAnswer>(true);
  const whole = await smooch.request("GET", "/v1/apps/{appId}/appusers/{userId}", { params });
  same<typeof whole, Smooch.UserAnswer>(true);
  const { message } = await smooch.request("POST", "/appusers/{userId}/messages", { params, body: hello });
  same<typeof message, Smooch.SentMessage>(true);
  const other = await v2.request("POST", "/conversations/{conversationId}/passControl", {
    params: { conversationId: "5ec0de" },
    body: { switchboardIntegration: "next" },
    retry: "safe",
  });
  same<typeof other, Smooch.EmptyAnswer>(true);
  const destination = { integrationId: "5ec0de", destinationId: "+15145555555" };
  const told = { destination, message: { type: "text", text: "Hi" } } as const;
  const { notification } = await v2.request("POST", "/v1.1/apps/{appId}/notifications", { body: told });
  const { app } = await v2.request("GET", "/v2/apps/{app}", { params: { app: "5ec0de" } });
  console.log(notification._id, app.displayName);
  const unknown = await v2.request("GET", "/not/yet");
  same<typeof unknown, unknown>(true);
  await v2.request("GET", "/integrations", { query: { page: { size: 10 } } });
  await v2.request("GET", "/participants");
  await smooch.request("POST", "/attachments", { query: { access: "public" }, body: form });
  await smooch.request("PUT", "/photo", { body: file });
  const { data, status, headers, requestId } = await smooch.request("DELETE", "/menu").withResponse();
  same<typeof data, Smooch.MenuAnswer>(true);
  console.log(status, headers.get("date"), requestId?.length);
}

// What came with an answer.
export async function withResponse(): Promise<number> {
  const { data, status } = await smooch.users.get("ada").withResponse();
  same<typeof data, Smooch.UserAnswer>(true);
  const { send } = smooch;
  await send("ada", hello);
  return status;
}

/** Whatever the version. */
export const any = (version: ApiVersion): Smooch<ApiVersion> => new Smooch({ token: "t", apiVersion: version });
const isV2 = (client: Smooch): client is Smooch<"v2"> => client.apiVersion === "v2";

// A function that takes a client takes one of every version.
async function greet(client: Smooch): Promise<string | undefined> {
  await client.send("ada", hello);
  await client.build.link("ada", twilio);
  const answer = await client.users.get("ada");
  if (isV2(client)) console.log((await client.conversations.get("5ec0de")).conversation.id);
  return "appUser" in answer ? answer.appUser.givenName : (answer.user.profile?.givenName ?? undefined);
}

// Options from elsewhere: the client is one of any version.
export async function wrapped(given: SmoochOptions): Promise<void> {
  const client = new Smooch(given);
  same<typeof client, Smooch>(true);
  same<typeof client.apiVersion, ApiVersion>(true);
  for (const one of [client, smooch, v1_1, v2, Smooch.fromEnv(), Smooch.fromEnv(given)]) await greet(one);
  await Promise.all([greet(smooch), greet(v1_1), greet(v2)]);
  same<ReturnType<typeof any>, Smooch>(true);
  const own = new Smooch({ ...given, apiVersion: "v2" });
  same<typeof own, Smooch<"v2">>(true);
  same<typeof own.apiVersion, "v2">(true);
  same<typeof smooch, Smooch<"v1">>(true);
}
Smooch.fromEnv({ apiVersion: "v2" }) satisfies Smooch<"v2">;
Smooch.fromEnv({ apiVersion: "v2" }, { SMOOCH_KEY_ID: "app_1" }) satisfies Smooch<"v2">;
new Smooch({ token: "t", apiVersion: "v1.1" }) satisfies Smooch<"v1.1">;

// Webhooks: triggers by version, and any other string.
export async function webhooks(triggers: string[]): Promise<void> {
  const { webhook } = await smooch.webhooks.create({ target: "https://example.com", triggers: ["link:success", "*"] });
  same<typeof webhook, Smooch.Webhook>(true);
  await smooch.webhooks.create({ target: "https://example.com" });
  await v1_1.webhooks.update(webhook._id, { triggers: ["a:trigger:of:tomorrow"], includeClient: true });
  for (const { secret } of (await smooch.webhooks.list()).webhooks) console.log(secret.length);
  await smooch.webhooks.ensure({ target: "https://example.com", triggers });
  const { webhook: ensured } = await v2.webhooks.ensure(
    { target: "https://example.com", triggers: ["client:update"], includeFullUser: true },
    { integrationId: "5ec0de" },
  );
  same<typeof ensured, Smooch.WebhookV2>(true);
  await v2.webhooks.delete((await v2.webhooks.get(ensured.id)).webhook.id);
  const { integration } = await v2.integrations.create({
    type: "custom",
    displayName: "Shop",
    webhooks: [{ target: "https://example.com", triggers }],
  });
  console.log(integration.webhooks?.[0]?.secret);
}

// The guide as one call, and waiting for its link.
export async function reached(): Promise<void> {
  const {
    user: word,
    link,
    message,
    answers,
  } = await v2.reach({ userId: "ada" }, twilio, posts[0]!, { dedupeKey: "a" });
  same<typeof word, "created" | "found" | "maybe">(true);
  console.log(link === "asked", message === "found", answers.user?.user.externalId);
  if (message === "held") console.log(answers.message?.messages.length);
  same<NonNullable<typeof answers.message>["messages"], Smooch.SentMessageV2[]>(true);
  try {
    await smooch.reach(user, twilio, hello, { dedupeKey: "a", deadline: 9000, conversationId: "c", linkTimeout: 0 });
  } catch (error) {
    if (SmoochError.is(error)) console.log(error.done?.link === "asked");
  }
  same<Awaited<ReturnType<typeof smooch.waitForLink>>, Smooch.Client>(true);
  const client = await v2.waitForLink("ada", { type: "twilio", timeout: 1000, signal: AbortSignal.timeout(500) });
  same<typeof client, Smooch.ClientV2>(true);
}

// Queues.
export async function queued(items: AsyncIterable<QueueItem<"v2">>): Promise<void> {
  const queue = queueOf(v2, { concurrency: 4, perSecond: 10 });
  same<Awaited<ReturnType<typeof queue.send>>["messages"], Smooch.SentMessageV2[]>(true);
  for await (const { item, status, answer, error } of queue.run(items))
    console.log(item.ref, status, answer, error?.sent);
  const source: QueueItem[] = [{ operation: "send", id: "ada", body: hello, key: "a", ref: 1 }];
  for await (const { status } of queueOf(smooch).run(source, { stopOnError: "user" })) console.log(status === "maybe");
  const { read, sent, notSent, maybe } = await queueOf(smooch).run(source);
  console.log(read === sent + notSent + maybe);
  const { webhook, integrationId } = await v2.webhooks.ensure({ target: "https://example.com", triggers: [] });
  same<[typeof integrationId, typeof webhook.target], [string, string]>(true);
  await queueOf(smooch)[Symbol.asyncDispose]();
  // Any operation on a user or a conversation, as its method takes it.
  const more: QueueItem<"v2">[] = [
    { operation: "conversations.passControl", id: "c", body: { switchboardIntegration: "agents" } },
    { operation: "conversations.releaseControl", id: "c" },
    { operation: "messages.delete", id: { conversationId: "c" }, messageId: "m", options: { timeout: 1000 } },
    { operation: "activities.post", id: "ada", body: { role: "appMaker", type: "typing:start" } },
    { operation: "devices.get", id: "ada", deviceId: "d" },
  ];
  await queueOf(v2).run(more);
  for await (const { item, answer } of queueOf(v2).run([{ operation: "conversations.get" as const, id: "c" }])) {
    same<typeof answer, Smooch.ConversationAnswerV2 | undefined>(true);
    console.log(item.id);
  }
  await queueOf(smooch).run([{ operation: "conversations.resetUnreadCount", id: "ada" }]);
  // One of a client of any version.
  const anyQueue = queueOf<ApiVersion>(any("v2"));
  await anyQueue.send("ada", hello);
  await queueOf(any("v2")).link("ada", twilio);
}

// Each operation with the options that it takes.
export async function takenOptions(every: CallOptions): Promise<void> {
  await smooch.send("ada", hello, { dedupe: true, dedupeKey: "k", extraBody: { a: 1 }, timeout: 1 });
  await smooch.link("ada", twilio, { dedupe: true, deadline: 1 });
  await v2.send("ada", { role: "appMaker", type: "text", text: "Hello" }, { conversationId: "5ec0de" });
  v2.messages.list("ada", {}, { conversationId: "5ec0de", headers: { a: "b" } });
  await v2.webhooks.get("5ec0de", { integrationId: "5ec0de", maxRetries: 1 });
  // A program's own options for all calls are good for each.
  await smooch.users.get("ada", every);
  await v2.users.update("ada", {}, every);
}

// Requests that are only built.
export async function build(call: CallOptions): Promise<BuiltRequest> {
  const { url, method, headers, body }: BuiltRequest = await smooch.build.send("ada", hello, call);
  await fetch(url, { method, headers, body: body ?? null });
  await smooch.build.link("ada", twilio);
  await v2.build.conversations.get("5ec0de");
  await smooch.build.messages.list("ada", { before: 1 });
  await smooch.build.request("GET", "/appusers/{userId}", { params: { userId: "ada" } });
  return smooch.build.create(user);
}

// Errors.
export function explain(error: unknown): string {
  if (error instanceof ValidationError) return error.issues.map(({ path, message }) => `${path}: ${message}`).join();
  if (error instanceof ConflictError || error instanceof RateLimitError) return error.description ?? error.code;
  if (error instanceof ApiError)
    return `${error.status} ${error.requestId ?? ""} ${error.headers["retry-after"] ?? ""}`;
  if (!SmoochError.is(error)) throw error;
  if (error.name === "ApiError") same<typeof error.status, number>(true);
  if (error.name === "RateLimitError") return `${error.retryAfter ?? error.status}`;
  if (error.name === "ValidationError") return error.issues.map(({ path }) => path).join();
  switch (error.name) {
    case "ResponseError":
      return `${error.status}`;
    case "SmoochError":
      return error.code;
  }
  same<typeof error.sent, Smooch.Sent>(true);
  same<typeof error.cause, unknown>(true);
  const { retryable, attempts, operation, endpoint }: SmoochError = error;
  return JSON.stringify([
    error.toJSON(),
    retryable,
    attempts,
    operation,
    endpoint,
    error.name,
    own,
    new Mine("a").tenant,
  ]);
}

// A test library asks for classes of errors.
const thrown: (new (...given: never[]) => Error)[] = [SmoochError, ApiError, NotFoundError];
console.log(thrown);

// `undefined` is as good as absent, also for those who tell the two apart.
export async function optional(name?: string, signal?: AbortSignal): Promise<void> {
  await smooch.create({ userId: "ada", givenName: name, properties: undefined }, { signal, timeout: undefined });
  await v2.create({ externalId: "ada", profile: { givenName: name }, metadata: undefined });
  await v2.send("ada", { author: { type: "business", displayName: name }, content: { type: "text", text: "Hi" } });
  await smooch.send("ada", { ...hello, destination: { integrationId: "5ec0de", integrationType: undefined } });
  await smooch.users.update("ada", { userId: undefined, surname: name });
  await smooch.link("ada", { ...twilio, primary: undefined });
  await smooch.request("GET", "/appusers/{userId}", { params: { userId: "ada", appId: name }, query: undefined });
  new Smooch({ token: "t", fetch: undefined, onRequest: undefined, apiVersion: undefined, appId: name });
  queueOf(smooch, { perSecond: undefined, signal });
  await smooch.waitForLink("ada", { type: "twilio", timeout: undefined, signal });
  await smooch.reach(user, twilio, hello, { dedupeKey: "a", deadline: undefined, signal });
  await smooch.webhooks.create({ target: "https://example.com", triggers: undefined });
}

// `smooch-edge/node`: a `fetch` of the client, and one on its own.
const viaNode: NodeFetch = nodeFetch();
new Smooch({ keyId: "app_1", secret: "s", fetch: viaNode });
const nodeOptions: NodeFetchOptions = {
  keepAlive: 10_000,
  maxSockets: 50,
  tls: { ca: ["-----BEGIN CERTIFICATE-----"], minVersion: "TLSv1.3", ALPNProtocols: ["http/1.1"] },
  proxy: new URL("http://proxy.example:3128"),
  httpsAgent: undefined,
};
nodeFetch(nodeOptions);
nodeFetch({ proxy: false }).close();
export const viaNodeBody: Promise<Response> = viaNode(new URL("https://service.example"), {
  method: "POST",
  headers: [["accept", "application/json"]],
  body: new FormData(),
  redirect: "error",
  signal: AbortSignal.timeout(1000),
});
