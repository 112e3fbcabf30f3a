// The heavy half of the page, loaded after the first paint: the built package with its WebAssembly core, and the
// emulator that answers in its place.

export { Smooch, SmoochError } from "smooch-edge";
export { createEmulator } from "smooch-emulator";
