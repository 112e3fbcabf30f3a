// The reference: a page an operation, made of what its row says.

import { Smooch, type BuiltRequest } from "smooch-edge";

import { curl } from "../code/curl";
import { emulatorKey } from "../draft";
import { argumentsOf, firstCall, methodOf } from "../operations/call";
import type { Row } from "../operations/catalog";
import type { Schema, SchemaDocument } from "../schema/schema";
import { fieldTables } from "./fields";
import type { Page } from "./page";

/** `target/operations/pages.json` */
export interface Printed {
  groups: readonly { name: string; doc: string; operations: readonly string[] }[];
  /** Each table of errors once. */
  errors: readonly (readonly Failure[])[];
  operations: Record<string, readonly PrintedRow[]>;
  definitions: Record<string, Record<string, Schema>>;
}

interface PrintedRow extends Row {
  doc: string;
  note: string;
  signature: string;
  isChecked: boolean;
  /** The number of its table of errors. */
  errors: number;
}

/** What may come of a request: the error of the call, what that says of `sent`, and whether the request is retried before. */
interface Failure {
  outcome: string;
  class: string;
  sent: string;
  retried: string;
}

export async function referencePages(printed: Printed): Promise<Page[]> {
  const pages: Page[] = [];
  for (const { operations } of printed.groups) {
    for (const name of operations) pages.push(await operationPage(name, printed));
  }
  return [indexPage(printed), ...pages];
}

function indexPage({ groups, operations }: Printed): Page {
  const versions = Object.keys(operations);
  const parts = groups.map(({ name, doc, operations: names }) => {
    const lines = names.map((one) => {
      const having = versions.filter((version) => operations[version]!.some((row) => row.name === one));
      const { doc } = rowOf(operations, having[0]!, one)!;
      return `| [\`${one}\`](${one}.md) | ${having.join(", ")} | ${firstSentence(doc).replaceAll("|", "\\|")} |`;
    });
    return `## ${name}\n\n${doc}\n\n| operation | versions | what it does |\n| --- | --- | --- |\n${lines.join("\n")}`;
  });
  const summary = "Every operation of the API: what it does, its path, its fields, what a retry would do.";
  return {
    path: "reference/index",
    title: "Reference",
    summary,
    section: "reference",
    markdown: `# Reference\n\n${summary} Each page has a form that runs in the page. Any other path of the API is a [\`request\`](../guide/calls.md).\n\n${parts.join("\n\n")}\n`,
  };
}

function rowOf(operations: Printed["operations"], version: string, name: string): PrintedRow | undefined {
  return operations[version]?.find((row) => row.name === name);
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, ".") ?? text;
}

async function operationPage(name: string, { operations, definitions, errors }: Printed): Promise<Page> {
  const forms: { versions: string[]; requests: string[]; text: string }[] = [];
  let doc = "";
  for (const version of Object.keys(operations)) {
    const row = rowOf(operations, version, name);
    if (!row) continue;
    doc ||= row.doc;
    const document = { $defs: { ...definitions.v1, ...definitions[row.version ?? version] } };
    const text = await formText(version, row, document, errors[row.errors]!);
    const request = `\`${row.method} ${row.path}\``;
    const alike = forms.find((form) => unversioned(form.text) === unversioned(text));
    if (alike) {
      alike.versions.push(version);
      alike.requests.push(request);
    } else forms.push({ versions: [version], requests: [request], text });
  }
  const having = forms.flatMap(({ versions }) => versions);
  const parts = forms.map(({ versions, requests, text }) => {
    return `## ${versions.join(" and ")}\n\n${[...new Set(requests)].join("\n\n")}\n\n${text}`;
  });
  return {
    path: `reference/${name}`,
    title: name,
    summary: firstSentence(doc),
    section: "reference",
    operation: name,
    words: name.replace(/([A-Z])/g, " $1").replaceAll(".", " "),
    markdown: `# ${name}\n\n${doc}\n\nIn ${list(having)}.\n\n<!-- live form -->\n\n${parts.join("\n\n")}\n`,
  };
}

function unversioned(text: string): string {
  return text.replace(/v1(\.1)?\b/g, "v1");
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What a version says of an operation. */
async function formText(
  version: string,
  row: PrintedRow,
  document: SchemaDocument,
  failures: readonly Failure[],
): Promise<string> {
  const { signature, throws } = signatureOf(row);
  const parts = [
    row.note,
    `### In TypeScript\n\n\`\`\`ts\n${signature}\n\`\`\``,
    row.body && fields(`Body: ${row.body.name}`, row.body, document, row),
    row.query && fields("Query", row.query, document),
    `### Response\n\n\`${row.response.replace(/,.*/, "")}\`${row.response.includes(",") ? `: ${row.response.replace(/^.*?, /, "")}` : ""}. [How lists and responses are read](../guide/calls.md).`,
    row.lookup && `### Looked up first\n\nBefore the request, the client looks up ${row.lookup}.`,
    `### Errors and retries\n\n${errorsText(row, failures, throws)}`,
    `### curl\n\n\`\`\`sh\n${await command(version, row, document)}\n\`\`\``,
  ];
  return parts.filter(Boolean).join("\n\n");
}

function fields(
  title: string,
  { schema, isOptional }: { schema: Schema; isOptional: boolean },
  document: SchemaDocument,
  row?: PrintedRow,
): string {
  const checked =
    row && !row.body?.isForm
      ? row.isChecked
        ? "It is checked before it is sent."
        : "It is typed, and passed on as it is."
      : "";
  const form = row?.body?.isForm ? "It goes as a form (`multipart/form-data`); a file alone will do." : "";
  const said = [isOptional ? "It may be left out." : "", checked, form].filter(Boolean).join(" ");
  return [`### ${title}`, said, fieldTables(schema, document, "####")].filter(Boolean).join("\n\n");
}

function errorsText(row: PrintedRow, failures: readonly Failure[], throws: readonly string[]): string {
  const own = throws.map((line) => `- \`${line.replace(/^\{(\w+)\}\s*/, "$1`: ")}.`);
  const lines = failures.map(
    ({ outcome, class: name, sent, retried }) => `| ${outcome} | \`${name}\` | \`"${sent}"\` | ${retried} |`,
  );
  return [
    `A request that has arrived and is sent again ${row.retry}. [What is retried](../guide/retries.md).`,
    own.join("\n"),
    `| outcome | error | \`sent\` | retried |\n| --- | --- | --- | --- |\n${lines.join("\n")}`,
    "Where it is retried, the error comes after the last attempt. [Errors](../guide/errors.md) has what each of them holds.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The most characters of a line that a page of the reference shows without scrolling, its two lists beside it. */
const WIDTH = 74;

/** The signature, and the lines of its comment that say what it throws. */
function signatureOf({ name, signature }: PrintedRow): { signature: string; throws: string[] } {
  const [comment = "", code = ""] = signature.includes("*/") ? signature.split(/\*\/\n/) : ["", signature];
  const throws = Array.from(comment.matchAll(/@throws (.*(?:\n\s+\* (?!@).*)*)/g), ([, line]) => {
    return line!
      .replace(/\n\s+\* /g, " ")
      .replace(/\{@link (\w+)\}/g, "`$1`")
      .trim();
  });
  const method = name.split(".").at(-1)!;
  const called = code
    .trim()
    .replace(new RegExp(`^${method}`), `smooch.${name}`)
    .replace(/;$/, "");
  if (called.length <= WIDTH) return { signature: called, throws };
  const [, head, inside, tail] = /^([^(]*\()(.*)(\): [^)]*)$/s.exec(called) ?? [];
  if (!inside) return { signature: called, throws };
  return { signature: `${head}\n  ${inside.split(/, (?=\w+\??: )/).join(",\n  ")},\n${tail}`, throws };
}

/** The request that the package makes of a first call. */
async function command(version: string, row: PrintedRow, document: SchemaDocument): Promise<string> {
  const { keyId, secret } = emulatorKey;
  const appId = "your-app-id";
  const smooch = new Smooch({ keyId, secret, apiVersion: version, ...(version === "v2" && { appId }) } as any);
  const call = firstCall(version, row, {}, document);
  const request = (await methodOf(smooch.build, row)(...argumentsOf(row, call, true))) as BuiltRequest;
  // The header that names this program is not a part of the API.
  const { "user-agent": _, ...headers } = request.headers;
  const text = curl({ ...request, headers });
  return row.body?.isForm
    ? `${text} \\\n  --form ${Object.keys(document.$defs[row.body.schema.$ref!.split("/").at(-1)!]?.properties ?? { source: 0 })[0]}=@file.png`
    : text;
}
