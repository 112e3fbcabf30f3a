// An answer that grows out of all proportion when it is unpacked: the client stops reading at `maxResponseSize`, and its
// memory does not grow with what it has not read.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { root } from "../../scripts/run.mjs";
import { execute } from "../runtimes/programs.mjs";

const MB = 1_000_000;
const BOMB = gzipSync(Buffer.alloc(400 * MB, " "));

/** Makes one call to begin with, and one that meets the bomb; prints how much memory the second took at its most. */
const PROGRAM = `
  import { Smooch } from "smooch-edge";
  const most = () => process.resourceUsage().maxRSS * 1024;
  const smooch = new Smooch({ token: "a", baseUrl: process.argv[1], maxRetries: 0, maxResponseSize: ${MB} });
  await smooch.users.get("small");
  const before = most();
  const { name, sent } = await smooch.users.get("large").catch((error) => error);
  console.log(JSON.stringify({ name, sent, grown: most() - before }));
`;

test(`400 MB in ${BOMB.length} bytes: an error, and memory for no more than a few of them`, async () => {
  const server = createServer(({ url }, outgoing) => {
    if (url.endsWith("small")) return outgoing.end("{}");
    outgoing.writeHead(200, { "content-encoding": "gzip", "content-length": BOMB.length }).end(BOMB);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const command = [process.execPath, "--input-type=module", "--eval", PROGRAM];
    const url = `http://127.0.0.1:${server.address().port}`;
    const { stdout, stderr } = await execute([...command, url], { folder: root });
    assert.equal(stderr, "");
    const { name, sent, grown } = JSON.parse(stdout);
    assert.deepEqual([name, sent], ["ResponseError", "yes"]);
    assert.ok(grown < 60 * MB, `${Math.round(grown / MB)} MB`);
  } finally {
    server.close().closeAllConnections();
  }
});
