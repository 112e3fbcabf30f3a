// Finds the paths that a Markdown page names in backticks.

/** What ends the name of a file of this repository. */
const FILE = /\.(rs|toml|js|mjs|cjs|ts|tsx|mts|cts|css|html|json|md|yml|txt|wasm|lock)$/;

/** A path, perhaps with `*` for any name. */
const PATH = /^\.?[\w@*-][\w.@*-]*(\/[\w.@*-]+)*\/?$/;

/**
 * The paths in backticks: what has a `/` between names or at its end, or ends as a file does. Code blocks are not read.
 *
 * @param {string} text of the page
 * @param {string[]} specifiers what looks like a path and is none, such as `smooch-edge/webhooks`
 */
export function paths(text, specifiers = []) {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  const named = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name);
  const isPath = (name) => PATH.test(name) && (name.includes("/") || FILE.test(name));
  return [...new Set(named.filter((name) => isPath(name) && !specifiers.includes(name)))];
}

/**
 * Those of the paths that name nothing.
 *
 * @param {string[]} named
 * @param {string[]} files of the repository, each as a path from the root
 */
export function missing(named, files) {
  const folders = new Set(files.flatMap((file) => parents(file)));
  const there = new Set([...files, ...folders]);
  return named.filter((name) => {
    const path = name.replace(/\/$/, "");
    if (!path.includes("*")) return !there.has(path);
    const pattern = new RegExp(
      `^${path.replace(/[.+]/g, "\\$&").replace(/\*+/g, (star) => (star === "*" ? "[^/]*" : ".*"))}$`,
    );
    return ![...there].some((one) => pattern.test(one));
  });
}

/** `a` and `a/b` of `a/b/c`. */
function parents(file) {
  const names = file.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
