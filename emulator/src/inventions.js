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
  "payload-too-large": "Code and words of a 413. The limit of 100 kB is published.",
  "rate-limit":
    "The window (a second that slides), code and words of the 429, and `Retry-After` in whole seconds. No numbers are published, so there is no limit unless `rateLimit` sets one.",
  "fault-answers": "Code and words of the answer of a fault rule, where its status has no published ones.",
  "second-conversation":
    'A second conversation of a user, where the app has the setting for one: 400. `conversations: "same"` answers with the first instead, as the official shape allows too; 400 is not among the documented statuses.',
  "default-conversation":
    'With `conversations: "several"`: the first personal conversation of a user is the default one, the others are not.',
  "no-groups": "Conversations of type `sdkGroup` are refused with 400.",
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
  "magic-inputs": "The addresses and texts that decide how a link or a delivery ends.",
};
