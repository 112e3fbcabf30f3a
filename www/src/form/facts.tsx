// A flat object of the user's own names: `metadata` and `properties`. Values are text, numbers, true or false.

import { useState } from "preact/hooks";

import { isObject, pathOf, type Json } from "../json";
import { Issues } from "./field";
import type { KindProps } from "./kind";

export function Facts({ form, value, place, id, set }: KindProps) {
  const object = isObject(value) ? value : {};
  const [fresh, setFresh] = useState("");
  const add = () => {
    if (fresh.trim() === "" || fresh in object) return;
    set({ ...object, [fresh.trim()]: "" });
    setFresh("");
  };
  return (
    <>
      {Object.entries(object).map(([name, one]) => {
        const own = `${id}.${name}`;
        const path = pathOf([...place, name]);
        const { [name]: _gone, ...rest } = object;
        return (
          <div class="field" key={name}>
            <div class="field-head">
              <label for={own}>
                <code>{name}</code>
              </label>
              <button type="button" class="quiet small" onClick={() => set(rest)} aria-label={`Remove ${name}`}>
                Remove
              </button>
            </div>
            <input
              id={own}
              value={String(one)}
              autocomplete="off"
              aria-describedby={`${own}:issues`}
              onInput={(event) => set({ ...object, [name]: meant(event.currentTarget.value) })}
            />
            <Issues id={own} issues={form.issues.filter((issue) => issue.path === path)} />
          </div>
        );
      })}
      <div class="fresh">
        <label for={`${id}:fresh`} class="hidden">
          Name of a new entry in {String(place.at(-1))}
        </label>
        <input
          id={`${id}:fresh`}
          value={fresh}
          placeholder="name"
          autocomplete="off"
          onInput={(event) => setFresh(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="add" onClick={add}>
          Add
        </button>
      </div>
    </>
  );
}

/** What a text most likely means: `4` is a number, `true` is true, all else is itself, `1.0` on the way to `1.05` too. */
function meant(text: string): Json {
  if (text === "true") return true;
  if (text === "false") return false;
  return /^-?\d/.test(text) && String(Number(text)) === text ? Number(text) : text;
}
