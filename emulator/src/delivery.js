// @ts-check
// Carries webhook payloads over HTTP, with the service's own rules (docs/api/v1.md, section 11.2): the secret stands in
// X-API-Key, an attempt has 20 seconds, and up to five attempts are made with growing gaps.

import { isLoopback } from "./hosts.js";

/** @import { Service } from "./service.js" */
/** @import { Delivery, Webhook } from "./records.js" */

const ATTEMPTS = 5;
const ATTEMPT_TIMEOUT = 20_000;
const FINAL_STATUSES = [400, 401, 403, 404, 406];

/**
 * @param {Service} service
 * @param {Webhook} webhook
 * @param {{ trigger: string, body: Record<string, any> }} payload
 */
export function deliver(service, webhook, { trigger, body }) {
  /** @type {Delivery} */
  const delivery = {
    webhookId: webhook._id,
    target: webhook.target,
    trigger,
    payload: body,
    status: "pending",
    attempts: [],
  };
  service.state.deliveries.push(delivery);
  if (!isAllowed(service, webhook.target)) {
    const { hostname } = new URL(webhook.target);
    const error = `Not sent: ${hostname} is not this machine. Allow it with the option webhookHosts, or --webhook-hosts.`;
    delivery.attempts.push({ at: service.now(), error });
    delivery.status = "failed";
    return;
  }
  attempt(service, delivery, webhook.secret);
}

/**
 * Whoever can call the emulator can name a target. So other machines are called only where the options say so, or where
 * the `fetch` of the options decides.
 * @param {Service} service
 * @param {string} target
 */
function isAllowed({ settings: { fetch, webhookHosts } }, target) {
  const { hostname } = new URL(target);
  return fetch !== undefined || webhookHosts === "any" || isLoopback(hostname) || webhookHosts.includes(hostname);
}

/**
 * @param {Service} service
 * @param {Delivery} delivery
 * @param {string} secret
 */
function attempt(service, delivery, secret) {
  const { state } = service;
  service.tasks.watch(
    post(service, delivery, secret).then((result) => {
      if (service.state !== state) return; // a reset came in between: this delivery belongs to the past
      delivery.attempts.push({ at: service.now(), ...result });
      const { status } = result;
      if (status !== undefined && status >= 200 && status < 300) delivery.status = "delivered";
      else if (delivery.attempts.length === ATTEMPTS || (status !== undefined && FINAL_STATUSES.includes(status)))
        delivery.status = "failed";
      else
        service.tasks.later(service.settings.webhookBackoff * 2 ** (delivery.attempts.length - 1), () =>
          attempt(service, delivery, secret),
        );
    }),
  );
}

/**
 * @param {Service} service
 * @param {Delivery} delivery
 * @param {string} secret
 * @returns {Promise<{ status?: number, error?: string }>}
 */
async function post(service, delivery, secret) {
  const fetch = service.settings.fetch ?? globalThis.fetch;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ATTEMPT_TIMEOUT);
  try {
    const response = await fetch(delivery.target, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": secret },
      body: JSON.stringify(delivery.payload),
      redirect: "manual",
      signal: controller.signal,
    });
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    if (controller.signal.aborted) return { error: `No answer within ${ATTEMPT_TIMEOUT / 1000} s.` };
    const { message, cause } = /** @type {Error} */ (error);
    return { error: cause instanceof Error ? `${message}: ${cause.message}` : message };
  } finally {
    clearTimeout(timer);
  }
}
