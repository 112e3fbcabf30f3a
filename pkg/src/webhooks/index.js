// Receives webhooks of v1, v1.1 and v2, on every runtime: JavaScript of its own, without the WebAssembly module
// (docs/decisions/0005-webhooks-in-javascript.md). It uses what the web has, and nothing happens at import.

export { delivery } from "./delivery.js";
export { SeenEvent, durableObjectStore } from "./durable-object.js";
export { WebhookError } from "./error.js";
export { handle } from "./handle.js";
export { keyOf } from "./key.js";
export { kvStore } from "./kv.js";
export { linkOutcome } from "./link.js";
export { receive } from "./receive.js";
export { redisStore } from "./redis.js";
export { respond } from "./respond.js";
