// The transport for Node: a send through `nodeFetch` against fetch by hand, the `node:http` that it stands on by hand,
// undici's own `request` and smooch-core with a keep-alive agent, at 1, 50 and 500 in flight, and over TLS on a second
// Node; and from the start of a process to its first answer, on each Node.

import { rmSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/run.mjs";
import { packages } from "../../scripts/setup.mjs";
import { nodes } from "../../tests/runtimes/commands.mjs";
import { finish, Worker } from "../child.mjs";
import { median, middle, ratios, rounds, table } from "../numbers.mjs";
import { REFERENCE } from "../sends/clients.mjs";
import { beside, certified, compare, report } from "../sends/sends.mjs";

const OURS = "smooch-edge + nodeFetch";
const BY_HAND = "node:http by hand + keep-alive agent";
const NAMES = [REFERENCE, "smooch-edge", OURS, BY_HAND, "undici.request", "smooch-core + keep-alive agent"];
const FLIGHTS = { sequential: 1, parallel: 50, many: 500 };
/** The Node on which it is measured as well, and at how many in flight. */
const OTHER = "Node 24";
const TWO = { sequential: 1, parallel: 50 };
const TITLES = { http: "HTTP", https: "TLS" };
const FIRST = ["empty", "node:http by hand", "fetch", "smooch-edge", OURS, "smooch-core"];

export async function measure({ quick }) {
  packages(join(root, "tests/runtimes"));
  const { folder, files } = certified();
  const parts = [];
  const figures = {};
  for (const [scheme, title] of Object.entries(TITLES)) {
    const seen = await compare(scheme, files, NAMES, FLIGHTS, { quick });
    parts.push(`### ${title}\n\n${report(seen, FLIGHTS)}`);
    if (scheme !== "https") continue;
    for (const mode of ["sequential", "parallel"]) {
      figures[`node ${mode}`] = median(beside(seen[OURS][mode]));
    }
  }
  const { name, command } = nodes().find(({ name }) => name.startsWith(OTHER));
  const other = await compare("https", files, NAMES, TWO, { quick, node: command[0] });
  parts.push(`### TLS, ${name}\n\n${report(other, TWO)}`);
  for (const mode of Object.keys(TWO)) {
    figures[`other node ${mode}`] = median(beside(other[OURS][mode]));
  }
  const first = await firstCalls(files, quick);
  parts.push(`### First call\n\n${first.text}`);
  rmSync(folder, { recursive: true });
  const about = `Ratios are to "${REFERENCE}", which takes turns with each client in its process; below 1 is faster.`;
  return {
    text: ["## The transport for Node", about, ...parts].join("\n\n"),
    figures: { ...figures, ...first.figures },
  };
}

/** From the start of a process until it has the answer to its first call, beyond an empty process. */
async function firstCalls(files, quick) {
  const server = await Worker.start("sends/server.mjs", [files.key, files.certificate]);
  const env = { NODE_EXTRA_CA_CERTS: files.certificate, NODE_NO_WARNINGS: "1" };
  const versions = nodes();
  const subjects = versions.flatMap(({ name, command }) =>
    FIRST.flatMap((client) =>
      Object.keys(TITLES).map((scheme) => ({ name, node: command[0], client, scheme, runs: [] })),
    ),
  );
  for (const order of rounds(quick ? 3 : 21, subjects)) {
    for (const { node, client, scheme, runs } of order) {
      const { ready } = await finish("startup/process.mjs", [client, "call", server.hello[scheme]], { env, node });
      runs.push(ready);
    }
  }
  await server.stop();
  const of = (...wanted) =>
    subjects.find(({ name, client, scheme }) => [name, client, scheme].every((own, at) => own === wanted[at])).runs;
  const extra = (name, client, scheme) => {
    const empty = of(name, "empty", scheme);
    return of(name, client, scheme).map((run, round) => run - empty[round]);
  };
  const rows = FIRST.slice(1).flatMap((client) =>
    Object.entries(TITLES).map(([scheme, title]) => [
      client,
      title,
      ...versions.map(({ name }) => middle(extra(name, client, scheme), 1)),
    ]),
  );
  const text = [
    "Import and first call in a fresh process, in ms beyond an empty one. With TLS the handshake is part of it.",
    "",
    table(["client", "over", ...versions.map(({ name }) => name)], rows),
  ].join("\n");
  return {
    text,
    figures: {
      "node first": Math.max(...versions.map(({ name }) => median(extra(name, OURS, "http")))),
      "node first against fetch": Math.max(
        ...versions.map(({ name }) => median(ratios(extra(name, OURS, "http"), extra(name, "fetch", "http")))),
      ),
    },
  };
}
