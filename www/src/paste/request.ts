// What a curl command asks for: method, address, headers, body; and which call of the package that is.

import type { Operation } from "../steps";
import type { Word } from "./command";
import type { Finding } from "./finding";

export interface PastedRequest {
  body?: Word;
  operation?: Operation | undefined;
  version?: string | undefined;
  userId?: string | undefined;
  findings: readonly Finding[];
}

const DATA = /^(-d|--data|--data-raw|--data-binary|--data-ascii|--json)$/;
/** Options of curl that are followed by a value which does not matter here. */
const VALUED = /^(-X|--request|-u|--user|-A|--user-agent|-m|--max-time|-o|--output|--connect-timeout)$/;

export function readRequest(words: readonly Word[]): PastedRequest {
  const findings: Finding[] = [];
  const headers: Word[] = [];
  let url: Word | undefined;
  let body: Word | undefined;
  let json = false;
  let user = false;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index]!;
    const { value } = word;
    const start = word.from[0] ?? word.end;
    if (DATA.test(value)) {
      body = words[++index];
      json ||= value === "--json";
    } else if (/^-d./.test(value)) {
      body = { ...word, value: value.slice(2), from: word.from.slice(2) };
    } else if (value === "-H" || value === "--header") {
      const header = words[++index];
      if (header) headers.push(header);
    } else if (value === "--url") {
      url = words[++index];
    } else if (VALUED.test(value)) {
      user ||= value === "-u" || value === "--user";
      index += 1;
    } else if (value === "https" || value === "http") {
      findings.push({
        at: start,
        message: `“${value}” alone is taken as a host of that name.`,
        expected: "the URL",
        found: value,
        edits: [{ start, end: word.end + 1, text: "" }],
      });
    } else if (!value.startsWith("-")) {
      url ??= word;
    }
  }
  findings.push(...aboutHeaders(headers, json, user, body));
  return { ...(body && { body }), ...target(url?.value), findings };
}

function aboutHeaders(headers: readonly Word[], json: boolean, user: boolean, body: Word | undefined): Finding[] {
  const findings: Finding[] = [];
  const named = (name: string) => headers.find(({ value }) => value.toLowerCase().startsWith(`${name}:`));
  const authorization = named("authorization");
  const credentials = authorization?.value.replace(/^[^:]*:\s*/, "") ?? "";
  if (authorization && !/^(Bearer|Basic)\s/i.test(credentials)) {
    const at = authorization.from[authorization.value.length - credentials.length] ?? authorization.end;
    findings.push({
      at,
      message: "The scheme is missing: a token is shown as a Bearer.",
      expected: "Bearer",
      found: "the token alone",
      edits: [{ start: at, end: at, text: "Bearer " }],
    });
  } else if (!authorization && !user) {
    findings.push({ at: 0, note: true, message: "There is no authorization header; the service answers 401." });
  }
  if (body && !json && !named("content-type")) {
    const at = body.from[0] ?? body.end;
    findings.push({
      at,
      note: true,
      message: "There is no content-type: curl then says that the body is a form, not JSON.",
    });
  }
  return findings;
}

/** What the path says: version, user, operation. */
function target(url = ""): Pick<PastedRequest, "operation" | "version" | "userId"> {
  const match = /\/(v[\d.]+)(?:\/apps\/[^/]+)?\/appusers(?:\/([^/?]+)(?:\/(channels|messages))?)?\/?(?:\?|$)/i.exec(
    url,
  );
  if (!match) return {};
  const [, version, id, what] = match;
  const operation =
    what === "channels" ? "link" : what === "messages" ? "send" : id === undefined ? "create" : undefined;
  return { version, operation, userId: id === undefined ? undefined : unescaped(id) };
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
