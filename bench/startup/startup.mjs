// Start-up: what importing a client, and making the first call with it, adds to an empty Node process. Every
// measurement is a fresh process.

import { finish, Worker } from "../child.mjs";
import { median, middle, rounds, table } from "../numbers.mjs";

const SUBJECTS = ["empty", "fetch", "smooch-edge", "smooch-core", "sunshine-conversations-client", "stripe", "openai"];

export async function measure({ quick }) {
  const server = await Worker.start("sends/server.mjs", []);
  const seen = Object.fromEntries(SUBJECTS.map((name) => [name, { import: [], call: [] }]));
  for (const order of rounds(quick ? 5 : 21, SUBJECTS)) {
    for (const name of order) {
      for (const what of ["import", "call"]) {
        seen[name][what].push(await finish("startup/process.mjs", [name, what, server.hello.http]));
      }
    }
  }
  await server.stop();
  // Against the empty process of the same round: what else the machine does then weighs on both.
  const extra = (name, what, key) => seen[name][what].map((run, round) => run[key] - seen.empty[what][round][key]);
  const megabytes = (name, what) => (median(extra(name, what, "rss")) / 1e6).toFixed(1);
  const rows = SUBJECTS.slice(1).map((name) => [
    name,
    middle(extra(name, "import", "ready"), 1),
    megabytes(name, "import"),
    middle(extra(name, "call", "ready"), 1),
    megabytes(name, "call"),
  ]);
  const [time, memory] = ["ready", "rss"].map((key) => median(seen.empty.import.map((run) => run[key])));
  const text = [
    "## Start-up",
    "",
    `Beyond an empty Node process (${time.toFixed(0)} ms, ${(memory / 1e6).toFixed(0)} MB), from its start until the import,`,
    "or the first call after it, is done.",
    "`fetch` is the runtime's own, which every first call through it pays for.",
    "",
    table(["what", "import ms", "import MB", "import + first call ms", "import + first call MB"], rows),
  ].join("\n");
  return { text, figures: { import: median(extra("smooch-edge", "import", "ready")) } };
}
