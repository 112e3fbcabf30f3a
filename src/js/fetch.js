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
 */
export function callFetch(fetch, url, method, headers, text, signal) {
  const body = text && signal && "Deno" in globalThis ? new Blob([text]) : text;
  return fetch(url, { method, headers: { ...headers }, body, redirect: "manual", signal });
}
