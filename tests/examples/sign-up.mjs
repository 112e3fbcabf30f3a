// What every server that signs people up has to do, whichever runtime it is in.

import assert from "node:assert/strict";

import { freePort } from "../webhooks/endpoint.mjs";
import { copy, run, start, startService } from "./world.mjs";

/**
 * Copies an example, registers its webhook as its README says, starts it, and signs people up.
 *
 * @param {import("node:test").TestContext} context
 * @param {string} name of the example
 * @param {{ command: (port: number, inspector: number) => string[], prepare?: (folder: string, env: object) => unknown, base?: string }} how
 *   `env` is what the server needs; `base` goes before its paths
 */
export async function exercise(context, name, { command, prepare, base = "" }) {
  const folder = copy(name);
  const { emulator, variables } = await startService(context);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${base}`;
  const register = name.endsWith("-cjs") ? "register.cjs" : "register.js";
  const secret = await run(folder, [process.execPath, register, `${url}/webhooks`], variables);
  assert.match(secret, /^\S{20,}$/);
  const env = { ...variables, WEBHOOK_SECRET: secret, PORT: String(port) };
  await prepare?.(folder, env);
  const { output } = await start(context, { folder, command: command(port, await freePort()), env, url });
  const post = (path, body, headers = {}) =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  try {
    const ada = { userId: "ada", givenName: "Ada", phoneNumber: "+15145555555" };
    // Twice, as people do.
    for (let time = 0; time < 2; time++) {
      const answer = await post("/sign-up", ada);
      assert.deepEqual([answer.status, await answer.json()], [202, { userId: "ada" }]);
      await emulator.settled();
    }
    const greetings = emulator.inbox("twilio").filter(({ text }) => text === "Welcome!");
    assert.deepEqual(
      greetings.map(({ to }) => to),
      [ada.phoneNumber],
    );
    assert.equal(emulator.state.users.length, 1);

    const wrong = await post("/sign-up", { ...ada, userId: "bob", phoneNumber: "514" });
    const { error, sent } = await wrong.json();
    assert.deepEqual([wrong.status, sent], [400, "no"]);
    assert.match(error, /phoneNumber/);

    for (const body of ["{", "null", '{ "userId": "eve" }']) assert.equal((await post("/sign-up", body)).status, 400);
    assert.deepEqual(
      emulator.state.users.map(({ userId }) => userId),
      ["ada", "bob"],
    );

    const stranger = await post("/webhooks", { events: [] }, { "x-api-key": "a guess" });
    assert.equal(stranger.status, 409);
    assert.equal((await fetch(`${url}/nothing`)).status, 404);
    const { deliveries } = emulator.state;
    assert.ok(deliveries.length > 0);
    assert.ok(!output().includes(variables.SMOOCH_SECRET) && !output().includes(secret));
  } catch (error) {
    error.message += `\n${output()}`;
    throw error;
  }
  return { folder, output, emulator };
}
