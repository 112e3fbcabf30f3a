// A request as a curl command. The credentials come from the environment of the shell, so that a command can be shown
// and shared; everything else is quoted so that no shell reads anything into it.

import type { BuiltRequest } from "smooch-edge";

import { quoted } from "./shell";

export function curl({ method, url, headers, body }: BuiltRequest): string {
  const basic = headers.authorization?.startsWith("Basic ");
  const parts = [`curl --request ${method}`, `--url ${quoted(url)}`];
  // Double quotes: here the shell shall read the variable.
  parts.push(basic ? `--user "$SMOOCH_KEY_ID:$SMOOCH_SECRET"` : `--header "authorization: Bearer $SMOOCH_TOKEN"`);
  for (const [name, value] of Object.entries(headers)) {
    if (name !== "authorization") parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  }
  // Not --data, which would take the line breaks out and read a file where the text begins with @.
  if (body !== undefined) parts.push(`--data-raw ${quoted(body)}`);
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
