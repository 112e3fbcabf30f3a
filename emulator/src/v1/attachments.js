// @ts-check
// The operations on files, and the old one that sends an image in one request (docs/api/v1.md, section 9).
import { removeAttachment, upload } from "../attachments.js";
import { badRequest } from "../errors.js";
import { required } from "../fields.js";
import { textOf } from "../multipart.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { messageAnswer } from "./conversation.js";
import { send } from "../messages.js";

/** @import { Part } from "../multipart.js" */
/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

/** @type {Operation<Call>[]} */
export const attachments = [
  {
    name: "attachments.upload",
    method: "POST",
    path: "/attachments",
    scopes,
    takes: "multipart",
    body: fileIn,
    status: 201,
    run: ({ service, url, body }) => {
      if (!url.searchParams.has("access")) throw badRequest("access is required in the query.");
      const person = url.searchParams.get("appUserId") ?? url.searchParams.get("userId");
      const isFor = url.searchParams.get("for") === "message" && person !== null;
      const owner = isFor ? { userId: service.state.user(person)._id } : {};
      const { mediaUrl, mediaType } = upload(service, url, body.source, owner);
      return { mediaUrl, mediaType };
    },
  },
  {
    name: "attachments.delete",
    method: "POST",
    path: "/attachments/remove",
    scopes,
    body: (body) => ({ mediaUrl: required(body, "mediaUrl", "string") }),
    run: ({ service, body }) => {
      removeAttachment(service, body.mediaUrl);
      return {};
    },
  },
  {
    name: "messages.uploadImage",
    method: "POST",
    path: "/appusers/:userId/images",
    takes: "multipart",
    body: fileIn,
    status: 201,
    run: ({ service, params, url, body }) => {
      const user = service.state.user(params.userId ?? "");
      const { source, ...parts } = body;
      const fields = Object.fromEntries(
        Object.entries(/** @type {Record<string, Part>} */ (parts)).map(([name, part]) => [name, textOf(part)]),
      );
      if (fields.role !== "appMaker" && fields.role !== "appUser")
        throw badRequest("role must be one of appMaker, appUser.");
      const { mediaUrl, mediaType } = upload(service, url, source, { userId: user._id });
      return messageAnswer(service, user, send(service, user, { ...fields, type: "image", mediaUrl, mediaType }));
    },
  },
];

/**
 * @param {Record<string, Part>} parts
 */
export function fileIn(parts) {
  if (parts.source?.filename === undefined) throw badRequest("source must be a part with a file name.");
  return parts;
}
