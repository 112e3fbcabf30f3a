// The agent, with a model on a port that looks, sends what it was asked to, and tells what came of it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

import { copy, startService } from "./world.mjs";

const KEY = "key-of-the-model";

/** A model that says one of these after the other, each made from the last message it was given. */
async function startModel(context, script) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    const { messages, tools } = JSON.parse(text);
    assert.equal(request.headers.authorization, `Bearer ${KEY}`);
    asked.push({ messages, tools });
    const message = script[asked.length - 1](messages.at(-1).content);
    response.setHeader("content-type", "application/json").end(JSON.stringify({ choices: [{ message }] }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  context.after(() => server.close());
  return { asked, url: `http://127.0.0.1:${server.address().port}/v1` };
}

const call = (name, input) => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: `${name}-1`, type: "function", function: { name, arguments: JSON.stringify(input) } }],
});
const say = (content) => ({ role: "assistant", content });

/** Runs the agent; `answer` is what the person types when asked. */
async function runAgent(context, script, answer) {
  const { emulator, variables } = await startService(context);
  await new Smooch({ ...emulator.credentials, fetch: emulator.fetch }).create({ userId: "ada", givenName: "Ada" });
  const { asked, url } = await startModel(context, script);
  const env = { PATH: process.env.PATH, ...variables, MODEL_URL: url, MODEL_KEY: KEY, MODEL: "a-model" };
  const child = spawn(process.execPath, ["agent.js", "Greet", "Ada."], { cwd: copy("ai-agent"), env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      if (text.includes("[y/N]")) child.stdin.write(`${answer}\n`);
      output += text;
    });
  }
  const [code] = await once(child, "close");
  assert.equal(code, 0, output);
  const given = JSON.stringify(asked);
  assert.ok(!given.includes(variables.SMOOCH_SECRET) && !output.includes(variables.SMOOCH_SECRET));
  return { output, asked, texts: emulator.state.messages.map(({ text }) => text) };
}

const greeting = (text) => call("send", { id: "ada", message: { role: "appMaker", type: "text", text } });

test("ai-agent: the model looks, and sends what was agreed to", async (context) => {
  const script = [
    () => call("users_get", { id: "ada" }),
    (user) => greeting(`Hello, ${JSON.parse(user).appUser.givenName}!`),
    (sent) => say(`I sent: ${JSON.parse(sent).message.text}`),
  ];
  const { output, asked, texts } = await runAgent(context, script, "y");
  assert.deepEqual(texts, ["Hello, Ada!"]);
  assert.match(output, /Send it\? \[y\/N\] .*I sent: Hello, Ada!\n$/s);
  const [{ messages, tools }] = asked;
  assert.equal(messages.at(-1).content, "Greet Ada.");
  assert.deepEqual(tools.map(({ function: { name } }) => name).sort(), ["messages_list", "send", "users_get"]);
});

test("ai-agent: what was not agreed to reaches nobody, and the model is told", async (context) => {
  const { output, texts } = await runAgent(context, [() => greeting("Hello!"), say], "n");
  assert.deepEqual(texts, []);
  assert.match(output, /Error: .*Nothing was sent/);
});

test("ai-agent: the model is told what is wrong with its call, and mends it", async (context) => {
  const script = [
    () => call("users_delete", { id: "ada" }),
    (error) => {
      assert.match(error, /^Error: There is no tool "users_delete"/);
      return call("send", { id: "ada", message: { role: "appMaker", type: "text", txt: "Hello!" } });
    },
    (error) => {
      assert.match(error, /^Error: .*txt/s);
      return greeting("Hello!");
    },
    () => say("Done."),
  ];
  const { texts } = await runAgent(context, script, "y");
  assert.deepEqual(texts, ["Hello!"]);
});
