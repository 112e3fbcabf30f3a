// Compiles the JSON Schemas that the Rust model prints (`v1.json`, `v1.1.json`, `v2.json`) into plain functions, so that the
// emulator checks bodies by the same tables as the client and needs neither Ajv nor `eval` when it runs.
// Usage: node scripts/compile-schemas.mjs [schema directory]; writes generated/validators.js.
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const BODIES = {
  v1: ["CreateUser", "UpdateUser", "Link", "Message", "CreateWebhook", "UpdateWebhook"],
  "v1.1": ["CreateUser", "UpdateUser", "Link", "Message", "CreateWebhook", "UpdateWebhook"],
  v2: ["UserCreateBody", "UserUpdateBody", "ClientCreate", "MessagePost", "ConversationCreateBody"],
};
const PROSE = ["title", "description", "$comment", "examples"];
const here = fileURLToPath(new URL("..", import.meta.url));
const schemaDirectory = resolve(process.argv[2] ?? `${here}../target/schema`);

/**
 * The service lets callers send fields that the model does not know (docs/api/v1.md, section 3, compatibility rule),
 * so the keywords that close an object are dropped. A tagged union gets Ajv's `discriminator`, so that an error
 * speaks of the branch that the caller meant.
 */
function open(schema, root) {
  if (Array.isArray(schema)) return schema.map((item) => open(item, root));
  if (schema === null || typeof schema !== "object") return schema;
  const copy = Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(value === false && /^(additional|unevaluated)Properties$/.test(key)))
      // Prose is for readers; a field of that name holds a schema and no text.
      .filter(([key, value]) => !(PROSE.includes(key) && (typeof value === "string" || key === "examples")))
      .map(([key, value]) => [key, open(value, root)]),
  );
  return Array.isArray(copy.oneOf) ? tagged(copy, root) : copy;
}

function tagged(union, root) {
  const branches = union.oneOf.map((branch) => resolveReference(branch, root));
  const isTag = (name) => {
    const values = branches.flatMap((branch) => {
      const property = branch?.properties?.[name];
      return property?.enum ?? (property && "const" in property ? [property.const] : [undefined]);
    });
    return !values.includes(undefined) && new Set(values).size === values.length;
  };
  const tag = Object.keys(branches[0]?.properties ?? {}).find(isTag);
  if (tag === undefined) return union;
  return {
    ...union,
    type: "object",
    required: [...new Set([...(union.required ?? []), tag])],
    discriminator: { propertyName: tag },
  };
}

function resolveReference(schema, root) {
  if (typeof schema?.$ref !== "string") return schema;
  return schema.$ref
    .replace("#/", "")
    .split("/")
    .reduce((node, key) => node?.[key], root);
}

async function validatorsOf(version) {
  const file = `${schemaDirectory}/${version}.json`;
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(
      `${file} is missing. Print the schemas of the Rust model first, or give their directory as argument.`,
    );
  });
  const raw = JSON.parse(text);
  const bodies = BODIES[version];
  const missing = bodies.filter((name) => raw.$defs?.[name] === undefined);
  if (missing.length > 0) throw new Error(`${file} has no $defs for ${missing.join(", ")}.`);
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    discriminator: true,
    logger: false,
    inlineRefs: false,
    code: { esm: true, source: true, lines: false },
  });
  ajv.addSchema({ ...open(raw, raw), $id: version });
  return standaloneCode(ajv, Object.fromEntries(bodies.map((name) => [name, `${version}#/$defs/${name}`])));
}

const versions = Object.keys(BODIES);
const modules = new Map();
for (const version of versions) modules.set(version, await validatorsOf(version));
const entry = [
  ...versions.map((version, index) => `import * as model${index} from "model:${version}";`),
  `export const validators = { ${versions.map((version, index) => `"${version}": model${index}`).join(", ")} };`,
].join("\n");

const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: here },
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
  minify: true,
  plugins: [
    {
      name: "model",
      setup(plugin) {
        plugin.onResolve({ filter: /^model:/ }, ({ path }) => ({
          path: path.slice("model:".length),
          namespace: "model",
        }));
        plugin.onLoad({ filter: /.*/, namespace: "model" }, ({ path }) => ({
          contents: modules.get(path),
          resolveDir: here,
        }));
      },
    },
  ],
});
const code = outputFiles[0].text;
// esbuild writes `__require` where an import could not be bundled.
if (/\bnew Function\b|\beval\(|\b__require\b/.test(code)) {
  throw new Error(
    "The compiled validators would need eval or require at run time, which a browser page under CSP refuses.",
  );
}
await mkdir(`${here}generated`, { recursive: true });
await writeFile(
  `${here}generated/validators.js`,
  `// Written by scripts/compile-schemas.mjs from the Rust model's JSON Schemas. Do not edit.\n${code}`,
);
await writeFile(
  `${here}generated/validators.d.ts`,
  `export interface SchemaError { instancePath: string; schemaPath: string; keyword: string; message?: string; params: Record<string, any> }
export interface Validator { (body: unknown): boolean; errors?: SchemaError[] | null }
export const validators: Record<string, Record<string, Validator>>;
`,
);
console.log(`generated/validators.js: ${code.length} bytes, ${versions.join(", ")}`);
