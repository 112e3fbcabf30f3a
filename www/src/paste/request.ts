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
  const asked = target(url);
  return { ...(body && { body }), ...asked, findings: [...findings, ...asked.findings] };
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

/** What a version calls a user and a channel in paths. */
const NOUNS = {
  v1: { user: "appusers", channel: "channels" },
  v2: { user: "users", channel: "clients" },
};

const OPERATIONS: Record<string, Operation> = { channels: "link", clients: "link", messages: "send" };

/** What the path says: version, user, operation; and whether it speaks of them as its version does. */
function target(url: Word | undefined): Omit<PastedRequest, "body"> {
  const conversation = /\/(v2)\/apps\/[^/]+\/conversations\/[^/?]+\/messages\/?(?:\?|$)/i.exec(url?.value ?? "");
  if (conversation) {
    const message = "The conversation in the URL is left out: the client finds that of the user.";
    return { version: "v2", operation: "send", findings: [{ at: 0, note: true, message }] };
  }
  const match =
    /\/(v[\d.]+)(\/apps\/[^/]+)?\/(appusers|users)(?:\/([^/?]+)(?:\/(channels|clients|messages))?)?\/?(?:\?|$)/i.exec(
      url?.value ?? "",
    );
  if (!url || !match) return { findings: [] };
  const [, version = "", app, user = "", id, what] = match;
  const nouns = version === "v2" ? NOUNS.v2 : NOUNS.v1;
  const place = match.index + `/${version}${app ?? ""}/`.length;
  const findings = misnamed(url, place, user, nouns.user, version);
  if (what && what !== "messages") {
    const last = url.value.indexOf(`/${what}`, place + user.length + 1 + (id?.length ?? 0)) + 1;
    findings.push(...misnamed(url, last, what, nouns.channel, version));
  }
  if (version === "v2" && app === undefined) {
    findings.push({ at: url.from[place] ?? url.end, note: true, message: "In v2 every path names the app." });
  }
  if (version === "v2" && what === "messages") {
    const message = "In v2 messages belong to conversations, not to users; the client finds the one of the user.";
    findings.push({ at: url.from[place] ?? url.end, note: true, message });
  }
  return {
    version,
    operation: what ? OPERATIONS[what] : id === undefined ? "create" : undefined,
    userId: id === undefined ? undefined : unescaped(id),
    findings,
  };
}

function misnamed(url: Word, at: number, found: string, expected: string, version: string): Finding[] {
  if (found === expected) return [];
  const start = url.from[at] ?? url.end;
  const message = `In ${version} this is called ${expected}.`;
  const edits = [{ start, end: start + found.length, text: expected }];
  return [{ at: start, message, expected, found, edits }];
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
