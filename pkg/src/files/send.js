// Uploads a file and sends it as a message.

/** @import { SendFileOptions } from "smooch-edge/files" */

import { share } from "../deadline.js";
import { isOurs } from "../error-class.js";
import { enter } from "../inside.js";
import { members } from "../members.js";
import { upload } from "./upload.js";

/** The media types that channels show as a picture. */
const IMAGE = /^image\/(jpeg|png|gif|webp)\b/;

/**
 * @param {any} smooch
 * @param {any} to
 * @param {unknown} file
 * @param {SendFileOptions} [options]
 */
export async function sendFile(smooch, to, file, options = {}) {
  const inside = enter(smooch, "sendFile(smooch, to, file)");
  const {
    message,
    name,
    type,
    access,
    dedupe = true,
    dedupeKey,
    conversationId,
    ...own
  } = members(() => ({ ...options }));
  const left = share(own, inside.deadline);
  // A file of a conversation that is known is removed with it.
  const conversation = members(() => to?.conversationId) ?? conversationId;
  const place = conversation === undefined ? {} : { for: "message", conversationId: conversation };
  const once = dedupeKey === undefined ? { dedupe } : { dedupeKey };
  const messageOf = (/** @type {string} */ mediaUrl, /** @type {string} */ mediaType) => ({
    role: "appMaker",
    type: IMAGE.test(mediaType) ? "image" : "file",
    mediaUrl,
    mediaType,
    ...message,
  });
  const sending = () => ({ ...left(), ...once, conversationId });
  // A message that can never be sent leaves no file behind.
  const check = (/** @type {string} */ mediaType) =>
    inside.check("send", [to], messageOf("https://file.invalid/", mediaType), sending());
  // Another file under another URL does no harm: there is one message.
  const uploading = upload(smooch, file, { ...left(), ...place, name, type, access }, "safe", check);
  const { mediaUrl, mediaType } = await uploading.catch((error) => {
    throw withoutMessage(error);
  });
  return smooch.send(to, messageOf(mediaUrl, mediaType), sending());
}

/**
 * The error of an upload, as that of a message: whatever became of the file, the message was not sent.
 *
 * @param {any} error
 */
function withoutMessage(error) {
  if (!isOurs(error) || error.sent === "no") return error;
  // The same call uploads again, and sends for the first time.
  const changes = { sent: "no", retryable: true, message: `${error.message} The message was not sent.` };
  return Object.assign(error, changes);
}
