// A receiver of webhooks for the tests: stands in for `fetch` in the emulator's options, keeps what it gets, and
// answers with the statuses that it is told.

/** @typedef {{ target: string, headers: Headers, payload: any }} Received */

/** @param {(number | Error | "never")[]} [answers] used up one by one; 200 afterwards */
export function receiver(answers = []) {
  /** @type {Received[]} */
  const received = [];
  /** @type {typeof globalThis.fetch} */
  const fetch = async (target, init = {}) => {
    received.push({
      target: String(target),
      headers: new Headers(init.headers),
      payload: JSON.parse(String(init.body)),
    });
    const answer = answers.shift() ?? 200;
    if (answer instanceof Error) throw answer;
    if (answer === "never")
      return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    return new Response("ok", { status: answer });
  };
  return {
    fetch,
    received,
    payloads: (/** @type {string} */ trigger) =>
      received.map(({ payload }) => payload).filter((payload) => payload.trigger === trigger),
  };
}
