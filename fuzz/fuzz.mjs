// Tries the core with any bytes: `--short` by chance, on any compiler, for a second a target; else by libFuzzer, which finds
// its way to new code, for a minute a target (FUZZ_SECONDS), with a nightly compiler and cargo-fuzz.
//
// Run with: node fuzz/fuzz.mjs [--short] [target…]

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { fail, output, root, run, say } from "../scripts/run.mjs";

const work = join(root, "target", "fuzz");
const env = { ...process.env, CARGO_TARGET_DIR: work };
const manifest = ["--manifest-path", "fuzz/Cargo.toml"];

const TARGETS = ["check", "json", "path", "base_url", "response"];

function short() {
  run("cargo", ["test", "--quiet", "--locked", ...manifest, "--", "--nocapture"], { env });
}

function long(targets) {
  const tool = join(root, "target", "tools", "bin", "cargo-fuzz");
  if (output("rustup", ["run", "nightly", "rustc", "--version"]) === undefined)
    fail("a nightly compiler is missing; `rustup toolchain install nightly` installs it (`--short` does without)");
  if (!existsSync(tool))
    fail("cargo-fuzz is missing; `cargo install cargo-fuzz --root target/tools` installs it (`--short` does without)");
  for (const target of targets) {
    say(`fuzzing ${target}`);
    const corpus = join(work, "corpus", target);
    const found = join(work, "found", target);
    for (const folder of [corpus, found]) mkdirSync(folder, { recursive: true });
    sow(target, corpus);
    const seconds = process.env.FUZZ_SECONDS ?? "60";
    const limits = [`-max_total_time=${seconds}`, "-max_len=4096", "-timeout=5", `-artifact_prefix=${found}/`];
    const where = ["--fuzz-dir", "fuzz", "--target-dir", work, "--features", "libfuzzer"];
    run("rustup", ["run", "nightly", tool, "fuzz", "run", ...where, target, corpus, "--", ...limits, "-verbosity=0"]);
  }
}

/** Puts the real bodies that lie beside the repository into the corpus. */
function sow(target, corpus) {
  const examples = join(root, "..", "shared", "examples");
  if (!["check", "json", "response"].includes(target) || !existsSync(examples)) return;
  for (const path of readdirSync(examples, { recursive: true })) {
    const from = join(examples, path);
    if (!path.endsWith(".json") || statSync(from).size > 4096) continue;
    const body = readFileSync(from);
    // The first byte of a response chooses its status.
    writeFileSync(join(corpus, basename(path)), target === "response" ? Buffer.concat([Buffer.of(1), body]) : body);
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--short") short();
else long(first ? [first, ...rest] : TARGETS);
