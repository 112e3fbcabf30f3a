// The heavy half of the page, loaded after the first paint: the built package with its WebAssembly core.

export { Smooch, SmoochError } from "smooch-edge";
