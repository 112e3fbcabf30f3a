// Says what is wrong with a pasted text: first as a command, then as JSON, then as text that was decoded wrongly. The
// rules of the body itself are the package's to judge, once there is a body.

import { isObject, type Json, type JsonObject } from "../json";
import type { Operation } from "../steps";
import { readCommand, type Word } from "./command";
import { edited, type Edit, type Finding } from "./finding";
import { readJson } from "./json-reader";
import { grouped } from "./groups";
import { findMojibake } from "./mojibake";
import { readRequest, type PastedRequest } from "./request";

export interface Diagnosis {
  kind: "nothing" | "curl" | "JSON" | "neither";
  findings: readonly Finding[];
  /** The text put right, where all that is wrong can be. */
  repaired?: string;
  /** The body, once the text is right. */
  body?: JsonObject;
  /** Where each member of the body stands, by its path. */
  places: ReadonlyMap<string, number>;
  operation?: Operation | undefined;
  version?: string | undefined;
  userId?: string | undefined;
}

const NO_PLACES: ReadonlyMap<string, number> = new Map();

export function diagnose(text: string): Diagnosis {
  const start = text.search(/\S/);
  if (start < 0) return { kind: "nothing", findings: [], places: NO_PLACES };
  if (/^(#[^\n]*\n\s*)*\$?\s*curl\s/.test(text.slice(start))) return diagnoseCurl(text);
  if (/^[{["'“]/.test(text.slice(start)) || /^\w+"?\s*:/.test(text.slice(start))) {
    const whole: Word = { value: text, from: Array.from(text, (_, index) => index), end: text.length, quote: "" };
    return concluded(text, "JSON", whole, { findings: [] });
  }
  const message = "This begins neither like a curl command nor like JSON.";
  const finding = { at: start, message, expected: "curl or an opening brace", found: text.slice(start, start + 12) };
  return { kind: "neither", findings: [finding], places: NO_PLACES };
}

function diagnoseCurl(text: string): Diagnosis {
  // Comments and a prompt stand before a command and are none of it.
  const before = /^\s*(#[^\n]*\n\s*)*\$?/;
  const { words, findings } = readCommand(text.replace(before, (all) => " ".repeat(all.length)));
  const { body, ...request } = readRequest(words);
  const all = { ...request, findings: [...findings, ...request.findings] };
  if (body) return concluded(text, "curl", body, all);
  const missing = {
    at: text.trimEnd().length,
    message: "The command has no body.",
    expected: "-d '{…}'",
    found: "the end",
  };
  return { kind: "curl", ...all, findings: [...all.findings, missing], places: NO_PLACES };
}

function concluded(text: string, kind: "curl" | "JSON", word: Word, request: PastedRequest): Diagnosis {
  const { findings: json, places } = readJson(word.value);
  const inBody = [...json, ...findMojibake(word.value)];
  const findings = [...request.findings, ...inBody.map((finding) => placed(finding, word))];
  findings.sort((one, other) => Number(one.note ?? false) - Number(other.note ?? false) || one.at - other.at);
  const wrong = findings.filter(({ note }) => !note);
  const body = parsed(
    edited(
      word.value,
      inBody.flatMap(({ edits = [] }) => edits),
    ),
  );
  const groups = isObject(body) && grouped(body) !== undefined;
  const form = isObject(body) ? aboutForm(body, groups, request.version) : [];
  const diagnosis: Diagnosis = {
    kind,
    findings: [...findings, ...form],
    places: new Map([...places].map(([path, at]) => [path, offset(word, at)])),
    operation: request.operation ?? (isObject(body) ? guessed(body) : undefined),
    // A body in groups is v2's, whatever the URL says.
    version: groups ? "v2" : request.version,
    userId: request.userId,
  };
  if (wrong.length > 0 && body !== undefined && wrong.every(({ edits }) => edits)) {
    diagnosis.repaired = edited(
      text,
      wrong.flatMap(({ edits = [] }) => edits),
    );
  }
  if (wrong.length === 0 && isObject(body)) diagnosis.body = body;
  if (wrong.length === 0 && !isObject(body)) {
    diagnosis.findings = [
      ...findings,
      { at: offset(word, 0), message: "A body is an object.", expected: "an opening brace", found: typeof body },
    ];
  }
  return diagnosis;
}

/** What a body has at its top in v1 alone. */
const ONLY_FLAT = new Set([
  "role",
  "type",
  "text",
  "mediaUrl",
  "userId",
  "givenName",
  "surname",
  "email",
  "properties",
]);

/** What the form of a body says about the version of the request. */
function aboutForm(body: JsonObject, isGrouped: boolean, version: string | undefined): Finding[] {
  const note = (message: string) => [{ at: 0, note: true, message }];
  if (isGrouped && version !== undefined && version !== "v2") {
    return note(
      `The URL is that of ${version}, the body that of v2, which ${version} would refuse. It is taken for v2.`,
    );
  }
  if (isGrouped) return note("The body has v2’s own form. The forms show it flat; what is sent stays the same.");
  if (version === "v2" && Object.keys(body).some((name) => ONLY_FLAT.has(name))) {
    return note("The body has the form of v1, which v2 itself would refuse; the client sends it in v2’s.");
  }
  return [];
}

/** A finding of the body where it stands in the whole text. */
function placed(finding: Finding, word: Word): Finding {
  const { at, edits, ...rest } = finding;
  return { ...rest, at: offset(word, at), ...(edits && { edits: edits.map((edit) => written(edit, word)) }) };
}

function offset({ from, end }: Word, at: number): number {
  return from[at] ?? end;
}

/** An edit as it is written within the quotes of the word. */
function written({ start, end, text }: Edit, word: Word): Edit {
  const quoted =
    word.quote === "'"
      ? text.replaceAll("'", String.raw`'\''`)
      : word.quote === '"'
        ? text.replace(/["\\$`]/g, String.raw`\$&`)
        : text;
  const first = offset(word, start);
  // An escaped character takes its backslash with it.
  const last = end > start ? offset(word, end - 1) + 1 : first;
  const escaped = word.quote === '"' && end > start && start > 0 && first - offset(word, start - 1) === 2;
  return { start: escaped ? first - 1 : first, end: last, text: quoted };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Which call a body is for, by what is in it. */
function guessed(body: JsonObject): Operation | undefined {
  const groups = grouped(body);
  if (groups) return groups;
  if ("role" in body || "text" in body || "mediaUrl" in body) return "send";
  if ("confirmation" in body || "phoneNumber" in body || "address" in body) return "link";
  if ("userId" in body || "givenName" in body) return "create";
  return "type" in body ? "link" : undefined;
}
