// Deliveries of a batch: lanes beside each other, those of one lane one after the other.

/** @import { Verdict } from "smooch-edge/queue" */

/**
 * @template D
 * @param {Iterable<D>} batch
 * @param {(delivery: D) => unknown} laneOf
 * @param {(delivery: D) => Verdict | Promise<Verdict>} one
 * @returns {Promise<Map<D, Verdict>>}
 */
export async function inLanes(batch, laneOf, one) {
  /** @type {Map<unknown, D[]>} */
  const lanes = new Map();
  /** @type {Map<D, Verdict>} in the order of the batch */
  const verdicts = new Map();
  for (const delivery of batch) {
    const lane = laneOf(delivery) ?? delivery;
    const others = lanes.get(lane);
    if (others) others.push(delivery);
    else lanes.set(lane, [delivery]);
  }
  const ends = await Promise.allSettled(
    Array.from(lanes.values(), async (lane) => {
      /** @type {Verdict | undefined} */
      let wait;
      for (const delivery of lane) {
        const verdict = wait ?? (await one(delivery));
        verdicts.set(delivery, verdict);
        // Those behind it must not overtake it.
        if (verdict.do === "retry") wait = { do: "retry", after: verdict.after, pause: verdict.pause };
      }
    }),
  );
  // Thrown only now: what was sent meanwhile has ended, too.
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return verdicts;
}
