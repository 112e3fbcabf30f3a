// Programs that must compile without `strict`: what is told apart is told apart there, too. They are never run.

import { Smooch, SmoochError } from "smooch-edge";
import type { SmoochOptions } from "smooch-edge";
import { delivery, linkOutcome } from "smooch-edge/webhooks";
import type { UnknownEvent, WebhookEvent } from "smooch-edge/webhooks";

export function onEvent(event: WebhookEvent): void {
  if (event.trigger === "link:failure") console.log(event.appUser._id, event.channel);
  if (event.type === "client:update") console.log(event.payload.client.id);
  switch (event.type) {
    case "conversation:message":
      console.log(event.payload.message.content.text);
      // @ts-expect-error Another event has clients.
      console.log(event.payload.client);
      break;
    default: {
      const { trigger, type } = event as UnknownEvent;
      console.log(trigger, type, event.key);
    }
  }
  // @ts-expect-error Not every event has a payload.
  console.log(event.payload);
  // @ts-expect-error No event has that trigger.
  if (event.trigger === "moon:landing") console.log(event);
  console.log(linkOutcome(event)?.state, delivery(event)?.final);
}

export async function send(options: SmoochOptions): Promise<void> {
  const v1 = new Smooch({ token: "t" });
  const v2 = new Smooch({ token: "t", apiVersion: "v2" });
  const { appUser } = await v1.link("ada", {
    type: "mailgun",
    address: "a@b.co",
    confirmation: { type: "immediate" },
  });
  const { client } = await v2.link("ada", {
    type: "twilio",
    phoneNumber: "+1",
    confirmation: { type: "immediate" },
  });
  // @ts-expect-error A message has a known type.
  await v1.send("ada", { role: "appMaker", type: "txt", text: "Hello" });
  // @ts-expect-error The version of these options is not known.
  console.log((await new Smooch(options).users.get("ada")).appUser);
  const any: Smooch[] = [v1, v2, Smooch.fromEnv()];
  console.log(appUser._id, client.id, any.length);
}

export function explain(error: unknown): string {
  if (!SmoochError.is(error)) return String(error);
  if (error.name === "ValidationError") return error.path;
  if (error.name === "ApiError") return `${error.status}`;
  // @ts-expect-error Not every error has a status.
  return `${error.status}`;
}
