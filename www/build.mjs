// Builds the site into `www/dist/`: guide, reference and playground, static files for any host. It takes the built package
// and what the build printed as they are (`npm run build`), installs the site's own packages, and prints what a first visit
// of the playground loads.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { build as bundle } from "esbuild";

import { fail, root, say } from "../scripts/run.mjs";
import { packages } from "../scripts/setup.mjs";

const www = fileURLToPath(new URL(".", import.meta.url));
const dist = join(www, "dist");
const schemas = join(www, "..", "target", "schema");
const pages = join(www, "..", "target", "operations", "pages.json");

/** What a first visit may load, in bytes of gzip: all JavaScript and WebAssembly. */
const BUDGET = 150_000;

export async function buildPlayground() {
  if (!existsSync(schemas)) fail("the package is not built yet; `npm run build` builds it");
  packages(www);
  say("building the site");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const { metafile } = await bundle({
    absWorkingDir: www,
    entryPoints: {
      page: "src/main.tsx",
      style: "src/style/style.css",
      site: "src/site/client.ts",
      pages: "src/style/site-all.css",
    },
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    outdir: dist,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    // The package's entry that takes the module as a file: half as large as the base64 of the others.
    conditions: ["workerd"],
    plugins: [schemaDocuments, operationPages, compiledWasm],
  });
  const outputs = Object.keys(metafile.outputs).map((path) => basename(path));
  const find = (pattern) => outputs.find((name) => pattern.test(name));
  const links = [
    `<link rel="stylesheet" href="../${find(/^style-.*\.css$/)}" />`,
    `<script type="module" src="../${find(/^page-.*\.js$/)}"></script>`,
    // Asked for at once, run after the first paint.
    `<link rel="modulepreload" href="../${find(/^core-.*\.js$/)}" />`,
    `<link rel="preload" as="fetch" crossorigin href="../${find(/\.wasm$/)}" />`,
  ];
  const html = readFileSync(join(www, "index.html"), "utf8").replace("<!-- built: links -->", links.join("\n    "));
  mkdirSync(join(dist, "playground"), { recursive: true });
  writeFileSync(join(dist, "playground", "index.html"), html);
  const made = await site({ style: find(/^pages-.*\.css$/), script: find(/^site-.*\.js$/) });
  for (const [path, text] of made) {
    mkdirSync(join(dist, path, ".."), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
  printSizes(new Set([...firstLoad(metafile)].map((path) => basename(path))));
}

/** The guide and the reference: the files by their paths. Their code is TypeScript that runs here, with the built package. */
async function site(assets) {
  const outfile = join(root, "target", "tmp", "site", "site.mjs");
  await bundle({
    absWorkingDir: www,
    entryPoints: ["src/site/site.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    jsx: "automatic",
    jsxImportSource: "preact",
    external: ["smooch-edge", "smooch-emulator"],
    logLevel: "error",
    plugins: [schemaDocuments, operationPages],
  });
  const { files } = await import(`${pathToFileURL(outfile)}?${Date.now()}`);
  const guides = readdirSync(join(root, "docs", "guide")).flatMap((name) => /^(.+)\.md$/.exec(name)?.[1] ?? []);
  const repository = {
    guides,
    read: (path) => readFileSync(join(root, path), "utf8"),
    has: (path) => existsSync(join(root, path)),
  };
  return files({ repository, printed: JSON.parse(readFileSync(pages, "utf8")), assets });
}

/** What is loaded without being asked for: the page, the core, and all that they import. */
function firstLoad({ outputs }) {
  const named = (prefix) => Object.keys(outputs).filter((path) => basename(path).startsWith(prefix));
  const found = new Set(Object.keys(outputs).filter((path) => path.endsWith(".wasm")));
  const add = (path) => {
    if (found.has(path) || !outputs[path]) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") add(next);
  };
  [...named("page-"), ...named("core-")].forEach(add);
  return found;
}

/** The schemas of every version that the build printed. A new version of the API appears here by itself. */
const schemaDocuments = {
  name: "schemas",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:schemas$/ }, ({ path }) => ({ path, namespace: "schemas" }));
    onLoad({ filter: /.*/, namespace: "schemas" }, () => {
      const text = JSON.stringify(JSON.stringify(gathered()));
      return {
        contents: `
          const { types, versions } = JSON.parse(${text});
          const entries = (object, of) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, of(value)]));
          export default entries(versions, (names) => ({ $defs: entries(names, (index) => types[index]) }));`,
        loader: "js",
      };
    });
  },
};

/** The types of all versions, each once, and which of them a version has under which name. */
function gathered() {
  const types = new Map();
  const versions = {};
  for (const [version, file] of documents()) {
    const names = {};
    const { $defs } = JSON.parse(readFileSync(join(schemas, file), "utf8"));
    for (const [name, schema] of Object.entries($defs)) {
      if (NO_FORM.test(name)) continue;
      const text = JSON.stringify(shown(schema));
      if (!types.has(text)) types.set(text, types.size);
      names[name] = types.get(text);
    }
    versions[version] = names;
  }
  return { types: [...types.keys()].map((text) => JSON.parse(text)), versions };
}

/** All operations of every version, without what only a page of the reference shows. */
const operationPages = {
  name: "operations",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:operations$/ }, ({ path }) => ({ path, namespace: "operations" }));
    onLoad({ filter: /.*/, namespace: "operations" }, () => {
      const { operations, definitions } = JSON.parse(readFileSync(pages, "utf8"));
      const each = (object, of) =>
        Object.fromEntries(Object.entries(object).map(([name, value]) => [name, of(value, name)]));
      const text = JSON.stringify({
        operations: each(operations, (rows) =>
          rows.map(({ signature: _, doc: __, note: ___, errors: ____, ...row }) => row),
        ),
        definitions: each(definitions, (schemas) =>
          each(schemas, (schema, name) => shown(schema, /Link$/.test(name) ? FOUND : [])),
        ),
      });
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
  },
};

/** The file of each version, oldest first: flat, as the verbs take the bodies, where the service has groups. */
function documents() {
  const files = readdirSync(schemas);
  const printed = files.flatMap((name) => /^(v[\d.]+)\.json$/.exec(name)?.[1] ?? []);
  printed.sort((one, other) => Number.parseFloat(one.slice(1)) - Number.parseFloat(other.slice(1)));
  return printed.map((version) => {
    const flat = `${version}-flat.json`;
    return [version, files.includes(flat) ? flat : `${version}.json`];
  });
}

/** Types that no form on the page is for. */
const NO_FORM = /^(UpdateUser|CreateWebhook|UpdateWebhook|ConversationCreateBody|ParticipantBody)$/;

/** What the service requires and the client finds where it is not given. */
const FOUND = ["integrationId", "conversationId"];

/** What only a validator reads: the page asks the package itself. */
const CHECKS = ["pattern", "$comment", "minLength", "dependentSchemas"];

/** A schema without what no form reads. `found` are members that need not be given. */
function shown(schema, found = FOUND) {
  if (Array.isArray(schema)) return schema.map((one) => shown(one, found));
  if (typeof schema !== "object" || schema === null) return schema;
  const { properties, allOf, required, ...rest } = schema;
  // Of the rules across members, the forms heed which of them one is needed of.
  const needs = allOf?.filter(({ anyOf, oneOf }) => (anyOf ?? oneOf)?.every(({ required }) => required));
  const kept = Object.entries(rest).filter(([name]) => !CHECKS.includes(name));
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, shown(value, found)])),
    ...(needs?.length && { allOf: needs }),
    ...(Array.isArray(required) && { required: required.filter((name) => !found.includes(name)) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, shown(value, found)])),
    }),
  };
}

/** An import of a `.wasm` file gives a compiled module, as it does on Workers: the browser compiles it as it arrives. */
const compiledWasm = {
  name: "wasm",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir, namespace }) => ({
      path: join(resolveDir, path),
      namespace: namespace === "wasm" ? "wasm-file" : "wasm",
    }));
    onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => ({
      contents: [
        `import url from ${JSON.stringify(`./${basename(path)}`)};`,
        `const response = await fetch(new URL(url, import.meta.url));`,
        `if (!response.ok) throw new Error("The WebAssembly module is missing: " + response.status);`,
        // Some static hosts do not know the type of the file; then it is compiled once it is here.
        `const typed = response.headers.get("content-type")?.startsWith("application/wasm");`,
        `export default await (typed`,
        `  ? WebAssembly.compileStreaming(response)`,
        `  : WebAssembly.compile(await response.arrayBuffer()));`,
      ].join("\n"),
      loader: "js",
      resolveDir: join(path, ".."),
    }));
    onLoad({ filter: /.*/, namespace: "wasm-file" }, ({ path }) => ({ contents: readFileSync(path), loader: "file" }));
  },
};

/** @param {Set<string>} first */
function printSizes(first) {
  let counted = 0;
  console.log("");
  for (const name of readdirSync(dist).sort()) {
    if (!/\.(js|css|wasm)$/.test(name)) continue;
    const bytes = readFileSync(join(dist, name));
    const packed = gzipSync(bytes, { level: 9 }).length;
    const counts = first.has(name);
    const note = counts ? "" : name.endsWith(".js") ? "  (when asked for)" : "  (not counted)";
    if (counts) counted += packed;
    console.log(`  ${name.padEnd(38)}${kilobytes(bytes.length)}${kilobytes(packed)} gz${note}`);
  }
  console.log(
    `  ${"JavaScript and WebAssembly, first load".padEnd(48)}${kilobytes(counted)} gz of ${kilobytes(BUDGET).trim()}\n`,
  );
  if (counted > BUDGET) fail("the playground is over its budget");
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === fileURLToPath(import.meta.url))
  await buildPlayground();
