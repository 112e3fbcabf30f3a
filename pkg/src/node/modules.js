// Node's own modules, loaded when the first request needs them. `process.getBuiltinModule` returns them at once; `import`
// of `node:http` takes several times as long on Node 22 and later.

/**
 * @typedef {object} Modules
 * @property {typeof import("node:crypto")} crypto
 * @property {typeof import("node:http")} http
 * @property {typeof import("node:https")} https
 * @property {typeof import("node:net")} net
 * @property {typeof import("node:stream")} stream
 * @property {typeof import("node:zlib")} zlib
 */

/** For Node 22.0 to 22.2, the only versions since 20.16 that lack `process.getBuiltinModule`. */
const IMPORTS = {
  crypto: () => import("node:crypto"),
  http: () => import("node:http"),
  https: () => import("node:https"),
  net: () => import("node:net"),
  stream: () => import("node:stream"),
  zlib: () => import("node:zlib"),
};

/** @type {Partial<Modules>} */
const imported = {};

/**
 * Returns a promise of the modules if they have to be imported, and `undefined` if {@link builtin} can be called now.
 *
 * @returns {Promise<void> | undefined}
 */
export function prepare() {
  if (typeof process.getBuiltinModule === "function" || imported.zlib) return undefined;
  const names = /** @type {(keyof Modules)[]} */ (Object.keys(IMPORTS));
  return Promise.all(names.map(async (name) => [name, (await IMPORTS[name]()).default])).then((modules) => {
    Object.assign(imported, Object.fromEntries(modules));
  });
}

/**
 * Returns one of Node's own modules.
 *
 * @template {keyof Modules} Name
 * @param {Name} name
 * @returns {Modules[Name]}
 */
export function builtin(name) {
  return /** @type {any} */ (imported[name] ?? process.getBuiltinModule(`node:${name}`));
}
