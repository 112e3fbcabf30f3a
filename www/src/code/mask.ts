// Credentials as the page shows them: enough to see what they are, nothing that opens anything.

const DOTS = "••••••••";

/** An `Authorization` header: of a token its readable parts, of anything else the scheme. */
export function masked(authorization: string): string {
  const [scheme = "", credentials = ""] = authorization.split(" ");
  const [header, claims, signature] = credentials.split(".");
  if (scheme === "Bearer" && header && claims && signature) return `Bearer ${header.slice(0, 12)}…${DOTS}`;
  return `${scheme} ${DOTS}`;
}

/** What a token says, or `undefined` where it is none. */
export function claimsOf(authorization: string): { header: unknown; claims: unknown } | undefined {
  const [header, claims] = authorization.replace(/^Bearer /, "").split(".");
  try {
    return { header: decoded(header!), claims: decoded(claims!) };
  } catch {
    return undefined;
  }
}

function decoded(part: string): unknown {
  return JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")));
}
