// AWS SQS by Lambda, with ReportBatchItemFailures.

/** @import { SqsEvent, SqsOptions, SqsRecord, SqsResponse } from "smooch-edge/queue" */

import { handlerOf, needsOnDead } from "./handler.js";
import { laneOf } from "./item.js";
import { inLanes } from "./lanes.js";

/** The time that a function needs to end after its last delivery, in milliseconds. */
const END = 1000;

/**
 * @param {any} smooch
 * @param {SqsEvent} event
 * @param {SqsOptions} options
 * @returns {Promise<SqsResponse>}
 */
export async function sqs(smooch, event, options) {
  needsOnDead(options, "sqs");
  const { context, changeVisibility } = options;
  const handle = handlerOf(smooch, options);
  const hide = async (/** @type {SqsRecord} */ record, /** @type {number} */ after) => {
    try {
      await changeVisibility?.(record, after);
    } catch {
      // It is visible again when its time-out is over.
    }
  };
  /** @type {SqsResponse} */
  const response = { batchItemFailures: [] };
  const items = new Map(event.Records.map((record) => [record, itemOf(record)]));
  const verdicts = await inLanes(
    event.Records,
    (record) => (isFifo(record) ? record.attributes.MessageGroupId : laneOf(items.get(record))),
    (record) => {
      // A standard queue counts approximately.
      const attempt = isFifo(record) ? Number(record.attributes.ApproximateReceiveCount) : 0;
      const timeLeft = context && context.getRemainingTimeInMillis() - END;
      const delivery = { key: record.messageId, ...(attempt > 0 && { attempt }), ...(context && { timeLeft }) };
      return handle(items.get(record), /** @type {any} */ (delivery), record);
    },
  );
  for (const [record, verdict] of verdicts) {
    if (verdict.do !== "retry") continue;
    response.batchItemFailures.push({ itemIdentifier: record.messageId });
    // In a FIFO queue a message that is visible before those ahead of it would overtake them.
    if (!isFifo(record)) await hide(record, verdict.after);
  }
  return response;
}

/** @param {SqsRecord} record */
function isFifo({ eventSourceARN }) {
  return eventSourceARN.endsWith(".fifo");
}

/**
 * A body that is not JSON is no item.
 *
 * @param {SqsRecord} record
 */
function itemOf({ body }) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
