// The help: of the whole program, and of an operation. Each fits a screen.

/** @import { Operation } from "smooch-edge/tools" */

export const HELP = `smooch: the Smooch / Sunshine Conversations API from a shell

  smooch doctor                      are key, app, host, version right?
  smooch create userId=ada           create a user
  smooch link ada type=twilio phoneNumber=+15145555555 \\
                  confirmation.type=immediate
  smooch send ada --text "Hello"     send a message
  smooch send --csv people.csv --text "Hello {name}"   to many, restartable
  smooch <operation> [ids] [body]    any operation: smooch help operations
  smooch request METHOD /path [body] any request (--param, --query, --safe)
  smooch token                       print a token that lives ten minutes
  smooch listen [--target URL]       print webhooks that reach --port (4011)
  smooch emulate                     start smooch-emulator, if installed
  smooch mcp --allow OPERATIONS      serve the operations to an agent over MCP

A body is name=text, name:=json, a JSON object, @file, or - for standard input.

  --json           one line of JSON        --dry-run, --curl  print it, unsent
  --dedupe-key KEY make a repeat harmless  --show-secrets     print secrets, too
  --api-version    v1, v1.1 or v2          --app-id, --key-id, --env FILE
  --base-url, --region, --subdomain        --timeout, --deadline, --max-retries

Environment: SMOOCH_KEY_ID, SMOOCH_SECRET, SMOOCH_APP_ID, SMOOCH_BASE_URL,
             SMOOCH_API_VERSION, SMOOCH_WEBHOOK_SECRET
Exit code:   0 done, 1 not sent, 2 wrong usage (not sent), 3 maybe sent,
             4 sent but its response is unreadable, 130 stopped`;

/**
 * @param {Operation} operation
 */
export function helpOf({ name, description, effect, arguments: ids, body, isList, inputSchema }) {
  const of = body && definition(inputSchema, inputSchema.properties[body.name]);
  const lines = [
    `smooch ${name} ${[...ids.map((id) => `<${id}>`), ...(body ? [body.isOptional ? "[body]" : body.isForm ? "@file" : "<body>"] : [])].join(" ")}`.trim(),
    "",
    wrapped(description),
    effect === "reaches" ? "\nIt reaches a person." : "",
    of ? `\n${wrapped(`Fields of the body: ${fieldsOf(inputSchema, of).join(", ")}`)}` : "",
    inputSchema.properties.query
      ? `\n--query: ${fieldsOf(inputSchema, definition(inputSchema, inputSchema.properties.query)).join(", ")}`
      : "",
    isList ? "\n--limit N (100): how many are listed, one JSON a line with --json" : "",
  ];
  return lines.filter((text, at) => at === 1 || text !== "").join("\n");
}

/**
 * The names of all operations, by their namespaces.
 *
 * @param {Operation[]} all
 * @param {string} version
 */
export function listOf(all, version) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { name } of all) {
    const [group = ""] = name.includes(".") ? name.split(".") : [""];
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  const lines = [...groups.values()].map((names) => wrapped(names.join("  "), "  "));
  return `Operations of ${version} (--api-version for another); smooch help <operation> says more:\n\n${lines.join("\n")}`;
}

/**
 * @param {any} schema
 * @param {any} part
 */
function definition(schema, part) {
  const name = /^#\/\$defs\/(\w+)$/.exec(part?.$ref ?? "")?.[1];
  return name ? schema.$defs?.[name] : part;
}

/**
 * The fields of an object, or of all variants of one; a star marks those that must be there.
 *
 * @param {any} schema
 * @param {any} of
 * @returns {string[]}
 */
function fieldsOf(schema, of) {
  if (!of) return [];
  const own = Object.keys(of.properties ?? {}).map((name) => (of.required?.includes(name) ? `${name}*` : name));
  const parts = [...(of.oneOf ?? []), ...(of.anyOf ?? []), of.then, of.else].filter(Boolean);
  const variants = parts.flatMap((part) => fieldsOf(schema, definition(schema, part)));
  const all = [...new Set([...own, ...variants])];
  return all.filter((name) => name.endsWith("*") || !all.includes(`${name}*`));
}

/**
 * @param {string} text
 * @param {string} [indent]
 */
function wrapped(text, indent = "") {
  return text
    .split("\n")
    .map((paragraph) => paragraph.replace(/(?=\S)(.{0,75}\S)(?:\s+|$)/g, `${indent}$1\n`).trimEnd())
    .join("\n");
}
