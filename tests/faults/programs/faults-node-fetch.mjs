// The calls through `smooch-edge/node`, as a program of its own.

import * as smoochEdge from "smooch-edge";
import { nodeFetch } from "smooch-edge/node";

import { makeCalls } from "./calls.mjs";

const fetch = nodeFetch({ proxy: false });
const plan = await (await fetch(process.argv.at(-1))).json();
console.log(JSON.stringify(await makeCalls(smoochEdge, plan, { fetch })));
