// The members of an object: those that are required, those that are there, and the rest as names to add.

import { isObject, pathOf } from "../json";
import { blank, resolve } from "../schema/schema";
import { controlId, Field, Issues, prose } from "./field";
import type { KindProps } from "./kind";

export interface MembersProps extends KindProps {
  /** Members that are shown elsewhere. */
  but?: string[];
  /** The only member to show. */
  only?: string | undefined;
}

export function Members({ form, schema, value, place, id, set, but = [], only }: MembersProps) {
  const object = isObject(value) ? value : {};
  const { properties = {}, required = [] } = schema;
  const names = Object.keys(properties).filter((name) => (only ? name === only : !but.includes(name)));
  // Some are required by circumstance, such as a text where there are no buttons: then an issue asks for them.
  const asked = (name: string) => form.issues.some((issue) => issue.path === pathOf([...place, name]));
  // In the schema's order, so that a field stays where it is; the required ones first.
  const shown = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name) && (name in object || asked(name))),
  ];
  const rest = names.filter((name) => !shown.includes(name));
  const strangers = only ? [] : Object.keys(object).filter((name) => !(name in properties) && !but.includes(name));
  const add = (name: string) => {
    set({ ...object, [name]: blank(properties[name]!, form.document) });
    requestAnimationFrame(() => document.getElementById(controlId(form.operation, pathOf([...place, name])))?.focus());
  };
  return (
    <>
      {shown.map((name) => (
        <Field
          key={name}
          form={form}
          schema={properties[name]!}
          value={object[name]}
          place={[...place, name]}
          required={required.includes(name)}
        />
      ))}
      {strangers.map((name) => (
        <Stranger key={name} form={form} name={name} place={[...place, name]} value={object[name]} />
      ))}
      {rest.length > 0 && (
        <details class="optional">
          <summary>
            {rest.length} optional {rest.length === 1 ? "field" : "fields"}
          </summary>
          <ul>
            {rest.map((name) => {
              const { description, deprecated } = resolve(properties[name]!, form.document);
              return (
                <li key={name}>
                  <button type="button" class="add" onClick={() => add(name)} aria-label={`Add ${name}`}>
                    <code>{name}</code>
                    {deprecated && <span class="mark">deprecated</span>}
                  </button>
                  <span class="hint" id={`${id}:${name}:about`}>
                    {prose(description)}
                  </span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </>
  );
}

/** A member that the schema does not know: it came with a pasted body, or from the choice before. */
function Stranger({ form, name, place, value }: Pick<KindProps, "form" | "place" | "value"> & { name: string }) {
  const path = pathOf(place);
  const id = controlId(form.operation, path);
  return (
    <div class="field stranger" id={id} tabIndex={-1}>
      <div class="field-head">
        <code>{name}</code>
        <button type="button" class="quiet small" onClick={() => form.removeAt(place)} aria-label={`Remove ${name}`}>
          Remove
        </button>
      </div>
      <pre class="value">{JSON.stringify(value)}</pre>
      <Issues
        id={id}
        issues={form.issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`))}
      />
    </div>
  );
}
