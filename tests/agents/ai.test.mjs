// The tools in the AI SDK: its own schema checks, and a model that calls them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { asSchema, generateText, stepCountIs } from "ai";
import { Smooch } from "smooch-edge";
import { tools } from "smooch-edge/tools";
import { createEmulator } from "smooch-emulator";

import { model } from "./model.mjs";

async function world(apiVersion) {
  const emulator = createEmulator({ linkDelay: 0 });
  const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch, apiVersion });
  await smooch.create({ userId: "ada" });
  return { emulator, smooch };
}

test("A model gets the schema of each tool and sends a message that was agreed to", async () => {
  const { emulator, smooch } = await world("v1");
  const asked = [];
  const confirm = (question) => asked.push(question.operation) > 0;
  const given = { id: "ada", message: { role: "appMaker", type: "text", text: "Hello, Ada." } };
  const { model: mock, seen } = model("send", given);
  const { text, steps } = await generateText({
    model: mock,
    prompt: "Greet Ada.",
    tools: tools(smooch, { allow: ["send", "users.get"], confirm }),
    stopWhen: stepCountIs(2),
  });
  assert.equal(text, "Done.");
  assert.deepEqual(asked, ["send"]);
  assert.deepEqual(
    emulator.state.messages.map(({ text }) => text),
    ["Hello, Ada."],
  );
  assert.equal(steps[0].toolResults[0].output.message.text, "Hello, Ada.");
  const [send] = seen[0].tools.filter(({ name }) => name === "send");
  assert.match(send.description, /Sends a message/);
  assert.deepEqual(send.inputSchema.required, ["id", "message"]);
  assert.ok(send.inputSchema.$defs.TextMessage.properties.metadata);
});

test("What was not agreed to reaches nobody, and the model learns that", async () => {
  const { emulator, smooch } = await world("v2");
  const given = { id: "ada", message: { role: "appMaker", type: "text", text: "Hello, Ada." } };
  const { model: mock, seen } = model("send", given);
  await generateText({
    model: mock,
    prompt: "Greet Ada.",
    tools: tools(smooch, { allow: ["send"], confirm: () => false }),
    stopWhen: stepCountIs(2),
  });
  assert.equal(emulator.state.messages.length, 0);
  assert.match(JSON.stringify(seen[1].prompt), /send was not confirmed\. Nothing was sent/);
});

test("The AI SDK reads every schema of every version as it is", async () => {
  for (const version of ["v1", "v1.1", "v2"]) {
    const { smooch } = await world(version);
    for (const [name, { inputSchema }] of Object.entries(tools(smooch, { allow: ["*"], confirm: false }))) {
      const schema = asSchema(inputSchema);
      const json = await schema.jsonSchema;
      assert.deepEqual(Object.keys(json.properties), Object.keys(inputSchema.properties), name);
      assert.deepEqual(json.required, inputSchema.required, name);
      assert.deepEqual(await schema.validate({ id: "ada" }), { success: true, value: { id: "ada" } });
      assert.equal((await schema.validate("ada")).success, false);
    }
  }
});
