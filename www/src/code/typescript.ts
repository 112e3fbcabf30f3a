// The call in TypeScript, as a user of the package writes it.

import type { CallOptions } from "smooch-edge";

import type { Draft, Key } from "../draft";
import type { Found } from "../found";
import { travelling, type Json } from "../json";
import type { Operation } from "../steps";
import { literal } from "./literal";

/** The client, with the key from the environment. */
export function clientInTypeScript({ version, baseUrl }: Draft, { auth }: Key): string {
  const options = [
    "  keyId: process.env.SMOOCH_KEY_ID,",
    "  secret: process.env.SMOOCH_SECRET,",
    auth === "basic" && `  auth: "basic",`,
    version !== "v1" && `  apiVersion: ${JSON.stringify(version)},`,
    version === "v2" && "  appId: process.env.SMOOCH_APP_ID,",
    baseUrl && `  baseUrl: ${JSON.stringify(baseUrl)},`,
  ].filter(Boolean);
  return `import { Smooch } from "smooch-edge";\n\nconst smooch = new Smooch({\n${options.join("\n")}\n});`;
}

export interface CallToWrite {
  operation: Operation;
  id: string;
  body: Json;
  options: CallOptions | undefined;
  found: readonly Found[];
}

export function callInTypeScript({ operation, id, body, options, found }: CallToWrite): string {
  const given = [
    operation !== "create" && JSON.stringify(id),
    literal(travelling(body)),
    options && literal(options as Json),
  ];
  const names = found.map(({ name }) => name).join(" and ");
  const comment =
    names && `// The client finds the ${names} by itself, and remembers ${found.length === 1 ? "it" : "them"}.\n`;
  return `${comment}await smooch.${operation}(${given.filter(Boolean).join(", ")});`;
}
