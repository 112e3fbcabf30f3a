// @ts-check
// Files that were uploaded: kept in memory, served under the address of the request that brought them, gone when they
// are removed, or with the conversation or the person that they were for (docs/api/v1.md, section 9; docs/api/v2.md,
// section 8).
import { attachmentNotFound, badRequest, published } from "./errors.js";

/** @import { Attachment } from "./records.js" */
/** @import { Part } from "./multipart.js" */
/** @import { Service } from "./service.js" */

const ACCESS = ["public", "private"];

/**
 * @param {Service} service
 * @param {URL} url of the request
 * @param {Part} source
 * @param {{ conversationId?: string | undefined, userId?: string | undefined }} [owner] with whom it goes
 * @returns {Attachment}
 */
export function upload(service, url, source, owner = {}) {
  const access = url.searchParams.get("access") ?? "public";
  if (!ACCESS.includes(access)) throw badRequest(`access must be one of ${ACCESS.join(", ")}.`);
  const _id = service.ids.hex(26);
  const { conversationId, userId } = owner;
  const base = /^\/+sc(?=\/)/.test(url.pathname) ? `${url.origin}/sc` : url.origin;
  const attachment = {
    _id,
    mediaUrl: `${base}/attachments/${service.settings.app.id}/${_id}/${encodeURIComponent(source.filename || "file")}`,
    mediaType: source.type,
    bytes: source.bytes,
    access,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(userId === undefined ? {} : { userId }),
  };
  service.state.attachments.push(attachment);
  return attachment;
}

/**
 * @param {Service} service
 * @param {string} id
 */
export function attachmentOf({ state }, id) {
  const found = state.attachments.find(({ _id }) => _id === id);
  if (found === undefined) throw attachmentNotFound();
  return found;
}

/**
 * @param {Service} service
 * @param {string} mediaUrl
 */
export function removeAttachment(service, mediaUrl) {
  const ours = new RegExp(`/attachments/${service.settings.app.id}/([^/]+)/[^/]*$`).exec(mediaUrl);
  if (ours === null) throw published(`Unsupported media URL for attachment deletion: ${mediaUrl}`);
  const gone = attachmentOf(service, ours[1] ?? "");
  service.state.attachments = service.state.attachments.filter((one) => one !== gone);
}

/**
 * What was uploaded for a conversation or a person goes with it.
 * @param {Service} service
 * @param {{ conversationId?: string, userId?: string }} owner
 */
export function forget({ state }, { conversationId, userId }) {
  state.attachments = state.attachments.filter(
    (one) =>
      !(conversationId !== undefined && one.conversationId === conversationId) &&
      !(userId !== undefined && one.userId === userId),
  );
}
