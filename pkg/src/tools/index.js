// The entry `smooch-edge/tools`: the operations for agents.

export { operations } from "./operations.js";
export { tools } from "./tools.js";
