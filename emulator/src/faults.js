// @ts-check
// The fault rules that hold at the moment: for each request it finds the first rule that fits and has not run out.
import { checkRule } from "./fault-rule.js";
import { noise } from "./ids.js";

/** @import { FaultRule } from "./fault-rule.js" */

/** @typedef {FaultRule & { seen: number, left: number | "always" }} ListedRule a rule with the requests that it met and may still meet */

/** The faults of one emulator. */
export class Faults {
  /** @type {{ rule: FaultRule, seen: number, used: number }[]} */
  #entries = [];
  #seed;
  #random;

  /**
   * @param {FaultRule[]} rules
   * @param {number} seed of the chances that rules with a probability take
   */
  constructor(rules, seed) {
    this.#seed = seed;
    this.#random = noise(seed);
    this.set(rules);
  }

  /**
   * Begins again: these rules, and the same chances.
   * @param {FaultRule[]} rules
   */
  restart(rules) {
    this.#random = noise(this.#seed);
    this.set(rules);
  }

  /**
   * Adds a rule after the others.
   * @param {FaultRule} rule
   */
  add(rule) {
    this.addAll([rule]);
  }

  /**
   * Adds rules, all or none.
   * @param {FaultRule[]} rules
   */
  addAll(rules) {
    this.#entries.push(...rules.map((rule) => ({ rule: checkRule(rule), seen: 0, used: 0 })));
  }

  /**
   * Replaces all rules.
   * @param {FaultRule[]} rules
   */
  set(rules) {
    if (!Array.isArray(rules)) throw new TypeError("faults.set needs an array of fault rules.");
    this.#entries = rules.map((rule) => ({ rule: checkRule(rule), seen: 0, used: 0 }));
  }

  clear() {
    this.#entries = [];
  }

  /** @returns {ListedRule[]} */
  list() {
    return this.#entries.map(({ rule, seen, used }) => {
      const times = timesOf(rule);
      return { ...structuredClone(rule), seen, left: times === "always" ? times : times - used };
    });
  }

  /**
   * The rule for a request, if any; it counts as used then.
   * @param {{ method: string, path: string, operation: string | undefined }} request
   * @returns {FaultRule | undefined}
   */
  take(request) {
    for (const entry of this.#entries) {
      const { after = 0, every = 1, probability = 1 } = entry.rule;
      const times = timesOf(entry.rule);
      if ((times !== "always" && entry.used >= times) || !fits(entry.rule, request)) continue;
      entry.seen += 1;
      if (entry.seen <= after || (entry.seen - after) % every !== 0) continue;
      if (probability < 1 && this.#random() / 2 ** 32 >= probability) continue;
      entry.used += 1;
      return entry.rule;
    }
    return undefined;
  }
}

/**
 * A rule that picks some of the requests goes on for ever unless it says otherwise; any other happens once.
 * @param {FaultRule} rule
 */
const timesOf = ({ times, every, probability }) =>
  times ?? (every === undefined && probability === undefined ? 1 : "always");

/**
 * @param {FaultRule} rule
 * @param {{ method: string, path: string, operation: string | undefined }} request
 */
function fits({ match = {} }, { method, path, operation }) {
  return (
    (match.method === undefined || match.method.toUpperCase() === method) &&
    (match.operation === undefined || match.operation === operation) &&
    (match.path === undefined || fitsPath(match.path, path))
  );
}

/**
 * @param {string} pattern
 * @param {string} path
 */
function fitsPath(pattern, path) {
  if (!pattern.includes("*")) return path.startsWith(pattern);
  const source = pattern.replace(
    /\*\*|\*|[.+?^${}()|[\]\\]/g,
    (part) => ({ "**": ".*", "*": "[^/]*" })[part] ?? `\\${part}`,
  );
  return new RegExp(`^${source}$`).test(path);
}
