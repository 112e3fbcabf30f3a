// A value that is one of several things, told apart by a member such as `type`. The choice is drawn as buttons where
// the names are few, as a list where they are many; what stays meaningful is kept when it changes.

import { isObject, pathOf, type Json } from "../json";
import { alternatives, blank, carried, discriminatorOf } from "../schema/schema";
import { controlId, Issues, prose } from "./field";
import type { KindProps } from "./kind";
import { Members } from "./members";

export interface ChoiceProps extends KindProps {
  but?: string[];
  only?: string | undefined;
}

export function Choice({ but = [], only, ...props }: ChoiceProps) {
  const { form, schema, value, place, set } = props;
  const object = isObject(value) ? value : {};
  const choices = alternatives(schema, form.document);
  const chosen = choices.find(({ meant }) => meant(object));
  const name = discriminatorOf(schema) ?? "type";
  const path = pathOf([...place, name]);
  const id = controlId(form.operation, path);
  const own = form.issues.filter((issue) => issue.path === path);
  const choose = (next: string) => {
    const choice = choices.find((one) => one.name === next);
    if (!choice) return;
    set(carried(blank(choice.schema, form.document), object, choice.schema, form.document));
  };
  const shared = { "aria-describedby": `${id}:issues`, "aria-invalid": own.length > 0 };
  return (
    <>
      {!only && choices.length > 1 && (
        <div class="field choice">
          <div class="field-head">
            <label for={id}>
              <code>{name}</code>
              <span class="mark">required</span>
            </label>
          </div>
          <select
            id={id}
            {...shared}
            value={chosen?.name ?? ""}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {!chosen && <option value="">{stranger(object[name], form.version)}</option>}
            {choices.map((choice) => (
              <option key={choice.name} value={choice.name}>
                {choice.name}
              </option>
            ))}
          </select>
          {chosen && <p class="hint">{prose(chosen.schema.description)}</p>}
          <Issues id={id} issues={own} />
        </div>
      )}
      {!chosen && only && (
        <p class="hint">
          <code>{only}</code> is asked for once <code>{name}</code> is one that this version has.
        </p>
      )}
      {chosen && <Members {...props} schema={chosen.schema} but={[...but, name]} only={only} />}
    </>
  );
}

/** A value that is none of the choices: it came from another version, or with a pasted body. */
function stranger(value: Json, version: string): string {
  return value === undefined ? "(choose)" : `${String(value)} (not in ${version})`;
}
