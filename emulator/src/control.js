// @ts-check
// The emulator's own routes under /_emulator: what `emulator.faults`, `.state`, `.inbox` and the person's actions are
// in JavaScript, for programs in other processes and other languages. They need no credentials and meet no faults.
import { Hono } from "hono";

/** @import { Context } from "hono" */
/** @import { Emulator } from "./emulator.js" */
/** @import { Service } from "./service.js" */

/**
 * @param {Service} service
 * @param {Emulator} emulator
 */
export function controlRoutes(service, emulator) {
  const routes = new Hono();
  const json = async (/** @type {Context} */ context) => {
    const body = await context.req.json().catch(() => undefined);
    if (body === null || typeof body !== "object") throw new TypeError("The body must be JSON.");
    return body;
  };
  const rulesOf = (/** @type {any} */ body) =>
    Array.isArray(body) ? body : Array.isArray(body.rules) ? body.rules : [body];

  routes.get("/faults", (context) => context.json({ rules: service.faults.list() }));
  routes.post("/faults", async (context) => {
    service.faults.addAll(rulesOf(await json(context)));
    return context.json({ rules: service.faults.list() }, 201);
  });
  routes.put("/faults", async (context) => {
    service.faults.set(rulesOf(await json(context)));
    return context.json({ rules: service.faults.list() });
  });
  routes.delete("/faults", (context) => {
    service.faults.clear();
    return context.json({ rules: [] });
  });

  routes.get("/state", (context) => {
    const { users, messages, conversations, clients, webhooks, integrations, attachments, deliveries } = emulator.state;
    return context.json({
      ...{ users, messages, conversations, clients, webhooks, integrations, attachments, deliveries },
    });
  });
  routes.get("/requests", (context) => context.json({ requests: emulator.requests }));
  routes.get("/events", (context) => context.json({ events: emulator.events }));
  routes.get("/inbox", (context) => context.json({ inbox: emulator.inbox(context.req.query("channel")) }));
  routes.get("/settled", async (context) => {
    await emulator.settled();
    return context.json({});
  });
  routes.post("/reset", (context) => {
    emulator.reset();
    return context.json({});
  });

  routes.post("/tap", async (context) => {
    const { userId, action } = await json(context);
    emulator.tap(userId, action);
    return context.json({});
  });
  routes.post("/reply", async (context) => {
    const { userId, text, channel } = await json(context);
    return context.json({ message: emulator.reply(userId, { text, channel }) });
  });
  routes.post("/type", async (context) => {
    const { userId, activity, channel } = await json(context);
    emulator.type(userId, activity, { channel });
    return context.json({});
  });
  routes.post("/login", async (context) => {
    const { userId, email } = await json(context);
    emulator.login(userId, { email });
    return context.json({});
  });
  routes.post("/answer", async (context) => {
    const { userId, channel, accept } = await json(context);
    emulator.answer(userId, channel, accept);
    return context.json({});
  });

  routes.onError((error) => {
    const status = error instanceof TypeError ? 400 : "status" in error ? Number(error.status) : 500;
    return Response.json(
      { error: { code: status === 404 ? "not_found" : "bad_request", description: error.message } },
      { status },
    );
  });
  return routes;
}
