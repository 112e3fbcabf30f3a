// Says what is wrong with a pasted text: first as a command, then as JSON, then as text that was decoded wrongly. The
// rules of the body itself are the package's to judge, once there is a body.

import { isObject, type Json, type JsonObject } from "../json";
import type { Operation } from "../steps";
import { readCommand, type Word } from "./command";
import { edited, type Edit, type Finding } from "./finding";
import { readJson } from "./json-reader";
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
  if (/^\$?\s*curl\s/.test(text.slice(start))) return diagnoseCurl(text);
  if (/^[{["'“]/.test(text.slice(start)) || /^\w+"?\s*:/.test(text.slice(start))) {
    const whole: Word = { value: text, from: Array.from(text, (_, index) => index), end: text.length, quote: "" };
    return concluded(text, "JSON", whole, { findings: [] });
  }
  const message = "This begins neither like a curl command nor like JSON.";
  const finding = { at: start, message, expected: "curl or an opening brace", found: text.slice(start, start + 12) };
  return { kind: "neither", findings: [finding], places: NO_PLACES };
}

function diagnoseCurl(text: string): Diagnosis {
  const { words, findings } = readCommand(text.replace(/^\s*\$/, (prompt) => " ".repeat(prompt.length)));
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
  const diagnosis: Diagnosis = {
    kind,
    findings,
    places: new Map([...places].map(([path, at]) => [path, offset(word, at)])),
    operation: request.operation ?? (isObject(body) ? guessed(body) : undefined),
    version: request.version,
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
  if ("role" in body || "text" in body || "mediaUrl" in body) return "send";
  if ("confirmation" in body || "phoneNumber" in body || "address" in body) return "link";
  if ("userId" in body || "givenName" in body) return "create";
  return "type" in body ? "link" : undefined;
}
