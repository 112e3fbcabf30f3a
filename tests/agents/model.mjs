// A model of the test: it calls a tool once.

import { MockLanguageModelV4 } from "ai/test";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** A model that calls a tool once, then says what came of it. */
export function model(toolName, input) {
  const seen = [];
  return {
    seen,
    model: new MockLanguageModelV4({
      doGenerate: async (options) => {
        seen.push(options);
        const isFirst = seen.length === 1;
        const call = { type: "tool-call", toolCallId: "1", toolName, input: JSON.stringify(input) };
        return {
          content: [isFirst ? call : { type: "text", text: "Done." }],
          finishReason: isFirst ? { unified: "tool-calls", raw: "tool-calls" } : { unified: "stop", raw: "stop" },
          usage,
          warnings: [],
        };
      },
    }),
  };
}
