// The memory of the package's WebAssembly instance, which is private to the package: it is seen where it is made. To be
// imported before the package.

/** @type {WebAssembly.Memory | undefined} */
let memory;

WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(module, imports) {
    super(module, imports);
    // By its class: the build gives exports other names.
    memory = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
  }
};

/** Its size in bytes. */
export function wasmMemory() {
  if (!memory) throw new Error("no WebAssembly instance with a memory has been made");
  return memory.buffer.byteLength;
}
