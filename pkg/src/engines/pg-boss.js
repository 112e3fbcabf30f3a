// pg-boss: the handler of a worker with `perJobResults`. The wait of a retry is set once the job has failed, since a
// job that is active has none.

/** @import { PgBoss, PgBossJob, PgBossOptions, PgBossResult } from "smooch-edge/queue" */

import { handlerOf, warn } from "./handler.js";
import { laneOf } from "./item.js";
import { inLanes } from "./lanes.js";

const HEARTBEAT = "The queue has no heartbeatSeconds: a job whose worker was killed waits until it expires.";
const LIMIT = "retryLimit of the queue is below 100: each wait for the pace is a retry, and a good message would fail.";
const DELAY =
  "retryDelay of the queue is below 10 seconds: a slow service may not have taken the message yet when it is looked for.";

/**
 * @param {PgBoss} boss
 * @param {any} smooch
 * @param {PgBossOptions} [options]
 * @returns {(jobs: PgBossJob[]) => Promise<PgBossResult[]>}
 */
export function pgBoss(boss, smooch, options = {}) {
  const handle = handlerOf(smooch, options);
  return async (jobs) => {
    const began = performance.now();
    const verdicts = await inLanes(
      jobs,
      ({ data }) => laneOf(data),
      (job) => {
        const {
          id,
          data,
          retryCount,
          expireInSeconds,
          signal,
          heartbeatSeconds,
          retryLimit = 100,
          retryDelay = 10,
        } = job;
        warn(!heartbeatSeconds, HEARTBEAT);
        warn(retryLimit < 100, LIMIT);
        warn(retryDelay < 10, DELAY);
        const timeLeft = expireInSeconds * 1000 - (performance.now() - began);
        return handle(data, { key: id, attempt: retryCount + 1, timeLeft, signal }, job);
      },
    );
    return Promise.all(Array.from(verdicts, (entry) => resultOf(boss, ...entry)));
  };
}

/**
 * @param {PgBoss} boss
 * @param {PgBossJob} job
 * @param {import("smooch-edge/queue").Verdict} verdict
 * @returns {Promise<PgBossResult>}
 */
async function resultOf(boss, { id, name, retryCount }, verdict) {
  if (verdict.do === "ack") return { id, status: "completed", output: { found: verdict.found === true } };
  const output = verdict.error?.toJSON();
  if (verdict.do === "dead") return { id, status: "deadletter", output };
  try {
    await boss.fail(name, { id, retryCount }, output);
    await boss.update(name, undefined, { id, startAfter: verdict.after });
  } catch (thrown) {
    console.error("smooch-edge: the wait of a job could not be set; it waits for the queue's retryDelay.", thrown);
  }
  // It has failed by now, and this changes nothing; if it has not, it fails here.
  return { id, status: "failed", output };
}
