// MIGRATING.md has a line for each method of both peers, and names methods that there are.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import * as oauth from "smooch-edge/oauth";

const text = readFileSync(new URL("../../MIGRATING.md", import.meta.url), "utf8");
const routes = JSON.parse(readFileSync(new URL("../../emulator/generated/routes.json", import.meta.url), "utf8"));
const facts = new URL("../../../shared/api/operations.md", import.meta.url);

/** The lines of a table: what to call there, and what to call here. */
function linesOf(section) {
  const part = text.split(/^### /m).find((part) => part.startsWith(`${section},`)) ?? "";
  return [...part.matchAll(/^\| `([^`]+)` +\| (.*?) +\|$/gm)].map(([, there, here]) => [there, here]);
}

const PEERS = { "smooch-core": ["v1.1", 85], "sunshine-conversations-client": ["v2", 64] };

/** The methods of the peers, as the facts list them. */
function methodsOf(peer) {
  const [, table = ""] = readFileSync(facts, "utf8").split(`\n| ${peer} | methods`);
  const rows = table.split("\n\n")[0].matchAll(/^\| `([\w.]+)` \| (.*) \|$/gm);
  return [...rows].flatMap(([, group, methods]) =>
    [...methods.matchAll(/`([^`]+)`/g)].map(([, name]) => `${group}.${name}`),
  );
}

for (const [peer, [apiVersion, count]] of Object.entries(PEERS)) {
  const lines = linesOf(peer);

  test(`each of the ${count} methods of ${peer} has a line`, () => {
    const names = lines.map(([there]) => there);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, count);
  });

  test(`the methods of ${peer} are those of the facts`, { skip: !existsSync(facts) }, () => {
    assert.deepEqual(lines.map(([there]) => there).sort(), methodsOf(peer).sort());
  });

  test(`what stands beside ${peer} is there, in ${apiVersion}`, () => {
    const smooch = new Smooch({ token: "t", apiVersion, appId: "a", fetch: () => assert.fail("nothing is sent") });
    const known = new Map(routes[apiVersion].map((route) => [route.name, route]));
    for (const [there, here] of lines) {
      const [, path, given] = /^`smooch\.([\w.]+)\((.*)\)`$/.exec(here) ?? [];
      if (!path) {
        assert.equal(here, "`authorizeUrl(options)` of `smooch-edge/oauth`", there);
        assert.equal(typeof oauth.authorizeUrl, "function");
        continue;
      }
      const method = path.split(".").reduce((group, name) => group?.[name], smooch);
      assert.equal(typeof method, "function", `${there}: ${path}`);
      if (path === "request") {
        const [, verb, endpoint] = /^"([A-Z]+)", "(\/[\w{}/]+)"$/.exec(given) ?? assert.fail(there);
        assert(
          routes[apiVersion].every((route) => route.method !== verb || route.path !== endpoint),
          `${there}: it has a method`,
        );
        continue;
      }
      const route = known.get(path) ?? assert.fail(`${there}: ${path} is not in ${apiVersion}`);
      // Ids by themselves, then a body, a query, options.
      const count = given
        .replace(/\{[^}]*\}/g, "{}")
        .split(", ")
        .filter(Boolean).length;
      const least = route.ids + (route.body ? 1 : 0);
      assert(count >= least && count <= least + 1, `${there}: ${here} has ${count} arguments`);
    }
  });
}
