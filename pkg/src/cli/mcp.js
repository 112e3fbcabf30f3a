// `smooch mcp`: serves the operations as tools over the official MCP SDK, on the standard input and output.

import { pathToFileURL } from "node:url";

import { tools } from "smooch-edge/tools";

import { connect } from "./connect.js";
import { UsageError } from "./exit.js";
import { installed } from "./installed.js";
import { parse } from "./options.js";
import { note } from "./print.js";
import { version } from "./version.js";

const SDK = "@modelcontextprotocol/sdk";

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function part(path) {
  return import(pathToFileURL(installed(`${SDK}/${path}`, SDK, "smooch mcp")).href);
}

/** @param {string[]} args */
export async function mcp(args) {
  const { values } = parse(args, { allow: { type: "string" }, yes: { type: "boolean" } });
  if (values.allow === undefined)
    throw new UsageError(
      "mcp needs --allow with the operations that the agent may call, with commas between them: --allow users.get,messages.list,send. Before one that reaches a person or removes something it asks; --yes asks nobody.",
    );
  const [{ Server }, { StdioServerTransport }, types] = await Promise.all(
    ["server/index.js", "server/stdio.js", "types.js"].map(part),
  );
  const server = new Server({ name: "smooch-edge", version: version() }, { capabilities: { tools: {} } });

  /**
   * Asks the person in front of the agent.
   *
   * @param {import("smooch-edge/tools").Question} question
   */
  const confirm = async ({ operation, effect, input }) => {
    if (!server.getClientCapabilities()?.elicitation)
      throw new Error(
        `${operation} must be confirmed, and this MCP client cannot ask (it lacks elicitation). Nothing was sent. Whoever started smooch mcp can give --yes.`,
      );
    const about = effect === "reaches" ? "It reaches a person." : "What is removed is gone.";
    const { action } = await server.elicitInput({
      message: `${operation}? ${about}\n\n${JSON.stringify(input, null, 2)}`,
      requestedSchema: { type: "object", properties: {} },
    });
    return action === "accept";
  };
  let all;
  try {
    all = tools(connect(values), {
      allow: values.allow.split(",").map((/** @type {string} */ one) => one.trim()),
      confirm: values.yes ? false : confirm,
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }

  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: Object.values(all).map(({ name, description, inputSchema, effect }) => ({
      name,
      description,
      inputSchema,
      annotations: {
        readOnlyHint: effect === "reads",
        destructiveHint: effect === "deletes",
        openWorldHint: effect === "reaches",
      },
    })),
  }));
  server.setRequestHandler(
    types.CallToolRequestSchema,
    async (/** @type {any} */ { params }, /** @type {any} */ { signal }) => {
      const tool = Object.hasOwn(all, params.name) ? all[params.name] : undefined;
      if (!tool) throw new types.McpError(types.ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
      try {
        const answer = await tool.execute(params.arguments ?? {}, { signal });
        return { content: [{ type: "text", text: JSON.stringify(answer ?? {}) }] };
      } catch (error) {
        return { content: [{ type: "text", text: /** @type {Error} */ (error).message }], isError: true };
      }
    },
  );
  await server.connect(new StdioServerTransport());
  note(`smooch mcp serves ${Object.keys(all).join(", ")}.`);
  await new Promise((resolve) => {
    server.onclose = () => resolve(undefined);
    process.stdin.on("end", () => server.close());
  });
}
