// What each bundler makes of the programs: one function a bundler, which builds a program of `folder`, where the
// package is installed, into a folder of its own, from where nothing of the first can be resolved.

import assert from "node:assert/strict";
import { join } from "node:path";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import esbuild from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";

import { execute } from "../runtimes/programs.mjs";
import { temporary } from "../runtimes/tarball.mjs";

/** Builds with esbuild; gives the file. */
export async function withEsbuild(folder, program, options) {
  const outfile = join(temporary("esbuild"), options.format === "cjs" ? "bundle.cjs" : "bundle.mjs");
  const settings = { entryPoints: [program], outfile, bundle: true, logLevel: "silent", format: "esm", ...options };
  const { warnings } = await esbuild.build({ absWorkingDir: folder, ...settings });
  assert.deepEqual(warnings, []);
  return outfile;
}

/** Builds with Vite for production; gives the file. */
export async function withVite(folder, program, { ssr = false } = {}) {
  const outDir = temporary("vite");
  await vite({
    root: folder,
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr,
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: join(folder, program), output: { entryFileNames: "bundle.mjs" } },
    },
  });
  return join(outDir, "bundle.mjs");
}

/** Builds with webpack for production; gives the file. */
export async function withWebpack(folder, program, target) {
  const path = temporary("webpack");
  const output = { path, filename: target === "node" ? "bundle.cjs" : "bundle.mjs" };
  // Its advice on the size of pages is for whoever writes them.
  const performance = { hints: /** @type {const} */ (false) };
  const compiler = webpack({ mode: "production", context: folder, entry: `./${program}`, target, output, performance });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, stats) => compiler.close(() => (error ? reject(error) : resolve(stats))));
  });
  const complaints = [...stats.compilation.errors, ...stats.compilation.warnings].map(({ message }) => message);
  assert.deepEqual(complaints, []);
  return join(path, output.filename);
}

/** Builds with Rollup; gives the file. */
export async function withRollup(folder, program) {
  const file = join(temporary("rollup"), "bundle.mjs");
  const warnings = [];
  const bundle = await rollup({
    input: join(folder, program),
    plugins: [nodeResolve()],
    onwarn: ({ message }) => warnings.push(message),
  });
  await bundle.write({ file, inlineDynamicImports: true });
  await bundle.close();
  assert.deepEqual(warnings, []);
  return file;
}

/** Builds with a bundler that is a command: `arguments` of its own, with the program; gives the file. */
export async function withCommand(folder, command, env = {}) {
  const file = join(temporary("command"), "bundle.mjs");
  await succeed(folder, [...command, file], env);
  return file;
}

/** Runs a command that has to succeed; gives what it printed. */
export async function succeed(folder, command, env = {}) {
  const { code, stdout, stderr } = await execute(command, { folder, env, timeout: 600_000 });
  if (code !== 0) assert.fail(`${stderr.trim()}\n${stdout.trim()}\nended with ${code}`);
  return stdout;
}
