// JSON values and places in them. A place is a list of names and indices; its text is the path that the package's
// issues use, `confirmation.message.actions[0].type`.

export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };
export type Place = readonly (string | number)[];

export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A place as the package writes it. */
export function pathOf(place: Place): string {
  return place.reduce<string>((path, part) => {
    if (typeof part === "number") return `${path}[${part}]`;
    return path === "" ? part : `${path}.${part}`;
  }, "");
}

/** What stands at a place. */
export function at(value: Json, place: Place): Json {
  return place.reduce<Json>((inner, part) => (inner as JsonObject | undefined)?.[part as string], value);
}

/** A copy of `value` with `next` at the place; the rest is shared. */
export function put(value: Json, place: Place, next: Json): Json {
  const [part, ...rest] = place;
  if (part === undefined) return next;
  if (typeof part === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    list[part] = put(list[part], rest, next);
    return list;
  }
  const object = isObject(value) ? value : {};
  return { ...object, [part]: put(object[part], rest, next) };
}

/** A copy of `value` without what stands at the place. */
export function without(value: Json, place: Place): Json {
  const parent = place.slice(0, -1);
  const last = place.at(-1);
  const inner = at(value, parent);
  if (Array.isArray(inner)) return put(value, parent, inner.toSpliced(last as number, 1));
  if (!isObject(inner)) return value;
  const { [last as string]: _gone, ...rest } = inner;
  return put(value, parent, rest);
}

/** The value as it travels: members without a value are left out. */
export function travelling<T extends Json>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
