// Uploads a file: tells its name and type, and leaves the request to the client.

/** @import { UploadOptions } from "smooch-edge/files" */

import { share } from "../deadline.js";
import { enter } from "../inside.js";
import { members } from "../members.js";
import { invalid, toError } from "../to-error.js";
import { contentsOf } from "./contents.js";
import { mediaTypeOf, nameFor } from "./media-type.js";

/** The most bytes of a file (docs/api/v1.md, section 9; docs/api/v2.md, section 3). */
const MOST = { v1: 10, "v1.1": 10, v2: 50 };

/** A media type, and its parameters (RFC 9110, 8.3.1), in the characters that a `Blob` keeps. */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *;[ -~]*)?$/;

/**
 * @param {any} smooch
 * @param {unknown} file
 * @param {UploadOptions} [options]
 */
export async function uploadFile(smooch, file, options = {}) {
  enter(smooch, "uploadFile(smooch, file)");
  return upload(
    smooch,
    file,
    members(() => ({ ...options })),
  );
}

/**
 * @param {any} smooch
 * @param {unknown} file
 * @param {any} options
 * @param {"safe"} [retry]
 * @param {(mediaType: string) => Promise<unknown>} [check] rejects if the file is not to be uploaded
 * @returns {Promise<{ mediaUrl: string, mediaType: string }>}
 */
export async function upload(smooch, file, options, retry, check) {
  const inside = enter(smooch, "uploadFile(smooch, file)");
  const { name, type, access = "public", for: purpose, userId, appUserId, conversationId, ...own } = options;
  const left = share(own, inside.deadline);
  const query = Object.fromEntries(
    Object.entries({ access, for: purpose, userId, appUserId, conversationId }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  for (const [member, value] of Object.entries({ name, type }))
    if (value !== undefined && typeof value !== "string")
      throw invalid(member, `${member} must be a string.`, "a string", "something else");
  if (type && !MEDIA_TYPE.test(type))
    throw invalid("type", "type must be a media type, such as application/pdf.", "a media type", "something else");
  // A wrong option is refused before the file is read.
  await inside.check("attachments.upload", [], undefined, own, query);
  const limits = {
    most: MOST[/** @type {keyof typeof MOST} */ (smooch.apiVersion)] * 1024 * 1024,
    signal: own.signal,
    deadline: left().deadline,
  };
  const { form, mediaType } = await contentsOf(file, limits, async (contents) => {
    const { blob } = contents;
    const known = contents.type === "application/octet-stream" ? "" : contents.type;
    const called = name || contents.name;
    const mediaType = type ?? (known || (await mediaTypeOf(blob, called)));
    if (!mediaType) {
      const message = "type must be given: neither the name nor the first bytes of the file tell it.";
      throw invalid("type", message, "a media type", "nothing");
    }
    const form = new FormData();
    form.append("source", blob.slice(0, blob.size, mediaType), called || nameFor(mediaType));
    return { form, mediaType };
  });
  await check?.(mediaType);
  const answer = await smooch.request("POST", "/attachments", { ...left(), body: form, query, retry });
  const uploaded = { mediaType, ...(answer.attachment ?? answer) };
  if (typeof uploaded.mediaUrl !== "string") {
    const message = "The service took the file, and its response does not say where it is (mediaUrl).";
    const operation = "attachments.upload";
    throw toError({ name: "ResponseError", code: "no_media_url", message, operation, sent: "yes", retryable: false });
  }
  return uploaded;
}
