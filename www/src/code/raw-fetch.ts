// A request as a call of `fetch`, for those who want to see that there is no magic.

import type { BuiltRequest } from "smooch-edge";

import { base, readable, type Found } from "../found";
import type { Json } from "../json";
import { literal } from "./literal";
import { pieces } from "./shell";

export function rawFetch({ method, url, headers, body }: BuiltRequest, found: readonly Found[] = []): string {
  const basic = headers.authorization?.startsWith("Basic ");
  const { authorization: _shown, ...rest } = headers;
  const lines = Object.entries(rest).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  const credentials = basic
    ? "`Basic ${btoa(`${process.env.SMOOCH_KEY_ID}:${process.env.SMOOCH_SECRET}`)}`"
    : "`Bearer ${process.env.SMOOCH_TOKEN}`";
  const expressions = new Map(found.map(({ id, variable }) => [id, `process.env.${variable}`]));
  return [
    ...found.map((one) => lookedFor(one, url)),
    `const response = await fetch(${address(url, found)}, {`,
    `  method: ${JSON.stringify(method)},`,
    `  headers: {`,
    `    authorization: ${credentials},`,
    ...lines,
    `  },`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${literal(JSON.parse(body) as Json, "  ", expressions)}),`]),
    `  redirect: "manual",`,
    `  signal: AbortSignal.timeout(30_000),`,
    `});`,
    `if (!response.ok) throw new Error(\`\${response.status} \${await response.text()}\`);`,
    `const answer = await response.json();`,
  ].join("\n");
}

/** The URL as a text, or as a template where ids in it come from the environment. */
function address(url: string, found: readonly Found[]): string {
  const parts = pieces(url, found);
  if (parts.length === 1) return JSON.stringify(url);
  return `\`${parts.map((part) => (typeof part === "string" ? part.replace(/[`\\$]/g, "\\$&") : `\${process.env.${part.variable}}`)).join("")}\``;
}

/** How the package finds an id, as a comment. */
function lookedFor({ variable, looks }: Found, url: string): string {
  const path = new URL(base(url)).pathname;
  const all = looks.map((look) => `${look.method} ${path}/${readable(look.path)}`);
  return [`// ${variable}, which the package finds by itself:`, ...all.map((one) => `//   ${one}`)].join("\n");
}

/** Makes the token of the key with the platform's own cryptography. */
export const mintWithWebCrypto = `const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const header = part({ alg: "HS256", typ: "JWT", kid: process.env.SMOOCH_KEY_ID });
const claims = part({ scope: "app", exp: Math.floor(Date.now() / 1000) + 600 });

const bytes = (text) => new TextEncoder().encode(text);
const secret = bytes(process.env.SMOOCH_SECRET);
const hmac = { name: "HMAC", hash: "SHA-256" };
const key = await crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
const signature = await crypto.subtle.sign("HMAC", key, bytes(\`\${header}.\${claims}\`));

const token = \`\${header}.\${claims}.\${Buffer.from(signature).toString("base64url")}\`;`;
