// The calls as a program of its own: the plan is read from the address in its argument, what came of it is printed.

import * as smoochEdge from "smooch-edge";

import { makeCalls } from "./calls.mjs";

const plan = await (await fetch(process.argv.at(-1))).json();
console.log(JSON.stringify(await makeCalls(smoochEdge, plan)));
