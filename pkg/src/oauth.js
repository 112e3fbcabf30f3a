// The entry `smooch-edge/oauth`: the page on which a user of Zendesk or Smooch lets an integration in, and the headers
// that name an app of Zendesk's marketplace. It sends nothing.

/** @import { AuthorizeOptions, MarketplaceApp } from "smooch-edge/oauth" */

/** The sites of the page (docs/api/v1.md, section 2.3; docs/api/v2.md, section 1). @type {Record<string, string>} */
const PAGES = { zendesk: "https://oauth-bridge.zendesk.com/sc", us: "https://app.smooch.io" };

/**
 * @param {AuthorizeOptions} options
 * @returns {string}
 */
export function authorizeUrl(options) {
  const { clientId, redirectUri, state, at = "zendesk", ...others } = options ?? {};
  refuse("authorizeUrl", others, "clientId, redirectUri, state and at");
  if (typeof clientId !== "string" || clientId === "") {
    throw new TypeError("authorizeUrl needs the clientId of the integration.");
  }
  for (const [member, value] of Object.entries({ redirectUri, state }))
    if (value !== undefined && typeof value !== "string")
      throw new TypeError(`authorizeUrl: ${member} must be a string.`);
  const own = Object.hasOwn(PAGES, at) ? PAGES[at] : undefined;
  const page = own ?? (/^https:\/\/[^/?#]+[^?#]*$/.test(at) ? at.replace(/\/+$/, "") : undefined);
  if (!page) throw new TypeError('at must be "zendesk", "us" or an https URL before /oauth/authorize.');
  const query = new URLSearchParams({ client_id: clientId, response_type: "code" });
  if (state !== undefined) query.set("state", state);
  if (redirectUri !== undefined) query.set("redirect_uri", redirectUri);
  return `${page}/oauth/authorize?${query}`;
}

/**
 * @param {MarketplaceApp} app
 * @returns {Record<string, string>}
 */
export function marketplaceHeaders(app) {
  const { name, organizationId, appId, ...others } = app ?? {};
  refuse("marketplaceHeaders", others, "name, organizationId and appId");
  for (const [member, value] of Object.entries({ name, organizationId, appId })) {
    if (typeof value !== "string" || value === "") {
      throw new TypeError(`marketplaceHeaders needs ${member}, as a string.`);
    }
  }
  return {
    "x-zendesk-marketplace-name": name,
    "x-zendesk-marketplace-organization-id": organizationId,
    "x-zendesk-marketplace-app-id": appId,
  };
}

/**
 * @param {string} what
 * @param {object} others
 * @param {string} known
 */
function refuse(what, others, known) {
  const [unknown] = Object.keys(others);
  if (unknown) throw new TypeError(`${what} knows no ${unknown}: ${known}.`);
}
