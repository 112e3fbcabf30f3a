/** The options of {@link authorizeUrl}. */
export interface AuthorizeOptions {
  /** The id of your integration. */
  clientId: string;
  /** The URL that the user is sent back to. Default: the address that the integration was registered with. */
  redirectUri?: string | undefined;
  /**
   * A value that comes back with the user, so that you can check that the response is yours: random, and kept with the
   * user's session.
   */
  state?: string | undefined;
  /**
   * The site of the page: `"zendesk"` for apps of its marketplace (the default), `"us"` for legacy accounts of Smooch
   * in the US, or the URL before `/oauth/authorize`.
   */
  at?: "zendesk" | "us" | (string & {}) | undefined;
}

/**
 * The page on which a user lets your integration in. They come back to `redirectUri` with `code` and `state`; `code` is
 * what `oauth.getToken` exchanges for a token. It sends nothing.
 *
 * @throws {TypeError} if an option is missing or unknown
 * @example
 * ```ts
 * import { authorizeUrl } from "smooch-edge/oauth";
 *
 * const state = crypto.randomUUID();
 * return Response.redirect(authorizeUrl({ clientId: env.CLIENT_ID, state }));
 * ```
 */
export declare function authorizeUrl(options: AuthorizeOptions): string;

/** An app of Zendesk's marketplace. Its ids are those that the marketplace gave it. */
export interface MarketplaceApp {
  /** The name of the app. */
  name: string;
  /** The id of the organization. */
  organizationId: string;
  /** The id of the app. */
  appId: string;
}

/**
 * The three headers by which Zendesk wants an app of its marketplace to name itself in every request:
 * `X-Zendesk-Marketplace-Name`, `-Organization-Id` and `-App-Id`.
 *
 * @throws {TypeError} if a member is missing or unknown
 * @example
 * ```ts
 * import { marketplaceHeaders } from "smooch-edge/oauth";
 *
 * const headers = marketplaceHeaders({ name: "Acme Bot", organizationId: "4242", appId: "1717" });
 * const smooch = new Smooch({ token, apiVersion: "v2", appId, headers });
 * ```
 */
export declare function marketplaceHeaders(app: MarketplaceApp): Record<string, string>;
