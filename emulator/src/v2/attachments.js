// @ts-check
// The operations on files (docs/api/v2.md, section 8).
import { removeAttachment, upload } from "../attachments.js";
import { published } from "../errors.js";
import { required } from "../fields.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

/** @type {Operation<Call>[]} */
export const attachments = [
  {
    name: "attachments.upload",
    method: "POST",
    path: "/attachments",
    takes: "multipart",
    body: (parts) => {
      if (parts.source?.filename === undefined) throw published("Bad request");
      return parts.source;
    },
    status: 201,
    run: ({ service, url, body }) => {
      if (!url.searchParams.has("access")) throw published("Bad request");
      const id = url.searchParams.get("conversationId");
      const isFor = url.searchParams.get("for") === "message" && id !== null;
      const owner = isFor ? { conversationId: service.state.conversationWith(id).conversation._id } : {};
      const { mediaUrl, mediaType } = upload(service, url, body, owner);
      return { attachment: { mediaUrl, mediaType } };
    },
  },
  {
    name: "attachments.delete",
    method: "POST",
    path: "/attachments/remove",
    body: (body) => ({ mediaUrl: required(body, "mediaUrl", "string") }),
    run: ({ service, body }) => {
      removeAttachment(service, body.mediaUrl);
      return {};
    },
  },
];
