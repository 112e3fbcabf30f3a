// A request as a curl command. The credentials come from the environment of the shell, so that a command can be shown
// and shared, and so does what the package finds by itself; everything else is quoted so that no shell reads anything
// into it.

import type { BuiltRequest } from "smooch-edge";

import { base, type Found } from "../found";
import { quoted, withVariables } from "./shell";

export function curl({ method, url, headers, body }: BuiltRequest, found: readonly Found[] = []): string {
  const words = { url: withVariables(url, found), body: body && withVariables(body, found) };
  return `${comment(found)}${line({ method, headers, ...words })}`;
}

/** The requests by which the package finds an id, in their order. */
export function lookups({ looks }: Found, { url, headers }: BuiltRequest): string[] {
  return looks.map(({ method, path, body }) =>
    line({ method, url: quoted(`${base(url)}/${path}`), headers, body: body && quoted(JSON.stringify(body)) }),
  );
}

function comment(found: readonly Found[]): string {
  if (found.length === 0) return "";
  return ["The package finds by itself:", ...found.map(({ variable }) => variable)].map((one) => `# ${one}\n`).join("");
}

interface Line {
  method: string;
  /** Quoted, as the body is. */
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

function line({ method, url, headers, body }: Line): string {
  const basic = headers.authorization?.startsWith("Basic ");
  const parts = [`curl --request ${method}`, `--url ${url}`];
  // Double quotes: here the shell shall read the variable.
  parts.push(basic ? `--user "$SMOOCH_KEY_ID:$SMOOCH_SECRET"` : `--header "authorization: Bearer $SMOOCH_TOKEN"`);
  for (const [name, value] of Object.entries(headers)) {
    const isAboutBody = name === "content-type" && body === undefined;
    if (name !== "authorization" && !isAboutBody) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  }
  // Not --data, which would take the line breaks out and read a file where the text begins with @.
  if (body !== undefined) parts.push(`--data-raw ${body}`);
  return parts.join(" \\\n  ");
}

/** Makes `SMOOCH_TOKEN` of the key, with nothing but openssl. */
export const mintInShell = `# a token for ten minutes, signed with your key
b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
header=$(printf '{"alg":"HS256","typ":"JWT","kid":"%s"}' "$SMOOCH_KEY_ID" | b64url)
claims=$(printf '{"scope":"app","exp":%s}' "$(($(date +%s) + 600))" | b64url)
signature=$(printf '%s' "$header.$claims" |
  openssl dgst -sha256 -hmac "$SMOOCH_SECRET" -binary | b64url)
export SMOOCH_TOKEN="$header.$claims.$signature"`;
