// Types of the modules that the build makes, and of what some runtimes have besides the web platform.

declare module "*/operations-table.js" {
  const lines: string;
  export default lines;
}

declare module "*/tools-table.js" {
  const table: { operations: Record<string, any[]>; definitions: Record<string, Record<string, object>> };
  export default table;
}

declare module "*/queue-table.js" {
  const tables: Record<"queue" | "run" | "item" | "delivery", import("./options.js").Table> & {
    operations: Record<string, import("./engines/item.js").ItemOperation>;
  };
  export default tables;
}

declare module "*/wasm-base64.js" {
  const base64: string;
  export default base64;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

declare var process: { env: Record<string, string | undefined> } | undefined;

declare var Buffer: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> } | undefined;

interface Uint8ArrayConstructor {
  fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
}
