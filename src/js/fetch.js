// Calls `fetch` for the core (src/js/fetch.rs), which decides all that is sent.

/** The headers of a request, from lines of `name: value`, each after a line break. */
export function headersOf(lines) {
  const headers = lines.split("\n").slice(1);
  return Object.fromEntries(headers.map((line) => line.split(/: (.*)/s, 2)));
}

/**
 * Calls `fetch`, unbound and with plain objects: it may come from another realm or library. It gets a copy of the
 * headers, which it may change. A redirect is never followed: that would turn a POST into a GET that "succeeds", or
 * carry the body elsewhere. Deno retries a POST by itself unless its body is a stream of sorts, such as a Blob.
 *
 * `request` is `METHOD URL`, and its body after a line break if it has one: one text crosses more quickly than three.
 */
export function callFetch(fetch, request, headers, signal) {
  const end = request.indexOf("\n");
  const line = end < 0 ? request : request.slice(0, end);
  const text = end < 0 ? undefined : request.slice(end + 1);
  const body = text && signal && "Deno" in globalThis ? new Blob([text]) : text;
  const space = line.indexOf(" ");
  const init = { method: line.slice(0, space), headers: { ...headers }, body, redirect: "manual", signal };
  try {
    return fetch(line.slice(space + 1), init);
  } catch (error) {
    return Promise.reject(error);
  }
}
