// A model of the service, in the place of a client: it answers each call of `deliver` after some time, or fails as the client
// would. It takes what it takes even if its client has left.

/** How long a client waits, in milliseconds. */
const TIMEOUT = 10_000;
/** The share of requests that fail with 500; half of them have done what was asked for. */
const FAILING = 0.005;

export class Service {
  #clock;
  #load;
  #classes;
  /** When the last requests were let through. */
  #passed = [];
  #first = 0;
  requests = 0;
  refused = 0;
  /** When each message arrived, by its key. @type {Map<string, number[]>} */
  arrived = new Map();
  /** The keys in their order. @type {string[]} */
  order = [];

  constructor(clock, load, smooch) {
    this.#clock = clock;
    this.#load = load;
    this.#classes = smooch[Symbol.for("smooch-edge.client")]().classes;
  }

  /** What `deliver` takes as a client. */
  get client() {
    const inside = { classes: this.#classes, make: (...given) => this.#make(...given) };
    return { apiVersion: "v1", [Symbol.for("smooch-edge.client")]: () => inside };
  }

  async #make(operation, _, body, { dedupeKey }, { observer }) {
    if (dedupeKey) {
      await this.#request("messages.list", observer, () => {});
      if (this.arrived.has(dedupeKey)) return {};
    }
    const key = dedupeKey ?? body.metadata.dedupeKey;
    await this.#request(operation, observer, () => {
      const times = this.arrived.get(key);
      if (times) times.push(this.#clock.now);
      else {
        this.arrived.set(key, [this.#clock.now]);
        this.order.push(key);
      }
    });
    return {};
  }

  /** One request: it is refused, or takes effect somewhere on its way. */
  async #request(operation, observer, effect) {
    const clock = this.#clock;
    const { limit, outage, expired, slow = 0 } = this.#load;
    this.requests++;
    observer.begins({ about: () => ({ operation }) });
    const isRead = operation !== "send";
    const fail = (name, status, sent, throttled) => {
      observer.responded(status, throttled);
      const record = { code: "simulated", message: name, status, sent: isRead ? "no" : sent, retryable: true };
      throw new this.#classes[name](record);
    };
    // 20 ms to get there, give or take.
    await clock.wait(10 + 20 * clock.random());
    const seconds = clock.now / 1000;
    const within = (span) => span && seconds >= span[0] && seconds < span[1];
    if (!this.#admits(limit)) {
      this.refused++;
      await clock.wait(10);
      return fail("RateLimitError", 429, "no", 1000);
    }
    if (within(expired)) return fail("AuthenticationError", 401, "no");
    if (within(outage)) return fail("ServerError", 503, "maybe");
    const isSlow = clock.random() < slow;
    const time = isSlow ? 15_000 : 50 + 150 * -Math.log(1 - clock.random());
    const fails = clock.random() < FAILING;
    if (!fails || clock.random() < 0.5) clock.after(time * 0.8, effect);
    if (time > TIMEOUT) {
      await clock.wait(TIMEOUT);
      throw new this.#classes.TimeoutError({
        code: "timeout",
        message: "",
        sent: isRead ? "no" : "maybe",
        retryable: true,
      });
    }
    await clock.wait(time);
    if (fails) return fail("ServerError", 500, "maybe");
    observer.responded(201, undefined);
  }

  /** At most `limit` within any second, which slides. */
  #admits(limit) {
    const passed = this.#passed;
    while (this.#first < passed.length && this.#clock.now - passed[this.#first] >= 1000) this.#first++;
    if (passed.length - this.#first >= limit) return false;
    passed.push(this.#clock.now);
    if (this.#first > 100_000) this.#passed = passed.slice(((this.#first = 0), this.#first));
    return true;
  }
}
