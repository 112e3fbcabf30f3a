// `smooch mcp`, spoken to by the client of the official SDK, which checks what the protocol says.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

import { PROGRAM, place } from "../cli/program.mjs";

/** A client of `smooch mcp`, and the emulator behind it. */
async function connected(context, args, capabilities = {}) {
  const { emulator, env, run } = await place(context);
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, "mcp", ...args],
    env,
    cwd,
    stderr: "ignore",
  });
  await client.connect(transport);
  context.after(() => client.close());
  await run(["create", "userId=ada"]);
  return { emulator, client };
}

const SEND = {
  name: "send",
  arguments: { id: "ada", message: { role: "appMaker", type: "text", text: "Hello, Ada." } },
};

test("It lists what is allowed, with schemas and hints, and calls it", async (context) => {
  const { emulator, client } = await connected(context, ["--allow", "users.get,send,users.delete", "--yes"]);
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ["users_get", "users_delete", "send"],
  );
  const hints = tools.map(({ annotations }) => [
    annotations.readOnlyHint,
    annotations.destructiveHint,
    annotations.openWorldHint,
  ]);
  assert.deepEqual(hints, [
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  assert.deepEqual(tools[2].inputSchema.required, ["id", "message"]);
  const got = await client.callTool({ name: "users_get", arguments: { id: "ada" } });
  assert.equal(JSON.parse(got.content[0].text).appUser.userId, "ada");
  const sent = await client.callTool(SEND);
  assert.ok(!sent.isError, sent.content[0].text);
  assert.equal(emulator.state.messages[0].text, "Hello, Ada.");
});

test("A failure is an error of the tool, with words for the model; another tool is none", async (context) => {
  const { client } = await connected(context, ["--allow", "users.get"]);
  const none = await client.callTool({ name: "users_get", arguments: { id: "nobody" } });
  assert.equal(none.isError, true);
  assert.match(none.content[0].text, /404.*Nothing was sent\./s);
  await assert.rejects(client.callTool(SEND), /There is no tool send/);
});

test("What reaches a person is asked for, where the client can ask", async (context) => {
  const { emulator, client } = await connected(context, ["--allow", "send"], { elicitation: {} });
  const asked = [];
  let action = "decline";
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    asked.push(params.message);
    return { action, ...(action === "accept" && { content: {} }) };
  });
  for (action of ["decline", "cancel"]) {
    const refused = await client.callTool(SEND);
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /send was not confirmed/);
  }
  assert.equal(emulator.state.messages.length, 0);
  action = "accept";
  assert.ok(!(await client.callTool(SEND)).isError);
  assert.equal(emulator.state.messages.length, 1);
  assert.match(asked[0], /send\? It reaches a person\.[\s\S]*Hello, Ada\./);
});

test("Where the client cannot ask, nothing is sent", async (context) => {
  const { emulator, client } = await connected(context, ["--allow", "send"]);
  const refused = await client.callTool(SEND);
  assert.equal(refused.isError, true);
  assert.match(refused.content[0].text, /cannot ask.*Nothing was sent/s);
  assert.equal(emulator.state.messages.length, 0);
});

test("Without --allow, or with what is not there, it ends with 2 before it serves", async (context) => {
  const { run } = await place(context);
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  for (const [args, says] of [
    [[], /needs --allow/],
    [["--allow", "users.got"], /no operation "users\.got"/],
  ]) {
    const { code, stderr } = await run(["mcp", ...args], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, says);
  }
});
