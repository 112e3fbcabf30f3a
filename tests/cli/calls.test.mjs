// Single calls: what they send, what they print, and the code they end with.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { PROGRAM, place } from "./program.mjs";

test("The recipe: create, link and send, each ends with 0 and prints the response", async (context) => {
  const { emulator, run } = await place(context);
  const created = await run(["create", "userId=ada", "givenName=Ada", "properties.seats:=4", "--json"]);
  assert.equal(created.code, 0, created.stderr);
  assert.equal(JSON.parse(created.stdout).appUser.userId, "ada");
  const link = ["type=twilio", "phoneNumber=+15145555555", "confirmation.type=immediate"];
  assert.equal((await run(["link", "ada", ...link])).code, 0);
  await emulator.settled();
  const sent = await run(["send", "ada", "--text", "Hello, Ada."]);
  assert.equal(sent.code, 0, sent.stderr);
  assert.match(sent.stdout, /^{\n {2}"message": {/);
  assert.equal(emulator.inbox("twilio").at(-1).text, "Hello, Ada.");
  assert.deepEqual(emulator.state.users[0].properties, { seats: 4 });
});

test("A body comes from arguments, a file and the standard input, merged in their order", async (context) => {
  const { emulator, folder, run } = await place(context);
  writeFileSync(join(folder, "ada.json"), '{ "userId": "ada", "givenName": "A", "properties": { "plan": "pro" } }');
  const input = '{ "givenName": "Ada" }';
  const { code, stderr } = await run(["create", "@ada.json", "-", '{"surname":"L"}', "properties.seats:=4"], { input });
  assert.equal(code, 0, stderr);
  const [{ givenName, surname, properties }] = emulator.state.users;
  assert.deepEqual(
    { givenName, surname, properties },
    { givenName: "Ada", surname: "L", properties: { plan: "pro", seats: 4 } },
  );
});

test("A body that cannot be read ends with 2, says where, and shows nothing of it", async (context) => {
  const { emulator, run } = await place(context);
  for (const [args, says] of [
    [["create", "@nowhere.json"], /nowhere\.json cannot be read: ENOENT/],
    [["create", "{bad: personal"], /JSON of the argument cannot be read/],
    [["create", "seats:=four"], /seats is not JSON. For text give seats=/],
    [["create", "personal"], /is no part of a body/],
    [["create"], /create needs a body/],
    [["send"], /send needs id/],
    [["users.get", "ada", "more=1"], /one too many/],
    [["create", "usrId=ada"], /Did you mean userId/],
    [["send", "ada", "text=x", "type=text"], /role is required/],
    [["fly"], /There is no command "fly"/],
    [["--json", "create"], /A command comes first/],
    [["create", "userId=ada", "--nonsense"], /Unknown option '--nonsense'/],
    [["create", "userId=ada", "--api-version", "v3"], /v1, v1.1 or v2/],
    [["create", "userId=ada", "--timeout", "soon"], /--timeout must be a whole number/],
    [["create", "userId=ada", "--secret", "x"], /Set SMOOCH_SECRET/],
    [["conversations.get", "c"], /conversations\.get needs --api-version v2/],
  ]) {
    const { code, stdout, stderr } = await run(args);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.match(stderr, says);
    assert.equal(stdout, "");
  }
  assert.equal(emulator.requests.length, 0);
});

test("What the service refuses ends with 1", async (context) => {
  const { run } = await place(context);
  const { code, stderr } = await run(["send", "nobody", "--text", "x"]);
  assert.equal(code, 1);
  assert.match(stderr, /404/);
});

test("What may have arrived ends with 3, and says so", async (context) => {
  const { emulator, run } = await place(context);
  await run(["create", "userId=ada"]);
  for (const fault of [{ reset: true }, { status: 500 }, { silence: true }]) {
    emulator.faults.set([{ match: { operation: "send" }, phase: "after", ...fault }]);
    const { code, stderr } = await run(["send", "ada", "--text", "Once", "--timeout", "5000"]);
    assert.equal(code, 3, JSON.stringify(fault));
    assert.match(stderr, /It may have arrived: look before you send it again\./);
  }
  assert.equal(emulator.state.messages.length, 3);
});

test("What never left ends with 1, what arrived and has no readable response with 4", async (context) => {
  const { emulator, run, env } = await place(context);
  await run(["create", "userId=ada"]);
  const nowhere = { ...env, SMOOCH_BASE_URL: "http://127.0.0.1:1" };
  const unsent = await run(["send", "ada", "--text", "x", "--max-retries", "0"], { env: nowhere });
  assert.equal(unsent.code, 1, unsent.stderr);
  emulator.faults.add({ match: { operation: "send" }, invalidJson: true });
  const unread = await run(["send", "ada", "--text", "x"]);
  assert.equal(unread.code, 4, unread.stderr);
  assert.match(unread.stderr, /do not send it again/);
  assert.equal(emulator.state.messages.length, 1);
});

test("With a dedupe key the same command sends once", async (context) => {
  const { emulator, run } = await place(context);
  await run(["create", "userId=ada"]);
  for (let time = 0; time < 2; time++) {
    const { code, stderr } = await run(["send", "ada", "--text", "Once", "--dedupe-key", "parcel 7"]);
    assert.equal(code, 0, stderr);
  }
  assert.equal(emulator.state.messages.length, 1);
});

test("With --json an error is JSON, on the standard error", async (context) => {
  const { run } = await place(context);
  const { stdout, stderr } = await run(["send", "nobody", "--text", "x", "--json"]);
  assert.equal(stdout, "");
  const { error } = JSON.parse(stderr);
  assert.deepEqual([error.status, error.sent], [404, "no"]);
});

test("--dry-run and --curl show the request, send nothing and hide the token", async (context) => {
  const { emulator, env, folder, run } = await place(context);
  await run(["create", "userId=ada"]);
  const before = emulator.requests.length;
  const { stdout } = await run(["send", "ada", "--text", "It's", "--dry-run", "--json"]);
  const { method, url, headers, body } = JSON.parse(stdout);
  assert.equal(`${method} ${new URL(url).pathname}`, `POST /v1/apps/${env.SMOOCH_APP_ID}/appusers/ada/messages`);
  assert.equal(headers.authorization, "[hidden]");
  assert.deepEqual(JSON.parse(body), { role: "appMaker", type: "text", text: "It's" });
  const shown = await run(["send", "ada", "--text", "It's", "--dry-run"]);
  assert.match(shown.stdout, /^POST http.*\nauthorization: \[hidden\]\n/);
  assert.equal(emulator.requests.length, before);

  const command = (await run(["send", "ada", "--text", "It's"].concat("--curl"))).stdout;
  assert.equal(emulator.requests.length, before);
  // The command is good for a shell, which mints a token by this program.
  const inShell = command.replace("npx smooch-edge", `${process.execPath} ${PROGRAM}`).replace(/^curl/, "curl -s");
  const child = await new Promise((resolve, reject) => {
    import("node:child_process").then(({ execFile }) =>
      execFile("sh", ["-c", inShell], { env, cwd: folder }, (error, out) => (error ? reject(error) : resolve(out))),
    );
  });
  assert.equal(JSON.parse(child).message.text, "It's");
});

test("A list prints its items, over all pages, as many as --limit says", async (context) => {
  const { emulator, run } = await place(context);
  await run(["create", "userId=ada"]);
  for (let number = 0; number < 3; number++) await run(["send", "ada", "--text", `${number}`]);
  assert.equal(emulator.state.messages.length, 3);
  const lines = async (...args) => (await run(["messages.list", "ada", "--json", ...args])).stdout.trim().split("\n");
  assert.deepEqual((await lines()).map((line) => JSON.parse(line).text).sort(), ["0", "1", "2"]);
  assert.equal((await lines("--limit", "2")).length, 2);
});

test("request sends any request, with params, query and body", async (context) => {
  const { emulator, run } = await place(context);
  await run(["create", "userId=ada"]);
  const got = await run(["request", "get", "/appusers/{userId}", "--param", "userId=ada", "--json"]);
  assert.equal(JSON.parse(got.stdout).appUser.userId, "ada");
  const put = await run(["request", "PUT", "/appusers/{userId}", "givenName=Ada", "--param", "userId=ada"]);
  assert.equal(put.code, 0, put.stderr);
  assert.equal(emulator.state.users[0].givenName, "Ada");
  assert.equal((await run(["request", "GET", "/appusers/{userId}"])).code, 2);
  assert.equal((await run(["request", "GET"])).code, 2);
});

test("v2: the same commands, and a conversation instead of a user", async (context) => {
  const { emulator, run, env } = await place(context);
  const v2 = { env: { ...env, SMOOCH_API_VERSION: "v2" } };
  assert.equal((await run(["create", "userId=ada"], v2)).code, 0);
  const made = await run(
    ["conversations.create", "type=personal", 'participants:=[{"userExternalId":"ada"}]', "--json"],
    v2,
  );
  assert.equal(made.code, 0, made.stderr);
  const { id } = JSON.parse(made.stdout).conversation;
  const sent = await run(["send", "-", "--conversation-id", id, "--text", "Hello"], v2);
  assert.equal(sent.code, 0, sent.stderr);
  assert.equal(emulator.state.messages[0].text, "Hello");
});

test("Keys come from the environment or a file; what lacks is named", async (context) => {
  const { env, folder, run } = await place(context);
  const bare = { PATH: env.PATH };
  const none = await run(["create", "userId=ada"], { env: bare });
  assert.equal(none.code, 2);
  assert.match(none.stderr, /SMOOCH_KEY_ID and SMOOCH_SECRET are not set/);
  const lines = Object.entries(env)
    .filter(([name]) => name.startsWith("SMOOCH"))
    .map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, "keys.env"), lines.join(""));
  assert.equal((await run(["create", "userId=ada", "--env", "keys.env"], { env: bare })).code, 0);
  assert.equal((await run(["create", "userId=ada", "--env", "none.env"], { env: bare })).code, 1);
});

test("token prints a token that works, and no more", async (context) => {
  const { server, env, run } = await place(context);
  const { stdout, code } = await run(["token"]);
  assert.equal(code, 0);
  assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const url = `${server.url}/v1/apps/${env.SMOOCH_APP_ID}/integrations`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${stdout.trim()}` } });
  assert.equal(response.status, 200);
});

test("Secrets of a response are hidden unless they are asked for", async (context) => {
  const { run } = await place(context);
  const body = ["target=https://example.com/w", 'triggers:=["message:appUser"]', "--json"];
  const hidden = JSON.parse((await run(["webhooks.create", ...body])).stdout).webhook;
  assert.equal(hidden.secret, "[hidden]");
  const shown = JSON.parse((await run(["webhooks.get", hidden._id, "--json", "--show-secrets"])).stdout).webhook;
  assert.match(shown.secret, /^\w{8,}/);
});

test("The built file runs by itself, through its first line", () => {
  assert.match(execFileSync(PROGRAM, ["--version"], { encoding: "utf8" }), /^\d+\.\d+\.\d+\n$/);
});

test("attachments.upload takes a file as it is, with its name", async (context) => {
  const { emulator, folder, run } = await place(context);
  writeFileSync(join(folder, "menu.txt"), "Soup");
  const { code, stdout, stderr } = await run(["attachments.upload", "@menu.txt", "--query", "access=public", "--json"]);
  assert.equal(code, 0, stderr);
  assert.match(JSON.parse(stdout).mediaUrl, /^http/);
  assert.match(emulator.requests.at(-1).path, /\/attachments$/);
});

test("the command of --curl reads the file of --env, and the key of --key-id", async (context) => {
  const { env, folder } = await place(context);
  const { SMOOCH_SECRET, SMOOCH_KEY_ID, ...others } = env;
  writeFileSync(join(folder, "it's.env"), `SMOOCH_SECRET=${SMOOCH_SECRET}\n`);
  const from = { env: { ...others, PATH: process.env.PATH }, cwd: folder };
  const args = ["create", "userId=ada", "--curl", "--env", "it's.env", "--key-id", SMOOCH_KEY_ID];
  const command = execFileSync(process.execPath, [PROGRAM, ...args], { ...from, encoding: "utf8" });
  const inShell = command.replace("npx smooch-edge", `${process.execPath} ${PROGRAM}`).replace(/^curl/, "curl -s");
  const { stdout } = await promisify(execFile)("sh", ["-c", inShell], from);
  assert.equal(JSON.parse(stdout).appUser.userId, "ada");
});

test("--dry-run and --curl hide the secrets of a body, unless they are asked for", async (context) => {
  const { run } = await place(context);
  const twilio = ["integrations.create", "type=twilio", "accountSid=AC1", "authToken=s3cret", "phoneNumberSid=PN1"];
  for (const way of [["--dry-run"], ["--dry-run", "--json"], ["--curl"]]) {
    const { code, stdout, stderr } = await run([...twilio, ...way]);
    assert.equal(code, 0, stderr);
    assert.ok(!stdout.includes("s3cret") && stdout.includes("[hidden]") && stdout.includes("AC1"), stdout);
    assert.match(stderr, /--show-secrets/);
    const whole = await run([...twilio, ...way, "--show-secrets"]);
    assert.ok(whole.stdout.includes("s3cret"));
    assert.equal(whole.stderr, "");
  }
});

test("--dry-run and --curl show the file of a form", async (context) => {
  const { run, folder } = await place(context);
  writeFileSync(join(folder, "it's.txt"), "Soup");
  const upload = ["attachments.upload", "@it's.txt", "--query", "access=public"];
  assert.match((await run([...upload, "--curl"])).stdout, /-F 'source=@it'\\''s\.txt'/);
  assert.match((await run([...upload, "--dry-run"])).stdout, /"source": "@it's\.txt"/);
  assert.deepEqual(JSON.parse((await run([...upload, "--dry-run", "--json"])).stdout).form, { source: "@it's.txt" });
});

test("A body that is not UTF-8 is refused; a byte order mark is none of it", async (context) => {
  const { run, folder } = await place(context);
  writeFileSync(join(folder, "latin.json"), Buffer.from('{"userId":"jos\xe9"}', "latin1"));
  const { code, stderr } = await run(["create", "@latin.json"]);
  assert.equal(code, 2);
  assert.match(stderr, /The text of latin\.json is not UTF-8/);
  writeFileSync(join(folder, "mark.json"), '\uFEFF{"userId":"josé"}');
  assert.equal((await run(["create", "@mark.json"])).code, 0);
});

test("--env=a=b.env is that file, also where the version is looked for", async (context) => {
  const { run, folder } = await place(context);
  writeFileSync(join(folder, "a=b.env"), "SMOOCH_API_VERSION=v2\n");
  await run(["create", "userId=ada"]);
  const { code, stderr } = await run(["conversations.list", "--query", "filter.userExternalId=ada", "--env=a=b.env"]);
  assert.equal(code, 0, stderr);
});

test("--query is the query of an operation, also where a method has it among its options", async (context) => {
  const { run } = await place(context);
  for (const [args, end] of [
    [["users.get", "ada", "--query", "brandId=b", "--api-version", "v2"], "/users/ada?brandId=b"],
    [["messageTemplates.list", "i", "--query", "limit:=5"], "/integrations/i/messageTemplates?limit=5"],
  ]) {
    const { code, stdout, stderr } = await run([...args, "--dry-run", "--json"]);
    assert.equal(code, 0, stderr);
    assert.ok(JSON.parse(stdout).url.endsWith(end), stdout);
  }
  const { code, stderr } = await run(["webhooks.get", "w", "--query", "limit=5"]);
  assert.equal(code, 2, stderr);
  assert.match(stderr, /query is not a field/);
});
