// @ts-check
// Writes messages as v2 shows them (docs/api/v2.md, section 7): author and source apart, everything else inside
// `content`, and its parts without the ids that v1 gives them.
import { given } from "../fields.js";
import { iso } from "../time.js";

/** @import { Message, Source } from "../records.js" */

/** @param {Message} message */
export function messageForm(message) {
  const { _id, receivedAt, role, authorId, source, metadata, ...rest } = message;
  const { name, avatarUrl, subtypes, template, email, ...content } = rest;
  return {
    id: _id,
    received: iso(receivedAt),
    author: {
      type: role === "appUser" ? "user" : "business",
      ...given({ subtypes, userId: role === "appUser" ? authorId : undefined, displayName: name, avatarUrl }),
    },
    content: template === undefined ? contentForm(content) : { type: "template", template },
    source: sourceForm(source),
    ...given({ metadata }),
  };
}

/** @param {Source} source */
export function sourceForm({ type, integrationId }) {
  return { type: type === "api" ? "api:conversations" : type, ...given({ integrationId }) };
}

/** @param {Record<string, any>} content */
function contentForm(content) {
  const { text, ...rest } = withoutIds(content);
  // v1 invents an empty text where a message has none.
  const worded = content.type === "text" ? text !== "" || !hasOtherWords(content) : String(text).trim() !== "";
  return { ...rest, ...(worded ? { text } : {}), ...(content.type === "form" ? { submitted: false } : {}) };
}

/** @param {Record<string, any>} content */
const hasOtherWords = ({ htmlText, markdownText, actions }) => [htmlText, markdownText, actions].some(Boolean);

/**
 * @param {any} value
 * @returns {any}
 */
function withoutIds(value) {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      if (name === "_id") return [];
      return [[name, ["items", "actions", "fields"].includes(name) ? withoutIds(part) : part]];
    }),
  );
}
