// Runs the guide's code as it stands: what its reader has stands before it, and nothing in it is changed.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { transformSync } from "esbuild";

import { place } from "./place.mjs";
import { snippets } from "./snippets.mjs";
import { until } from "./trial.mjs";

const dist = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));

export const ITEM = {
  operation: "send",
  id: "ada",
  body: { role: "appMaker", type: "text", text: "Your parcel is here." },
};

const ITS_READER = `import { Smooch } from "smooch-edge";
  const item = ${JSON.stringify(ITEM)};
  const onDead = ({ error }) => console.error(error);
`;

/** A service where ada is, and the settings of a client for it. */
export async function service(context) {
  const { emulator, client } = await place(context);
  return {
    client,
    /** Resolves once the message of the item is there, and nothing else. */
    arrival: async () => {
      await until(() => emulator.state.messages.length > 0, "the send");
      assert.deepEqual(
        emulator.state.messages.map(({ text }) => text),
        [ITEM.body.text],
      );
    },
  };
}

/** The code of a piece, as JavaScript, and apart from it the line that stands "wherever you send". */
function codeOf(name) {
  const piece = snippets()[name];
  const lines = piece.split("\n");
  const sends = lines.filter((line) => line.includes("// wherever you send"));
  const rest = lines.filter((line) => !sends.includes(line)).join("\n");
  const script = (code) =>
    transformSync(code, { loader: "ts", tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } }).code;
  return { whole: script(piece), sends: sends.join("\n"), rest: script(rest) };
}

/**
 * Writes a piece as a program of this folder, for the time of a test.
 *
 * @param {import("node:test").TestContext} context
 * @param {string} name
 * @param {object} client
 * @param {string} before lines that stand before it
 * @param {string} [after]
 * @returns {string} its path
 */
export function write(context, name, client, before, after = "") {
  const folder = join(import.meta.dirname, ".guide");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name.replace(".ts", ".mjs"));
  context.after(() => rmSync(path, { force: true }));
  const smooch = `const smooch = new Smooch(${JSON.stringify(client)});\n`;
  writeFileSync(path, `${ITS_READER}${smooch}${before}\n${codeOf(name).whole}\n${after}`);
  return path;
}

/**
 * The modules of two Workers: one that sends with the line "wherever you send" at each request, and one that is the rest.
 * Without a queue between them they are one.
 *
 * @param {string} name
 */
export function workersOf(name) {
  const { sends, rest } = codeOf(name);
  const clientOf = "const clientOf = (env) => new Smooch(env.client);\n";
  const sender = `export default { async fetch(request, env) {\n${sends}\nreturn new Response(); } };\n`;
  const modules = (contents) => [
    { type: "ESModule", path: "worker.mjs", contents: `${ITS_READER}${clientOf}${contents}` },
    { type: "ESModule", path: "smooch-edge", contents: readFileSync(join(dist, "workerd.mjs"), "utf8") },
    { type: "ESModule", path: "smooch-edge/queue", contents: readFileSync(join(dist, "queue.mjs"), "utf8") },
    { type: "CompiledWasm", path: WASM, contents: readFileSync(join(dist, WASM)) },
  ];
  return { sender: modules(sender), rest: modules(rest), both: modules(`${rest}\n${sender}`) };
}

const WASM = "smooch_edge_bg.wasm";
