// A model of an engine: it delivers at least once, counts, gives a message back to whoever asks after its wait, and takes it
// from a worker that died. Each worker has ten places, or takes batches in lanes.

const PLACES = 10;
/** How long after the death of its worker a message comes back, in milliseconds. */
const LOCK = 30_000;
/** A worker dies once in so many deliveries. */
const DEATHS = 5000;
/** When it is over, in milliseconds. */
const END = 2 * 60_000;
/** So many messages for each user, on average. */
const EACH = 10;

export class Engine {
  #clock;
  #service;
  #load;
  #messages;
  /** Those that are ready. */
  #ready = [];
  #first = 0;
  /** Those who wait for one. */
  #waiting = [];
  #left;
  #dead = 0;
  #deliveries = 0;
  #added = new Map();

  constructor(clock, service, load, seconds) {
    this.#clock = clock;
    this.#service = service;
    this.#load = load;
    this.#left = load.burst ?? Math.round((load.perDay / 86_400) * seconds);
    const users = Math.ceil(this.#left / EACH);
    this.#messages = Array.from({ length: this.#left }, (_, index) => ({
      key: `m${index}`,
      user: `u${index % users}`,
      attempt: 0,
      at: load.burst ? 0 : (index / this.#left) * seconds * 1000,
    }));
  }

  /** Until nothing is left. */
  run(deliver, inLanes, pace) {
    const clock = this.#clock;
    const { client } = this.#service;
    for (const message of this.#messages) {
      this.#added.set(message.key, message.at);
      clock.after(message.at, () => this.#add(message));
    }
    const one = async (message) => {
      this.#deliveries++;
      const { key, user } = message;
      const attempt = ++message.attempt;
      const item = { operation: "send", id: user, body: { type: "text", text: key } };
      const verdict = await deliver(client, item, { key, attempt, pace, timeLeft: LOCK });
      return verdict;
    };
    const settle = (message, verdict) => {
      // Whoever died after the call could not tell the engine.
      if (clock.random() < 1 / DEATHS) return void clock.after(LOCK, () => this.#add(message));
      if (verdict.do === "retry") return void clock.after(verdict.after * 1000, () => this.#add(message));
      if (verdict.do === "dead") this.#dead++;
      this.#left--;
    };
    const work = async () => {
      // What is not done by then is told as it is.
      while (this.#left > 0 && clock.now < END) {
        const batch = await this.#take(this.#load.lanes ? PLACES : 1);
        if (!batch) return;
        const verdicts = await inLanes(batch, ({ user }) => user, one);
        for (const [message, verdict] of verdicts) settle(message, verdict);
        if (this.#left <= 0) for (const give of this.#waiting.splice(0)) give();
      }
    };
    const places = this.#load.workers * (this.#load.lanes ? 1 : PLACES);
    const over = new Promise((resolve) => clock.after(END, () => resolve(undefined)));
    return Promise.race([over, Promise.all(Array.from({ length: places }, work))]);
  }

  #add(message) {
    this.#ready.push(message);
    this.#waiting.shift()?.();
  }

  async #take(most) {
    while (this.#first >= this.#ready.length) {
      if (this.#left <= 0) return undefined;
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
    const batch = this.#ready.slice(this.#first, this.#first + most);
    this.#first += batch.length;
    return batch;
  }

  outcome() {
    const { arrived, order, requests, refused } = this.#service;
    const waits = [...arrived].map(([key, [first]]) => (first - this.#added.get(key)) / 1000).sort((a, b) => a - b);
    const users = new Map(this.#messages.map(({ key, user }) => [key, user]));
    const last = new Map();
    let late = 0;
    for (const key of order) {
      const [user, number] = [users.get(key), Number(key.slice(1))];
      if (number < (last.get(user) ?? -1)) late++;
      else last.set(user, number);
    }
    return {
      ...{ messages: this.#messages.length, deliveries: this.#deliveries, requests, refused, late, dead: this.#dead },
      p50: waits[Math.floor(waits.length * 0.5)],
      p99: waits[Math.floor(waits.length * 0.99)],
      doubled: [...arrived.values()].filter(({ length }) => length > 1).length,
      unsent: this.#messages.length - arrived.size,
    };
  }
}
