// Starts the processes that are measured, and talks with them: each client runs in a process of its own, so that no
// client pays for another's memory or warm caches.

import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs a script to its end; gives what it printed as JSON, and how long it took from start to end in milliseconds. */
export async function finish(script, args, { env, nodeOptions = [], node = process.execPath } = {}) {
  const from = performance.now();
  const child = spawn(node, [...nodeOptions, path(script), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  const [code] = await once(child, "close");
  const wall = performance.now() - from;
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}`);
  return { wall, ...JSON.parse(text || "{}") };
}

/** A process that stays and answers one message at a time. */
export class Worker {
  #child;
  #answered;
  #ended;

  constructor(script, args, { env, node = process.execPath } = {}) {
    this.#child = fork(path(script), args, { env: { ...process.env, ...env }, execPath: node });
    this.#child.on("message", (answer) => this.#answered(answer));
    this.#child.on("exit", (code) => this.#ended(new Error(`${script} ${args.join(" ")} ended with ${code}`)));
  }

  /** A worker that is ready; `hello` is what it said first. */
  static async start(script, args, options) {
    const worker = new Worker(script, args, options);
    worker.hello = await worker.#next();
    return worker;
  }

  async ask(message) {
    const answer = this.#next();
    this.#child.send(message);
    return answer;
  }

  async stop() {
    this.#ended = () => undefined;
    const gone = once(this.#child, "exit");
    this.#child.disconnect();
    await gone;
  }

  #next() {
    return new Promise((answered, ended) => {
      this.#answered = answered;
      this.#ended = ended;
    });
  }
}

function path(script) {
  return fileURLToPath(new URL(script, import.meta.url));
}
