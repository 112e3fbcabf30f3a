// A service that takes forms and serves files, and what it was asked.

import { Smooch } from "smooch-edge";

export { failure } from "../client/service.mjs";

/** The first bytes of a picture (PNG). */
export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52);

export const APP = "5ec0de5ec0de5ec0de5ec0de";

/** Where the service says that an uploaded file is. */
export const MEDIA = "https://media.smooch.io/apps/5ec0de/a.png";

/**
 * A `fetch` that keeps what it was asked, forms read as the service would read them.
 *
 * @param {(request: any, count: number) => unknown} [answer] a Response, something to throw, or nothing: the usual answer
 */
export function recorder(answer = () => undefined) {
  const requests = [];
  const fetch = async (url, init) => {
    const { method, headers, body } = init;
    const request = { method, url: String(url), headers, body, signal: init.signal };
    if (body instanceof FormData) request.parts = await partsOf(new Response(body));
    else if (typeof body === "string") request.json = JSON.parse(body);
    const answered = await answer(request, requests.push(request));
    if (answered instanceof Error) throw answered;
    return answered ?? usual(request);
  };
  return { requests, fetch };
}

/** A client of that service. */
export function clientOf(fetch, version = "v1", options = {}) {
  return new Smooch({ keyId: "app_1", secret: "s", apiVersion: version, appId: APP, fetch, maxRetries: 0, ...options });
}

/** The parts of a form, with what was sent of each. */
export async function partsOf(response) {
  const parts = {};
  for (const [name, value] of await response.formData()) {
    parts[name] =
      typeof value === "string"
        ? value
        : { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return parts;
}

function usual({ url, parts }) {
  const isV2 = url.includes("/v2/");
  if (parts) {
    const file = { mediaUrl: MEDIA, mediaType: parts.source.type };
    return Response.json(isV2 ? { attachment: file } : file, { status: 201 });
  }
  if (url.endsWith("/messages")) {
    const sent = isV2 ? { messages: [{ id: "1" }] } : { message: { _id: "1" } };
    return Response.json(sent, { status: 201 });
  }
  return Response.json({});
}
