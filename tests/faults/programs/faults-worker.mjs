// The calls in a worker: the plan is the body of a request, what came of it the answer.

import * as smoochEdge from "smooch-edge";

import { makeCalls } from "./calls.mjs";

export default { fetch: async (request) => Response.json(await makeCalls(smoochEdge, await request.json())) };
