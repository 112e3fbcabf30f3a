// A registry of npm on loopback that has the two packages of this repository as if they were published. For any other name
// it leads to the registry that npm is configured with.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";

import { root } from "../../scripts/run.mjs";
import { temporary } from "../runtimes/tarball.mjs";

/** The registry that this machine installs from. */
const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim().replace(/\/*$/, "/");

/** A package as it would be published: its manifest and its tarball. */
function published(folder) {
  const target = temporary("published");
  const quiet = ["--json", "--pack-destination", target, "--loglevel=error"];
  const packed = execFileSync("npm", ["pack", ...quiet], { cwd: join(root, folder), encoding: "utf8" });
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return { manifest, tarball: readFileSync(join(target, basename(JSON.parse(packed)[0].filename))) };
}

/** What a registry says of a package that has one version. */
function document({ manifest, tarball }, url) {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const shasum = createHash("sha1").update(tarball).digest("hex");
  const dist = { tarball: `${url}/${name}/-/${name}-${version}.tgz`, integrity, shasum };
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

/**
 * Starts it. `latest` names the versions that are to be the latest ones of other packages.
 *
 * @param {import("node:test").TestContext} context
 * @param {Record<string, string>} latest
 */
export async function startRegistry(context, latest = {}) {
  const packages = new Map(["pkg", "emulator"].map(published).map((one) => [one.manifest.name, one]));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    const own = packages.get(path.split("/-/")[0]);
    const json = (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    // Of another run, the same address has other packages.
    response.setHeader("cache-control", "no-store");
    if (own) return path.endsWith(".tgz") ? response.end(own.tarball) : json(document(own, url));
    if (!(path in latest)) return response.writeHead(302, { location: upstream + request.url.slice(1) }).end();
    const { accept } = request.headers;
    const found = await (await fetch(upstream + path, { headers: { accept } })).json();
    json({ ...found, "dist-tags": { latest: latest[path] } });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}`;
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return url;
}
