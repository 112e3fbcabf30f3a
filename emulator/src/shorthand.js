// @ts-check
// The shorthand inside the text of a message (docs/api/v1.md, section 6.5): buttons written as `%[label](target)`, payments
// as `$[label](25.00)`, pictures as `![](url)`. A picture becomes a message of its own.

/**
 * @typedef {object} Expansion
 * @property {string} text what is left
 * @property {Record<string, any>[]} actions
 * @property {string[]} images
 */

const PATTERN = /([%$])\[([^\]]+)\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)/g;

/**
 * @param {string} text
 * @returns {Expansion}
 */
export function expand(text) {
  /** @type {Expansion} */
  const expansion = { text, actions: [], images: [] };
  const rest = text.replace(PATTERN, (whole, sign, label, target, image) => {
    if (image !== undefined) {
      expansion.images.push(image);
      return "";
    }
    const action = sign === "$" ? payment(label, target) : button(label, target);
    if (action === undefined) return whole;
    expansion.actions.push(action);
    return "";
  });
  if (rest !== text) expansion.text = rest.trim();
  return expansion;
}

/**
 * @param {string} label
 * @param {string} target
 */
function button(label, target) {
  const [, kind, payload] = /^(reply|postback):(.*)$/.exec(target) ?? [];
  if (kind !== undefined) return { type: kind, text: label, payload };
  if (target === "location") return { type: "locationRequest", text: label };
  return /^https?:|^mailto:|^tel:/.test(target) ? { type: "link", text: label, uri: target } : undefined;
}

/**
 * @param {string} label
 * @param {string} amount
 */
function payment(label, amount) {
  const cents = Math.round(Number(amount) * 100);
  return Number.isFinite(cents) ? { type: "buy", text: label, amount: cents } : undefined;
}
