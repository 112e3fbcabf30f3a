// Calls the hooks of users: `onRequest`, `onResponse`, `onProgress`, `onRefused`. If a hook throws or rejects, that ends
// nothing: not the call, not the loop, not the process.

/**
 * A hook as a function that never throws. The first error of the hook is reported by `console.error`, and no other: a
 * hook that always fails would fill the log.
 *
 * `reportError` is not used: in Deno it ends the process.
 *
 * @template Event
 * @param {((event: Event) => unknown) | undefined} own the user's function; none gives none
 * @param {string} name as users know it
 * @param {() => boolean} [mayReport] whether the log may have one more line
 * @returns {((event: Event) => void) | undefined}
 */
export function hook(own, name, mayReport = () => true) {
  if (own === undefined) return undefined;
  let isReported = false;
  const report = (/** @type {unknown} */ error) => {
    if (isReported || !mayReport()) return;
    isReported = true;
    console.error(`smooch-edge: ${name} failed. Its further errors are not reported.`, error);
  };
  return (event) => {
    try {
      const result = own(event);
      // An async function gives a promise that nobody else waits for.
      if (typeof (/** @type {any} */ (result)?.then) === "function") Promise.resolve(result).catch(report);
    } catch (error) {
      report(error);
    }
  };
}
