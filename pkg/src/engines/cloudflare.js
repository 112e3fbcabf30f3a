// Cloudflare Queues: a batch of messages. They come in no order, so that a lane only keeps the order of a batch.

/** @import { CloudflareBatch, CloudflareMessage, RequiredOnDead } from "smooch-edge/queue" */

import { handlerOf, needsOnDead } from "./handler.js";
import { laneOf } from "./item.js";
import { inLanes } from "./lanes.js";

/** How long a consumer may run, less a minute, in milliseconds. */
const LIMIT = 14 * 60_000;

/**
 * @param {any} smooch
 * @param {CloudflareBatch} batch
 * @param {RequiredOnDead<CloudflareMessage>} options
 */
export async function cloudflare(smooch, batch, options) {
  needsOnDead(options, "cloudflare");
  const began = performance.now();
  const handle = handlerOf(smooch, options);
  const verdicts = await inLanes(
    batch.messages,
    ({ body }) => laneOf(body),
    (message) => {
      const { id, body, attempts } = message;
      return handle(body, { key: id, attempt: attempts, timeLeft: LIMIT - (performance.now() - began) }, message);
    },
  );
  for (const [message, verdict] of verdicts) {
    if (verdict.do === "retry") message.retry({ delaySeconds: verdict.after });
    else message.ack();
  }
}
