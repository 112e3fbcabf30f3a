// Any operation of the API, by its name: `smooch send ada --text "Hello"`, `smooch users.get ada`.

/** @import { Operation } from "smooch-edge/tools" */

import { hideSecrets } from "../tools/hide.js";
import { invoke } from "../tools/invoke.js";
import { bodyOf, fieldsOf, fileOf } from "./body.js";
import { connect } from "./connect.js";
import { curl, shown } from "./curl.js";
import { UsageError } from "./exit.js";
import { defined, number, parse } from "./options.js";
import { line, note, result } from "./print.js";

/** @type {import("./options.js").Options} */
const OWN = {
  "dry-run": { type: "boolean" },
  curl: { type: "boolean" },
  query: { type: "string", multiple: true },
  limit: { type: "string" },
  text: { type: "string" },
  dedupe: { type: "boolean" },
  "dedupe-key": { type: "string" },
  "conversation-id": { type: "string" },
  "integration-id": { type: "string" },
};

/** How many items of a list are shown unless `--limit` says otherwise. */
const SHOWN = 100;

/**
 * @param {Operation} operation
 * @param {string[]} args
 */
export async function call(operation, args) {
  const { values, positionals } = parse(args, OWN);
  const limit = number(values, "limit") ?? SHOWN;
  const ids = idsOf(operation, positionals, values);
  const given = await readBody(operation, positionals.slice(operation.arguments.length), values);
  const smooch = connect(values);
  // A conversation in place of the user is no option as well.
  const isInId = ids.some((id) => typeof id === "object");
  const options = optionsOf(isInId ? { ...values, "conversation-id": undefined } : values);
  const query = values.query && fieldsOf(values.query);
  const all = { ids, body: given, query, options };
  if (values["dry-run"] || values.curl) {
    const request = await invoke(smooch.build, operation, all);
    return describe(request, values, operation.body?.isForm ? partsOf(given, positionals) : undefined);
  }
  const answer = invoke(smooch, operation, all);
  if (!operation.isList) return result(await answer, values);
  let left = limit;
  if (left === 0) return;
  for await (const item of answer.items()) {
    result(item, values);
    if (--left === 0) return;
  }
}

/**
 * Prints a request that is not sent, without the secrets in its body unless they are asked for.
 *
 * @param {any} request
 * @param {Record<string, any>} values
 * @param {Record<string, string>} [form] the parts of its form
 */
export function describe({ body: whole, ...rest }, values, form) {
  const body = whole === undefined || values["show-secrets"] ? whole : JSON.stringify(hideSecrets(JSON.parse(whole)));
  if (body !== whole && JSON.stringify(JSON.parse(whole)) !== body)
    note("The body has secrets, which are [hidden] here: --show-secrets shows them.");
  const request = body === undefined ? rest : { ...rest, body };
  if (values.curl) line(curl(request, values, form));
  else if (values.json) line(JSON.stringify({ ...shown(request), ...(form && { form }) }));
  else {
    const { method, url, headers } = shown(request);
    line(`${method} ${url}`);
    for (const [name, value] of Object.entries(headers)) line(`${name}: ${value}`);
    if (body !== undefined) line(`\n${JSON.stringify(JSON.parse(body), null, 2)}`);
    if (form) line(`\na form: ${JSON.stringify(form, null, 2)}`);
  }
}

/**
 * The parts of a form, as curl takes them: of a file its path.
 *
 * @param {Record<string, unknown>} body
 * @param {string[]} positionals
 */
function partsOf(body, positionals) {
  const path = positionals.find((one) => one.startsWith("@"));
  const parts = Object.entries(body ?? {}).map(([name, value]) => [name, value instanceof File ? path : `${value}`]);
  return Object.fromEntries(parts);
}

/**
 * The options of a call.
 *
 * @param {Record<string, any>} values
 */
function optionsOf(values) {
  return defined({
    dedupe: values.dedupe ?? (values["dedupe-key"] === undefined ? undefined : true),
    dedupeKey: values["dedupe-key"],
    conversationId: values["conversation-id"],
    integrationId: values["integration-id"],
  });
}

/**
 * @param {Operation} operation
 * @param {string[]} positionals
 * @param {Record<string, any>} values
 */
function idsOf({ name, arguments: names, inputSchema }, positionals, values) {
  // In v2 a conversation may take the place of the user.
  const conversationId = values["conversation-id"];
  return names.map((argument, at) => {
    const id = positionals[at];
    if (id === undefined) throw new UsageError(`${name} needs ${names.slice(at).join(", ")}. See smooch help ${name}.`);
    const takes = inputSchema.properties[argument];
    return id === "-" && conversationId && takes && "anyOf" in takes ? { conversationId } : id;
  });
}

/**
 * The body of the call.
 *
 * @param {Operation} operation
 * @param {string[]} parts
 * @param {Record<string, any>} values
 */
async function readBody({ name, body }, parts, { text }) {
  if (!body) {
    if (parts.length > 0)
      throw new UsageError(
        `${name} takes no more than its ids: "${parts[0]}" is one too many. See smooch help ${name}.`,
      );
    return undefined;
  }
  if (body.isForm && parts[0]?.startsWith("@"))
    return { source: await fileOf(parts[0]), ...(await bodyOf(parts.slice(1))) };
  const given = await bodyOf(parts);
  if (text !== undefined) {
    if (name !== "send") throw new UsageError(`--text is for send. See smooch help ${name}.`);
    return { role: "appMaker", type: "text", text, ...given };
  }
  if (given === undefined && !body.isOptional)
    throw new UsageError(
      `${name} needs a body: name=text, a JSON object, @file, or - for the standard input. See smooch help ${name}.`,
    );
  return given;
}
