// Sends through the queues of others: one attempt a delivery, and a verdict for the engine.

export { bullmq } from "./bullmq.js";
export { cloudflare } from "./cloudflare.js";
export { deliver } from "./deliver.js";
export { laneOf } from "./item.js";
export { laneObject, toLane } from "./lane-object.js";
export { inLanes } from "./lanes.js";
export { memoryPace } from "./pace.js";
export { PaceObject, durableObjectPace } from "./pace-object.js";
export { pgBoss } from "./pg-boss.js";
export { redisPace } from "./redis-pace.js";
export { sqs } from "./sqs.js";
