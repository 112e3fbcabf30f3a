// Programs that must not compile, each for one reason. They are never run.

import { ApiError, NotFoundError, Smooch, SmoochError } from "smooch-edge";
import { sendFile, uploadFile } from "smooch-edge/files";
import { authorizeUrl } from "smooch-edge/oauth";
import { queue as queueOf } from "smooch-edge/queue";
import type { ApiVersion, ReachOptions, SmoochOptions } from "smooch-edge";
import { nodeFetch } from "smooch-edge/node";
// @ts-expect-error The types of bodies stand in a namespace, so that editors do not offer them for every `Item`.
import type { Item } from "smooch-edge";
// @ts-expect-error Those of events, too.
import type { EventAppV2 } from "smooch-edge/webhooks";

type Confirmation = Smooch.Confirmation;
type Link = Smooch.Link;
type Message = Smooch.Message;

declare const smooch: Smooch<"v1">;
export type Unused = [Item, EventAppV2];
// @ts-expect-error What only other types are made of is not exported.
export type Base = Smooch.Profile;

declare const v2: Smooch<"v2">;

// @ts-expect-error v1 does not take v2's bodies.
smooch.create({ externalId: "ada" });
// @ts-expect-error v1 has no participants.
export const { participants } = smooch;
// @ts-expect-error v1 has one conversation a user: there is none to create.
smooch.conversations.create({ type: "personal" });
// @ts-expect-error v1 answers with appUser.
smooch.create({ userId: "ada" }).then(({ user }) => user);
// @ts-expect-error v1 has no user in a link's answer either.
smooch.request("GET", "/appusers/{userId}", { params: { userId: "ada" } }).then(({ user }) => user);
// @ts-expect-error An empty response has nothing.
smooch.users.delete("ada").then(({ appUser }) => appUser);
// @ts-expect-error v2 answers with messages.
v2.send("ada", { role: "appMaker", type: "text", text: "Hello" }).then(({ message }) => message.text);
// @ts-expect-error A group needs its type.
v2.send("ada", { author: {}, content: { type: "text", text: "Hello" } });
// @ts-expect-error A field that no text has.
export const content: Smooch.TextMessageContent = { type: "text", txt: "Hello" };
// @ts-expect-error Whose conversations is to be said.
v2.conversations.list();
// @ts-expect-error A version that does not exist.
new Smooch({ token: "t", apiVersion: "v3" });
// @ts-expect-error An operation that a queue does not have.
queueOf(smooch).run([{ operation: "unlink", id: "ada" }]);
// @ts-expect-error An operation that v1 lacks.
queueOf(smooch).run([{ operation: "conversations.passControl", id: "c", body: { switchboardIntegration: "agents" } }]);
// @ts-expect-error Which message is to be said.
queueOf(smooch).run([{ operation: "messages.delete", id: "ada" }]);
// @ts-expect-error A body that a removal does not take.
queueOf(smooch).run([{ operation: "users.delete", id: "ada", body: {} }]);
// @ts-expect-error A body that the operation needs.
queueOf(v2).run([{ operation: "conversations.passControl", id: "c" }]);
// @ts-expect-error An option that a read makes nothing of.
queueOf(smooch).run([{ operation: "users.get", id: "ada", options: { dedupe: true } }]);
// @ts-expect-error and of no use to a create.
queueOf(smooch).create({ userId: "ada" }, { dedupe: true });

declare const v1_1: Smooch<"v1.1">;

// @ts-expect-error v1 does not link WhatsApp.
smooch.link("ada", { type: "whatsapp", phoneNumber: "+1", confirmation: { type: "immediate" } });
// @ts-expect-error v2 does not link Messenger.
v2.link("ada", { type: "messenger", phoneNumber: "+1", confirmation: { type: "prompt" } });
// @ts-expect-error v1 has no brands.
smooch.create({ userId: "ada", brandId: "5ec0de" });
// @ts-expect-error v1.1 has none either.
v1_1.create({ userId: "ada", brandId: "5ec0de" });
// @ts-expect-error Only v1 has credentials of users.
v1_1.create({ userId: "ada", credentialRequired: true });
// @ts-expect-error v1 has no overrides.
smooch.send("ada", { role: "appMaker", type: "text", text: "Hello", override: {} });
// @ts-expect-error v2 has no share.
v2.send("ada", { role: "appMaker", type: "carousel", items: [{ title: "One", actions: [{ type: "share" }] }] });
// @ts-expect-error v1 has no clients in events.
smooch.webhooks.create({ target: "https://example.com", includeClient: true });
// @ts-expect-error Only a client of v2 is sure to have conversations.
((client: Smooch<ApiVersion>) => client.conversations)(v2);

// @ts-expect-error A path with an id needs it.
smooch.request("GET", "/appusers/{userId}");
// @ts-expect-error By its own name.
smooch.request("GET", "/appusers/{userId}", { params: { id: "ada" } });
// @ts-expect-error A path of which the body is known needs it.
smooch.request("POST", "/appusers/{userId}/messages", { params: { userId: "ada" } });
// @ts-expect-error And no other.
smooch.request("POST", "/appusers/{userId}/messages", { params: { userId: "ada" }, body: { type: "text" } });
// @ts-expect-error What is not known has to be looked at first.
smooch.request("GET", "/somethingNew").then(({ answer }) => answer);
// @ts-expect-error A method of HTTP.
smooch.request("FETCH", "/appusers");
// @ts-expect-error "safe" is all there is to say.
smooch.request("POST", "/a", { retry: "never" });
// @ts-expect-error What is built has no response.
smooch.build.users.get("ada").then(({ appUser }) => appUser);
// @ts-expect-error v1 builds no conversations.
smooch.build.conversations.get("5ec0de");

// @ts-expect-error A webhook has a target.
smooch.webhooks.create({ triggers: ["message"] });
// @ts-expect-error In v2 a webhook has triggers.
v2.webhooks.create({ target: "https://example.com" });
// @ts-expect-error What is to be ensured is said.
smooch.webhooks.ensure({ target: "https://example.com" });
// @ts-expect-error v1 has no includeFullUser.
smooch.webhooks.create({ target: "https://example.com", includeFullUser: true });
// @ts-expect-error A trigger is a string.
v2.webhooks.update("5ec0de", { triggers: [1] });
// @ts-expect-error Only custom integrations are created with a webhook.
v2.integrations.create({ type: "twilio", webhooks: [] });
// @ts-expect-error v1 has no custom integrations.
smooch.integrations.create({ type: "custom", webhooks: [] });
// @ts-expect-error A telegram integration has a token.
smooch.integrations.create({ type: "telegram" });
// @ts-expect-error Control is passed to somebody.
v2.conversations.passControl("5ec0de", {});
// @ts-expect-error A menu item of another type.
smooch.menu.update({ items: [{ type: "share", text: "Share" }] });
// @ts-expect-error A notification goes somewhere.
v2.notify({ message: { type: "text", text: "Hi" } });
// @ts-expect-error Apps of v1 have a name.
smooch.apps.create({ displayName: "Mine" });
// @ts-expect-error Users are listed by an address.
v2.users.list();
// @ts-expect-error Only users have brands.
v2.conversations.get("5ec0de", { brandId: "b" });
// @ts-expect-error A read has nothing to repeat by a key.
smooch.users.get("ada", { dedupe: true });
// @ts-expect-error A link is known by its address, not by a key.
smooch.link("ada", { type: "twilio", phoneNumber: "+1", confirmation: { type: "immediate" } }, { dedupeKey: "k" });
// @ts-expect-error A user of v1 has one conversation.
smooch.send("ada", { role: "appMaker", type: "text", text: "Hello" }, { conversationId: "5ec0de" });
// @ts-expect-error A user is in no conversation.
v2.users.get("ada", { conversationId: "5ec0de" });
// @ts-expect-error A message goes to a conversation, not to an integration.
v2.send("ada", { role: "appMaker", type: "text", text: "Hello" }, { integrationId: "5ec0de" });
// @ts-expect-error A read has no body.
v2.users.get("ada", { extraBody: { a: 1 } });
// @ts-expect-error The pages of a list are no promise.
v2.channels.list("ada").then(({ clients }) => clients);
// @ts-expect-error A file is uploaded for somebody to see.
smooch.attachments.upload({ source: new Blob([]) });

const confirmation = { type: "immediate" } as const;
const hello = { role: "appMaker", type: "text", text: "Hello" } as const;

// @ts-expect-error Without a key a repeat would send the message again.
smooch.reach({ userId: "ada" }, { type: "twilio", phoneNumber: "+1", confirmation }, hello, {});
// @ts-expect-error Without options too.
smooch.reach({ userId: "ada" }, { type: "twilio", phoneNumber: "+1", confirmation }, hello);
// @ts-expect-error Fields for which of the bodies?
export const fields: ReachOptions = { dedupeKey: "a", extraBody: {} };
// @ts-expect-error Which channel is to be said.
smooch.waitForLink("ada", { timeout: 1000 });

// @ts-expect-error A channel that does not exist.
export const channel: Link = { type: "twillio", phoneNumber: "+1", confirmation };
// @ts-expect-error A channel that cannot be linked this way.
export const line: Link = { type: "line", phoneNumber: "+1", confirmation };
// @ts-expect-error Mailgun goes by address.
export const mailByPhone: Link = { type: "mailgun", phoneNumber: "+1", confirmation };
// @ts-expect-error Mailgun has no prompt.
export const mailPrompt: Link = { type: "mailgun", address: "a@b.co", confirmation: { type: "prompt" } };
// @ts-expect-error The subject stands beside the confirmation, not in it.
export const subject: Link = { type: "mailgun", address: "a@b.co", confirmation: { type: "immediate", subject: "Hi" } };
// @ts-expect-error Twilio has no subject.
export const smsSubject: Link = { type: "twilio", phoneNumber: "+1", confirmation, subject: "Hi" };
// @ts-expect-error Messenger needs a message.
export const messenger: Link = { type: "messenger", phoneNumber: "+1", confirmation };
// @ts-expect-error A link needs a confirmation.
export const silent: Link = { type: "twilio", phoneNumber: "+1" };
// @ts-expect-error Twilio needs a phone number.
export const nowhere: Link = { type: "twilio", confirmation };
// @ts-expect-error A phone number is a string.
export const number: Link = { type: "twilio", phoneNumber: 15145555555, confirmation };

// @ts-expect-error A confirmation of user activity needs a message.
export const activity: Confirmation = { type: "userActivity" };
// @ts-expect-error The question of a prompt is fixed.
export const prompt: Confirmation = { type: "prompt", message: hello };
// @ts-expect-error A confirmation that does not exist.
export const later: Confirmation = { type: "later" };
// @ts-expect-error The business speaks.
export const speaker: Confirmation = { type: "immediate", message: { role: "appUser", type: "text", text: "Hi" } };
// @ts-expect-error A confirmation is text or an image.
export const file: Confirmation = { type: "immediate", message: { role: "appMaker", type: "file", mediaUrl: "" } };
export const buttons: Confirmation = {
  type: "immediate",
  // @ts-expect-error The buttons of a confirmation are links.
  message: { ...hello, actions: [{ type: "reply", text: "Yes", payload: "YES" }] },
};

// @ts-expect-error A role that does not exist.
export const role: Message = { role: "business", type: "text", text: "Hi" };
// @ts-expect-error A message has a role.
export const roleless: Message = { type: "text", text: "Hi" };
// @ts-expect-error A message without a type is text.
export const typeless: Message = { role: "appMaker", mediaUrl: "https://example.com/a.png" };
// @ts-expect-error In v2 a message has a type.
v2.send("ada", { role: "appMaker", text: "Hi" });
// @ts-expect-error A field with a slip in its name.
export const slip: Message = { role: "appMaker", type: "text", txt: "Hi" };
// @ts-expect-error An image has a URL.
export const picture: Message = { role: "appMaker", type: "image", text: "Hi" };
// @ts-expect-error A form response is only ever received.
export const response: Message = { role: "appMaker", type: "formResponse", fields: [] };
// @ts-expect-error A destination has one of its two keys.
export const twoPlaces: Message = { ...hello, destination: { integrationId: "1", integrationType: "twilio" } };
// @ts-expect-error A destination has one of its two keys.
export const noPlace: Message = { ...hello, destination: {} };
// @ts-expect-error Metadata is flat.
export const deep: Message = { ...hello, metadata: { a: { b: 1 } } };
// @ts-expect-error Metadata holds no null.
export const empty: Message = { ...hello, metadata: { a: null } };
// @ts-expect-error The type stands inside the WhatsApp message.
export const schema: Message = { role: "appMaker", type: "text", messageSchema: "whatsapp", message: { type: "hsm" } };
// @ts-expect-error Degrees are numbers.
export const place: Message = { role: "appMaker", type: "location", coordinates: { lat: "45", long: "-73" } };

// @ts-expect-error A reply has a payload.
export const reply: Smooch.MessageAction = { type: "reply", text: "Yes" };
// @ts-expect-error Only items can be shared.
export const share: Smooch.MessageAction = { type: "share" };
// @ts-expect-error Items take no quick replies.
export const item: Smooch.Item = { title: "One", actions: [{ type: "reply", text: "Yes", payload: "YES" }] };
// @ts-expect-error An item has a title.
export const untitled: Smooch.Item = { actions: [{ type: "share" }] };

// @ts-expect-error A user has a userId.
export const nobody: Smooch.CreateUser = { givenName: "Ada" };
// @ts-expect-error A date is text or a Date.
export const date: Smooch.CreateUser = { userId: "ada", signedUpAt: 1_790_000_000 };
// @ts-expect-error A userId never changes.
export const renamed: Smooch.UpdateUser = { userId: "eve" };

// @ts-expect-error An unknown option.
export const unknown: SmoochOptions = { keyId: "app_1", secret: "s", apiKey: "s" };
// @ts-expect-error A version that does not exist.
export const version: SmoochOptions = { keyId: "app_1", secret: "s", apiVersion: "v3" };
// @ts-expect-error A scope that is not for servers.
export const scope: SmoochOptions = { keyId: "app_1", secret: "s", scope: "appUser" };
// @ts-expect-error A token function gives a string.
export const token: SmoochOptions = { token: async () => 7 };
// @ts-expect-error A client has options.
new Smooch();

// @ts-expect-error A link has an id and a body.
smooch.link({ type: "twilio", phoneNumber: "+1", confirmation });
// @ts-expect-error An id is a string.
smooch.users.get(7);
// @ts-expect-error Only v2 has conversations that stand for a user.
smooch.send({ conversationId: "5ec0de" }, hello);
// @ts-expect-error So it is with a list,
smooch.messages.list({ conversationId: "5ec0de" });
// @ts-expect-error and with a queue.
queueOf(smooch).send({ conversationId: "5ec0de" }, hello);
export const waits: ReachOptions = {
  dedupeKey: "a",
  // @ts-expect-error A time is a number.
  linkTimeout: "1",
};
// @ts-expect-error Options of a client are not those of a call.
smooch.create({ userId: "ada" }, { apiVersion: "v1" });
// @ts-expect-error A signal is no controller.
smooch.create({ userId: "ada" }, { signal: new AbortController() });
// @ts-expect-error A list of pages is no promise.
smooch.messages.list("ada").then();
// @ts-expect-error The groups are not to be replaced.
smooch.users = smooch.users;

// @ts-expect-error An agent is no function.
nodeFetch({ httpAgent: () => undefined });
// @ts-expect-error An unknown option.
nodeFetch({ keepalive: 1000 });
// @ts-expect-error No redirect is followed.
nodeFetch()("https://service.example", { redirect: "follow" });
// @ts-expect-error An object is no body.
nodeFetch()("https://service.example", { method: "POST", body: { text: "Hello" } });

export async function answers(options: SmoochOptions): Promise<void> {
  const { appUser } = await smooch.users.get("ada");
  // @ts-expect-error What is not known has to be asked for first.
  console.log(appUser.somethingNew);
  for await (const page of smooch.messages.list("ada")) {
    // @ts-expect-error A page is not a message.
    console.log(page.text);
  }
  for await (const page of v2.messages.list("ada")) {
    // @ts-expect-error The content holds the text.
    console.log(page.messages[0]?.text);
  }
  // @ts-expect-error Nobody knows which version the variable names.
  console.log((await Smooch.fromEnv().users.get("ada")).appUser);
  // @ts-expect-error Nor which one is in these options.
  console.log((await Smooch.fromEnv(options).users.get("ada")).appUser);
  // @ts-expect-error The same of a client of these options.
  console.log((await new Smooch(options).users.get("ada")).appUser);
  // @ts-expect-error A client of v2 is none of v1.
  console.log((await Smooch.fromEnv({ apiVersion: "v2" }).users.get("ada")).appUser);
  // @ts-expect-error A client of any version may not do for one of v1.
  ((client: Smooch<"v1">) => client)(new Smooch(options));
  // @ts-expect-error Clients may be absent.
  console.log(appUser.clients.length);
  const { message } = await smooch.send("ada", hello);
  // @ts-expect-error The text may be absent.
  console.log(message.text.length);
}

export async function errors(): Promise<void> {
  // A caught error is unknown until it has been asked.
  await smooch.create({ userId: "ada" }).catch((error: unknown) => {
    // @ts-expect-error It may be anything.
    console.log(error.code);
    if (!SmoochError.is(error)) return;
    // @ts-expect-error Only some errors have a status.
    console.log(error.status);
    // @ts-expect-error Nothing was answered in time.
    if (error.name === "TimeoutError") console.log(error.status);
    // @ts-expect-error There is no such error.
    if (error.name === "NotFound") console.log(error);
  });
  // @ts-expect-error Only the package makes errors.
  new SmoochError();
  // @ts-expect-error None of them.
  new ApiError();
  // @ts-expect-error Whatever is given.
  new NotFoundError({ code: "not_found" });
}

// @ts-expect-error A fetch gives a response.
new Smooch({ token: "t", fetch: async () => "{}" });
// @ts-expect-error With a body to read.
new Smooch({ token: "t", fetch: async () => ({ status: 200 }) });
// @ts-expect-error `undefined` is no userId.
smooch.create({ userId: undefined });

// @ts-expect-error A path is no file.
uploadFile(smooch, "menu.pdf");
// @ts-expect-error v1 knows no conversations.
sendFile(smooch, { conversationId: "5ec0de" }, new Uint8Array());
// @ts-expect-error A slip in the message.
sendFile(smooch, "ada", new Uint8Array(), { message: { captoin: "A cat" } });
// @ts-expect-error The secret has no place in a URL.
authorizeUrl({ clientId: "acme", clientSecret: "s" });
// @ts-expect-error Metadata is flat.
v2.conversations.passControl("5ec0de", { switchboardIntegration: "next", metadata: { a: { b: 1 } } });
// @ts-expect-error The file must be there.
smooch.attachments.upload({}, { access: "public" });
// @ts-expect-error Who can see it, too.
smooch.attachments.upload(new Blob());
