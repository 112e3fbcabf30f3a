// Traps on everything that a package could do while it is imported: compiling, asking the network, the clock, chance or
// the environment, starting timers.

const GLOBALS = [
  "WebAssembly",
  "fetch",
  "Request",
  "Headers",
  "Response",
  "setTimeout",
  "setInterval",
  "queueMicrotask",
  "crypto",
  "Buffer",
  "atob",
  "performance",
  "AbortController",
  "AbortSignal",
];

/** Whether the package is on the stack: the loaders of some Nodes read the environment themselves. */
const byPackage = (stack) => /node_modules.smooch-edge\b/.test(stack);

/**
 * Loads a package with the traps set; gives the names of what it touched, in the order of the touches, and its exports.
 *
 * @template T
 * @param {() => T | Promise<T>} load
 * @returns {Promise<{ touched: string[], exports: T }>}
 */
export async function loadWithTraps(load) {
  Error.stackTraceLimit = Infinity;
  const touched = [];
  const restore = [];
  const trap = (owner, name, label) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor === undefined) return;
    // What is asked of the owner is noted, and given: the load goes on and shows all that it touches.
    const get = () => {
      if (byPackage(new Error().stack)) touched.push(label);
      return descriptor.get ? descriptor.get.call(owner) : descriptor.value;
    };
    Object.defineProperty(owner, name, { get, configurable: true });
    restore.push(() => Object.defineProperty(owner, name, descriptor));
  };
  for (const name of GLOBALS) trap(globalThis, name, name);
  trap(Math, "random", "Math.random");
  trap(Date, "now", "Date.now");
  if (globalThis.process) trap(globalThis.process, "env", "process.env");
  try {
    return { exports: await load(), touched: [...touched] };
  } finally {
    for (const undo of restore) undo();
  }
}
