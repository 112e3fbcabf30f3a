// @ts-check
// Where uploaded files are read: a public one by whoever has its address, another one with credentials of its app.
import { authorize } from "./auth.js";
import { attachmentOf } from "./attachments.js";

/** @import { Call, Operation } from "./operation.js" */

/** @type {Operation<Call>[]} */
export const operations = [
  {
    name: "attachments.download",
    method: "GET",
    path: "/:appId/:attachmentId/:name",
    scopes: [],
    run: async ({ service, params, headers }) => {
      const { appId = "", attachmentId = "" } = params;
      const { access, bytes, mediaType } = attachmentOf(service.account.app(appId), attachmentId);
      if (access !== "public") await authorize(service, headers.get("authorization") ?? undefined, { appId });
      return new Response(bytes, { headers: { "content-type": mediaType, "content-length": String(bytes.length) } });
    },
  },
];
