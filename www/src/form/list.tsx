// A list, within the number of items that its schema allows.

import { resolve } from "../schema/schema";
import { blank } from "../schema/schema";
import { Field } from "./field";
import type { KindProps } from "./kind";

export function List({ form, schema, value, place, set }: KindProps) {
  const items = Array.isArray(value) ? value : [];
  const { minItems = 0, maxItems = Infinity } = schema;
  const item = resolve(schema.items ?? {}, form.document);
  const name = String(place.at(-1));
  const full = items.length >= maxItems;
  return (
    <>
      {items.map((one, index) => (
        <Field
          key={index}
          form={form}
          schema={item}
          value={one}
          place={[...place, index]}
          required={items.length <= minItems}
          label={`${name}[${index}]`}
        />
      ))}
      <button type="button" class="add" disabled={full} onClick={() => set([...items, blank(item, form.document)])}>
        Add to {name}
        {Number.isFinite(maxItems) && ` (${items.length} of ${maxItems})`}
      </button>
    </>
  );
}
