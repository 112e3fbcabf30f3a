// @ts-check
// All that the emulator had to invent because no source says how the service does it, one row each. Everything here has
// an official shape; nobody should rely on it against the service. The README shows the same rows, and a test holds the
// two together and shows each row at work. An answer that rests on a row of refusals names it in `x-emulator-invention`.

/** @typedef {keyof typeof inventions} Invention */

export const inventions = {
  "bad-request-words":
    "The words of a 400, but for the few that are published, and which fields are checked at all. The code is `bad_request`.",
  "refused-credentials":
    "Credentials that are wrong, malformed, expired or of another scope than their key: 401, `invalid_auth` (v2: `unauthorized`), with the words for missing ones. The reason stands in `x-emulator-hint`.",
  "missing-kid": "The exact words for a JWT without `kid` in v1. Reports only quote their sense.",
  forbidden:
    'Valid credentials in the wrong place (another app, a short path, webhooks of v2 with account scope, a token of a user): 403, `forbidden`, "Forbidden". The reason stands in `x-emulator-hint`.',
  "not-found":
    'A message, a webhook or a path that is not there: `not_found`, "Resource not found", the words of another operation.',
  "payload-too-large":
    "Code and words of a 413. The limits of 100 kB for JSON, and of 10 MB (v2: 50 MB) for a file, are published.",
  "rate-limit":
    "The window (a second that slides), code and words of the 429, and `Retry-After` in whole seconds. No numbers are published, so there is no limit unless `rateLimit` sets one.",
  "fault-answers": "Code and words of the answer of a fault rule, where its status has no published ones.",
  "second-conversation":
    'A second conversation of a user, where the app has the setting for one: 400. `conversations: "same"` answers with the first instead, as the official shape allows too; 400 is not among the documented statuses.',
  "default-conversation":
    'With `conversations: "several"`: the first personal conversation of a user is the default one, the others are not.',
  "no-groups":
    'Conversations of type `sdkGroup` are refused with 400 unless the app has the setting for several: `conversations: "several"`, or `multiConvoEnabled`.',
  "personal-stays": "Whoever leaves a personal conversation: 400. Whoever joins one: 400, in words that are published.",
  "second-webhook":
    "A second webhook in a custom integration: 400. The official shape of an integration has exactly one.",
  "v1-integrations":
    "In v1 and v1.1: custom integrations are not shown, and `offset` in a list is the one that was asked for. `limit` and `offset` out of bounds are refused with 400.",
  "last-webhook":
    "A custom integration whose webhook was deleted shows none, for which its official shape has no room, and takes another.",
  "webhook-limit": "The status and words of the eleventh webhook of an app: 400. The limit is published.",
  "webhooks-of-channels": "A webhook in an integration that is not custom: 400.",
  "link-target": "A v2 link whose conversation is not the user's: 404, `conversation_not_found`.",
  "foreign-author": "A v2 message or activity of a user who is not in the conversation: 400.",
  "destination-without-client": "A message whose destination the user has no client on: 400.",
  "one-client-an-integration":
    "A person has one client on an integration: linking another number or address replaces it (`client:remove`, reason `api`).",
  brands:
    "The same external id in two brands is two users. `brandId` finds that of the brand; without it the one without a brand is found, or else the oldest.",
  "list-order":
    "The order of clients, conversations and integrations in lists: oldest first, linked clients before pending ones; the other way round with `newestFirst`.",
  "link-steps": "When the steps of a link and of a delivery happen: `linkDelay` apart.",
  "webhook-gaps": "The gaps between the attempts at a webhook: `webhookBackoff`, then twice the last one.",
  "own-words":
    "What the person reads of a confirmation without a message and of a prompt, the reasons of `link:failure` and of deliveries that fail (but for Messenger's), and the text that stands for a WhatsApp template.",
  "names-and-pictures":
    "Invented names of people, `avatarUrl` and `authorId` of the business, page-scoped ids of Messenger, media types by the end of a URL, checkout addresses.",
  "counted-ids":
    "Ids, webhook secrets and chances are counted, not random: a run that is repeated shows the same ones.",
  "control-of-conversations":
    "An act that names somebody who is not at the switchboard: 404. One that makes no sense is answered with 200, and fails by its event. Passing control to who has it changes nothing and tells nobody. What is released goes to the default integration with the person's next message. Without an enabled switchboard: 404.",
  "standby-events":
    "An integration with `deliverStandbyEvents: false` gets the events of conversations that it controls, and all those of the switchboard.",
  attachments:
    "The addresses of uploaded files, which are those of the emulator; `access=private`, which wants credentials of the app for reading; that the query `access` is required. What is uploaded for a person or a conversation goes with them.",
  notifications:
    'Whoever has the address already gets the message into their conversation, and events name them; with `storage: "full"` somebody unknown becomes a user. Which event a failure is, and its words.',
  identities:
    "Identities and devices come of `emulator.login`, or of a sync with Zendesk, whose emulated account knows every id: `zendesk-{id}@example.com`.",
  merging:
    "What a merge keeps: the values of the survivor before the others, the clients, messages and groups of both.",
  "template-shorthand":
    "A text with `%{{template: name}}%` becomes one message for each template and each text between them; an unknown name stays as it is.",
  "link-requests":
    "The addresses of link requests, and which types of integrations have them; others: 400. A code leads nowhere.",
  "whatsapp-only": "Profiles and message templates of an integration that is not one of WhatsApp: 400.",
  "message-templates":
    "The answers about message templates of WhatsApp, which stand in no spec: `{ messageTemplate }`, `{ messageTemplates }`, `{}`. Each is approved at once.",
  unspecified:
    "The answers to what only `smooch-core` calls: the conversation of a user, a postback, a ping, Stripe, QR codes.",
  deployments:
    "The states of a WhatsApp deployment (`inactive`, `pending` once its code is on the way, `active`), and a wrong code: 400. The inbox shows the code.",
  "menus-of-integrations": "An integration without a menu of its own shows an empty one.",
  oauth:
    "Every client is known and every person agrees; a code that is wrong, or used: 400. The token is that of a new custom integration.",
  "app-settings": "`multiConvoEnabled` cannot be switched off again: 400. Other settings are kept and do nothing.",
  "key-limit": "The status and words of the eleventh key of an integration: 400. The limit is published.",
  "one-account":
    "Keys of the account see all apps, those of a service account what it created, in `apps.list` alone. Apps share one rate limit and one clock.",
  "empty-answers":
    "No business systems; the id of a data set of conversion events; what Apple's interactive data hold; the SDK ids and `appToken` of an app, and its `subdomain`.",
  "magic-inputs": "The addresses and texts that decide how a link or a delivery ends.",
};
