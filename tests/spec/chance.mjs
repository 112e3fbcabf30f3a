// Values by chance, made from a JSON Schema as the tables print it. Each value tells what of the schema it shows: the
// properties, words, variants and limits, so that a test can say that nothing was left out.

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the patterns of the schema take; the tables have no other. */
const PHONES = ["+15145555555", "+1 514-555-5555", "+442079460958"];
const ADDRESSES = ["ada@example.com", "a.b+c@example.org"];
const MOMENTS = ["2026-11-24", "2026-11-24T06:33:00.000Z"];

/** Fields whose form the official document names and the tables leave to the service; no such text is of one letter. */
const FORMS = {
  mediaUrl: (length) => "https://a.b/".padEnd(length, "x"),
  avatarUrl: (length) => "https://a.b/?".padEnd(length, "x"),
  iconUrl: (length) => "https://a.b/%C3%A9".padEnd(length, "x"),
  email: (length) => "ada@example.com".padStart(length, "a"),
};

export class Chance {
  #random;
  #document;
  /** What is to be shown yet, and so comes more often. @type {Set<string>} */
  #missing = new Set();
  #names = 0;

  /**
   * @param {number} seed
   * @param {any} document the printed schema
   */
  constructor(seed, document) {
    this.#random = numbers(seed);
    this.#document = document;
  }

  /**
   * A value of a definition, and what it shows. What is missing yet comes more often.
   *
   * @param {string} name
   * @param {Set<string>} [missing]
   * @returns {{ value: any, shown: Set<string> }}
   */
  value(name, missing = new Set()) {
    const shown = new Set();
    this.#missing = missing;
    return { value: this.#any({ $ref: `#/$defs/${name}` }, "", "", shown, 0), shown };
  }

  /**
   * Everything of a definition that a value can show.
   *
   * @param {string} name
   */
  all(name) {
    const found = new Set();
    const seen = new Set();
    const visit = (schema, at) => {
      if (schema.$ref) {
        if (seen.has(schema.$ref)) return;
        seen.add(schema.$ref);
        return visit(resolve(this.#document, schema.$ref), schema.$ref);
      }
      const isFormed = at.split("/").pop() in FORMS;
      for (const keyword of LIMITS)
        if (keyword in schema && !(isFormed && keyword === "minLength")) found.add(`${at} ${keyword}`);
      if (Array.isArray(schema.type)) found.add(`${at} null`);
      for (const word of schema.enum ?? []) found.add(`${at}=${word}`);
      for (const [name, one] of Object.entries(schema.properties ?? {})) {
        found.add(`${at}/${name}`);
        visit(one, `${at}/${name}`);
      }
      if (schema.items) visit(schema.items, `${at}[]`);
      for (const [index, one] of variants(schema).entries()) {
        found.add(`${at}|${index}`);
        visit(one, `${at}|${index}`);
      }
    };
    visit({ $ref: `#/$defs/${name}` }, "");
    return found;
  }

  #one(list) {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** Whether it comes now: so often, and often where it is missing. */
  #comes(mark, often) {
    return this.#random() < (this.#missing.has(mark) ? 0.6 : often);
  }

  #any(schema, at, name, shown, depth) {
    if (schema.$ref) return this.#any(resolve(this.#document, schema.$ref), schema.$ref, name, shown, depth);
    const several = variants(schema);
    if (several.length > 0) {
      const index = this.#variant(at, several.length);
      shown.add(`${at}|${index}`);
      return this.#any(several[index], `${at}|${index}`, name, shown, depth);
    }
    if ("const" in schema) return schema.const;
    if (schema.enum) {
      const rare = schema.enum.filter((word) => this.#comes(`${at}=${word}`, 0));
      const word = this.#one(rare.length > 0 ? rare : schema.enum);
      shown.add(`${at}=${word}`);
      return word;
    }
    const [type, orNull] = [schema.type].flat();
    if (orNull && this.#comes(`${at} null`, 0.1)) {
      shown.add(`${at} null`);
      return null;
    }
    switch (type) {
      case "string":
        return depth > 8 && name === "name" ? `n${this.#names++}` : this.#text(schema, at, name, shown);
      case "boolean":
        return this.#random() < 0.5;
      case "number":
        return Math.round(this.#random() * 36_000 - 18_000) / 100;
      case "integer":
        return this.#limited(schema, at, shown, "minimum", "maximum", 0, 1000);
      case "array":
        return this.#list(schema, at, shown, depth);
    }
    return this.#object(schema, at, shown, depth);
  }

  #object({ properties, required = [], additionalProperties, allOf = [] }, at, shown, depth) {
    if (!properties) {
      const isFlat = typeof additionalProperties === "object";
      return this.#one([{}, { a: "b", n: 1.5, t: true }, isFlat ? { é: "" } : { deep: [{ a: null }] }]);
    }
    const value = {};
    // Of some fields exactly one is there, or one at least.
    const chosen = allOf.map(({ oneOf, anyOf }) => this.#one((oneOf ?? anyOf ?? [{}]).flatMap((one) => one.required)));
    const excluded = allOf.flatMap(({ oneOf = [] }) => oneOf.flatMap((one) => one.required));
    for (const [name, schema] of Object.entries(properties)) {
      const isThere = required.includes(name) || chosen.includes(name);
      if (!isThere && (excluded.includes(name) || !this.#comes(`${at}/${name}`, depth > 8 ? 0.1 : 0.35))) continue;
      shown.add(`${at}/${name}`);
      value[name] = this.#any(schema, `${at}/${name}`, name, shown, depth);
    }
    return value;
  }

  /** A list, often of items of one variant: some mix with no other. */
  #list(schema, at, shown, depth) {
    const length = this.#limited(schema, at, shown, "minItems", "maxItems", 0, 3);
    const union = schema.items.$ref && resolve(this.#document, schema.items.$ref);
    const several = union ? variants(union).length : 0;
    const only = several > 0 && this.#random() < 0.5 ? this.#variant(schema.items.$ref, several) : undefined;
    const items = only === undefined ? schema.items : variants(union)[only];
    if (only !== undefined && length > 0) shown.add(`${schema.items.$ref}|${only}`);
    return Array.from({ length }, () => this.#any(items, `${at}[]`, "", shown, depth + (length > 3 ? 9 : 1)));
  }

  /** One of so many variants, often one that is missing. */
  #variant(at, several) {
    const all = [...Array(several).keys()];
    const rare = all.filter((index) => this.#comes(`${at}|${index}`, 0));
    return this.#one(rare.length > 0 ? rare : all);
  }

  #text(schema, at, name, shown) {
    const { pattern } = schema;
    if (pattern) return this.#one(pattern.includes("@") ? ADDRESSES : pattern.includes("T") ? MOMENTS : PHONES);
    const length = this.#limited(schema, at, shown, "minLength", "maxLength", 0, 12);
    if (name in FORMS) return FORMS[name](length);
    return Array.from({ length }, () => this.#one(["a", "b", "é", "%", "😀", "&"])).join("");
  }

  /** A number within the limits of a schema, often one of them. */
  #limited(schema, at, shown, least, most, lowest, highest) {
    const low = schema[least] ?? lowest;
    const high = schema[most] ?? Math.max(highest, low);
    let number = low + Math.floor(this.#random() * (Math.min(high, low + highest) - low + 1));
    if (this.#comes(`${at} ${least}`, 0.1)) number = low;
    else if (this.#comes(`${at} ${most}`, 0.05)) number = high;
    if (number === schema[least]) shown.add(`${at} ${least}`);
    if (number === schema[most]) shown.add(`${at} ${most}`);
    return number;
  }
}

const LIMITS = ["minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"];

/** The alternatives of a schema. What stands in `if` decides between `then` and `else`. */
function variants({ oneOf, anyOf, then, else: otherwise }) {
  return oneOf ?? anyOf ?? [then, otherwise].filter(Boolean);
}

function resolve(document, reference) {
  return document.$defs[reference.slice("#/$defs/".length)];
}
