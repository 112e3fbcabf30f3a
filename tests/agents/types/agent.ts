import { generateText, type LanguageModel } from "ai";
import { Smooch } from "smooch-edge";
import { type InputSchema, operations, tools } from "smooch-edge/tools";

declare const model: LanguageModel;
declare const smooch: Smooch<"v2">;

const confirm = ({ operation, effect, input }: { operation: string; effect: "reaches" | "deletes"; input: object }) =>
  `${operation} ${effect} ${Object.keys(input).length}`.length > 0;
const all = tools(smooch, { allow: ["send"], confirm });
export const answer = generateText({ model, prompt: "Greet Ada.", tools: all });
export const schemas: InputSchema[] = operations("v1").map(({ inputSchema }) => inputSchema);

// @ts-expect-error: what is allowed must be said.
tools(smooch, { confirm });
// @ts-expect-error: there is no such version.
operations("v3");
