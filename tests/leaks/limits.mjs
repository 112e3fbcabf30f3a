// What a curve has to keep to, as sentences on what it does not.

/** How much the heap may grow after the first points, in bytes: engines compile late, too. */
const HEAP = 400_000;

/**
 * @param {Awaited<ReturnType<typeof import("./curve.mjs").curve>>} curve
 * @returns {string[]}
 */
export function complaints({ points, outcomes, clients, growth, stderr }) {
  const last = points.at(-1);
  return [
    growth.wasm > 0 && `The memory of the core grew by ${growth.wasm} bytes.`,
    growth.heap > HEAP && `The heap grew by ${growth.heap} bytes.`,
    last.live > clients && `${last.live - clients} clients of the core are too many.`,
    points.some(({ listeners }) => listeners > points[0].listeners) && "Listeners gathered on the shared signal.",
    last.timers > 0 && `${last.timers} timers were left behind.`,
    ...Object.keys(outcomes).map((outcome) => outcome.startsWith("foreign") && `A call rejected with a ${outcome}.`),
    stderr && `The process complained: ${stderr}`,
  ].filter(Boolean);
}
