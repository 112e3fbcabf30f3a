// The bodies of webhooks that are known: `../shared/examples`, where they are there, and some of v1.1, of which no
// example is known (docs/api/v1.md, section 11.4).

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const shared = fileURLToPath(new URL("../../../shared/examples/", import.meta.url));

/** Every `*.webhook.json`: its file and its body. */
export const examples = ["v1", "v1.1", "v2"].flatMap((version) => {
  if (!existsSync(shared + version)) return [];
  return readdirSync(shared + version)
    .filter((name) => name.endsWith(".webhook.json"))
    .map((name) => ({
      file: `${version}/${name}`,
      text: readFileSync(`${shared}${version}/${name}`, "utf8"),
      body: JSON.parse(readFileSync(`${shared}${version}/${name}`, "utf8")),
    }));
});

/** Whether to skip what compares with the examples. */
export const skip = examples.length === 0 && "../shared is not there";

/** The events of a body, as they stand in it. */
export const eventsIn = (body) => body.events ?? [body];

const APP = { app: { _id: "57ec2881c47d2d24b0c16427" } };
const USER = { appUser: { _id: "7685787bf0e9e8cf56182288", userId: "ada" } };

/** An event of v1.1. */
export const later = (trigger, more) => ({
  trigger,
  version: "v1.1",
  ...APP,
  ...USER,
  timestamp: 1480349392.103,
  ...more,
});

/** An event of v1 about a link. */
export const link = (trigger, more) => ({ trigger, ...APP, ...USER, channel: "twilio", ...more });

/** A delivery of v2 with events of these types and payloads. */
export const delivered = (...events) => ({
  app: { id: "60bf823452c2a718162f986a" },
  webhook: { id: "612905a67821c3f206d6909f", version: "v2" },
  events: events.map(([type, payload], index) => ({
    id: `61290a62c64b3af1ff8687${String(index).padStart(2, "0")}`,
    createdAt: "2021-08-27T15:53:06.744Z",
    type,
    payload,
  })),
});

export const SECRET = "5ec2e7";

/** A delivery as a web `Request`. */
export const request = (body, headers = { "x-api-key": SECRET }) =>
  new Request("https://receiver.example/", {
    method: "POST",
    headers,
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
