// A Worker that links, receives the webhooks and answers with the outcome. What it learns is in a KV namespace, as a
// Worker's own memory is nobody's promise.

import { Smooch } from "smooch-edge";
import { delivery, linkOutcome, respond } from "smooch-edge/webhooks";

const HOUR = 3600;

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/link":
        return link(await request.json(), env);
      case "/send":
        return send(await request.json(), env);
      case "/webhooks":
        return respond(request, { secret: [env.NEXT_SECRET, env.SECRET], seen: seenIn(env.STORE) }, (event) =>
          onEvent(event, env.STORE),
        );
      case "/outcome":
        return Response.json(await outcome(searchParams, env.STORE));
      default:
        return new Response(null, { status: 404 });
    }
  },
};

const client = ({ baseUrl, keyId, secret, appId, apiVersion }) =>
  new Smooch({ baseUrl, keyId, secret, apiVersion, ...(apiVersion === "v2" ? { appId } : {}) });

async function link({ userId, link }, env) {
  const smooch = client(env);
  const { appUser, user } = await smooch.create({ userId });
  await smooch.link(userId, link);
  return Response.json({ user: appUser?._id ?? user.id });
}

async function send({ userId, text }, env) {
  const { message, messages } = await client(env).send(userId, { role: "appMaker", type: "text", text });
  return Response.json({ message: message?._id ?? messages[0].id });
}

/** Keys of handled events, kept for an hour. */
const seenIn = (store) => ({
  has: (key) => store.get(`seen ${key}`),
  add: (key) => store.put(`seen ${key}`, "1", { expirationTtl: HOUR }),
});

async function onEvent(event, store) {
  const count = (name) => store.get(name).then((value) => store.put(name, String(Number(value) + 1)));
  const failures = Number(await store.get("failures"));
  if (failures > 0) {
    await store.put("failures", String(failures - 1));
    throw new Error("the handler fails");
  }
  const told = linkOutcome(event);
  if (told) {
    await store.put(`${told.user} ${told.channel} ${told.state}`, JSON.stringify(told));
    await count(`times ${told.user} ${told.channel} ${told.state}`);
  }
  const message = delivery(event);
  if (message) await store.put(`${message.user} ${message.channel} ${message.state}`, JSON.stringify(message));
}

async function outcome(query, store) {
  const name = ["user", "channel", "state"].map((part) => query.get(part)).join(" ");
  return { outcome: JSON.parse((await store.get(name)) ?? "null"), times: Number(await store.get(`times ${name}`)) };
}
