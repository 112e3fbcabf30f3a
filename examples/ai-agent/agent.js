// An agent at the command line. It reads users and their messages by itself, and asks you before anybody gets a message:
// node agent.js "Ask Ada whether Tuesday suits her better."

import { createInterface } from "node:readline/promises";
import { Smooch } from "smooch-edge";
import { tools } from "smooch-edge/tools";

const { MODEL_URL = "https://api.openai.com/v1", MODEL, MODEL_KEY } = process.env;
const INSTRUCTIONS = "You help a business to talk to its customers. Look before you write. Be short.";

const terminal = createInterface({ input: process.stdin, output: process.stdout });
const toolbox = tools(Smooch.fromEnv({ apiVersion: "v1" }), {
  allow: ["users.get", "messages.list", "send"],
  confirm: async ({ operation, input }) =>
    (await terminal.question(`${operation} ${JSON.stringify(input, null, 2)}\nSend it? [y/N] `)) === "y",
});

const messages = [
  { role: "system", content: INSTRUCTIONS },
  { role: "user", content: process.argv.slice(2).join(" ") },
];
for (let step = 0; step < 10; step++) {
  const message = await ask();
  messages.push(message);
  if (!message.tool_calls?.length) {
    console.log(message.content);
    break;
  }
  for (const { id, function: call } of message.tool_calls) {
    messages.push({ role: "tool", tool_call_id: id, content: await use(call.name, call.arguments) });
  }
}
terminal.close();

/** What the model says next: of OpenAI, or of any service that speaks like it. */
async function ask() {
  const response = await fetch(`${MODEL_URL}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${MODEL_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: MODEL,
      messages,
      tools: Object.values(toolbox).map(({ name, description, inputSchema: parameters }) => ({
        type: "function",
        function: { name, description, parameters },
      })),
    }),
  });
  if (!response.ok) throw new Error(`The model answered ${response.status}: ${await response.text()}`);
  const { choices } = await response.json();
  return choices[0].message;
}

/** What a tool gives. An error goes to the model too: it says what was wrong, and whether anything was sent. */
async function use(name, input) {
  try {
    if (!Object.hasOwn(toolbox, name)) throw new Error(`There is no tool "${name}".`);
    return JSON.stringify(await toolbox[name].execute(JSON.parse(input)));
  } catch (error) {
    return `Error: ${/** @type {Error} */ (error).message}`;
  }
}
