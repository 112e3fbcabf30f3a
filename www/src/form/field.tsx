// One field of a form, whatever its schema says it is. Label, hint and issues are drawn here, once for all kinds; the
// kinds are in the files beside this one.

import type { Smooch } from "smooch-edge";
import type { ComponentChildren } from "preact";

import { pathOf, type Json, type Place } from "../json";
import { alternatives, resolve, type Schema, type SchemaDocument } from "../schema/schema";
import { Choice } from "./choice";
import { Facts } from "./facts";
import { List } from "./list";
import { Members } from "./members";
import { RawJson } from "./raw-json";
import { Scalar } from "./scalar";

/** What every part of a form knows. */
export interface Form {
  /** What the ids of its controls begin with: an operation, or a part of one. */
  operation: string;
  /** The version of the API whose schemas these are. */
  version: string;
  document: SchemaDocument;
  issues: readonly Smooch.Issue[];
  setAt: (place: Place, value: Json) => void;
  removeAt: (place: Place) => void;
}

export interface FieldProps {
  form: Form;
  schema: Schema;
  value: Json;
  place: Place;
  required?: boolean;
  /** What a list calls its items: `actions 1`. */
  label?: string;
}

/** The id of the control at a place; issues elsewhere on the page lead to it. */
export function controlId(operation: string, path: string): string {
  return `${operation}:${path}`;
}

export function Field({ form, schema: given, value, place, required = false, label }: FieldProps) {
  const schema = resolve(given, form.document);
  const path = pathOf(place);
  const name = label ?? String(place.at(-1) ?? "");
  const own = form.issues.filter((issue) => issue.path === path);
  const id = controlId(form.operation, path);
  const set = (next: Json) => form.setAt(place, next);
  const props = { form, schema, value, place, id, set, describedBy: `${id}:hint ${id}:issues`, wrong: own.length > 0 };
  const remove = required ? undefined : () => form.removeAt(place);

  const group = (children: ComponentChildren) => (
    <Group id={id} name={name} schema={schema} required={required} issues={own} remove={remove}>
      {children}
    </Group>
  );
  if (schema.const !== undefined) return null;
  if (alternatives(schema, form.document).length > 0) return group(<Choice {...props} />);
  if (schema.type === "object" && schema.properties) return group(<Members {...props} />);
  if (schema.type === "object" && typeof schema.additionalProperties === "object") return group(<Facts {...props} />);
  if (schema.type === "array") return group(<List {...props} />);
  const raw = schema.type === undefined || schema.type === "object";
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>
          <code>{name}</code>
          <Mark required={required} deprecated={schema.deprecated} />
        </label>
        {remove && <Remove name={name} remove={remove} />}
      </div>
      <Hint id={id} schema={schema} />
      {raw ? <RawJson {...props} /> : <Scalar {...props} required={required} />}
      <Issues id={id} issues={own} />
    </div>
  );
}

function Group(props: {
  id: string;
  name: string;
  schema: Schema;
  required: boolean;
  issues: readonly Smooch.Issue[];
  remove: (() => void) | undefined;
  children: ComponentChildren;
}) {
  const { id, name, schema, required, issues, remove, children } = props;
  const described = `${id}:hint ${id}:issues`;
  return (
    <div class="group" role="group" id={id} tabIndex={-1} aria-labelledby={`${id}:name`} aria-describedby={described}>
      <div class="field-head">
        <span id={`${id}:name`}>
          <code>{name}</code>
          <Mark required={required} deprecated={schema.deprecated} />
        </span>
        {remove && <Remove name={name} remove={remove} />}
      </div>
      <div class="group-body">
        <Hint id={id} schema={schema} />
        <Issues id={id} issues={issues} />
        {children}
      </div>
    </div>
  );
}

function Mark({ required, deprecated }: { required: boolean; deprecated: boolean | undefined }) {
  if (deprecated) return <span class="mark">deprecated</span>;
  return required ? <span class="mark">required</span> : null;
}

function Remove({ name, remove }: { name: string; remove: () => void }) {
  return (
    <button type="button" class="quiet small" onClick={remove} aria-label={`Remove ${name}`}>
      Remove
    </button>
  );
}

function Hint({ id, schema }: { id: string; schema: Schema }) {
  return (
    <p class="hint" id={`${id}:hint`}>
      {prose(schema.description)}
    </p>
  );
}

/** What is wrong, with the path at which the package found it. */
export function Issues({ id, issues }: { id: string; issues: readonly Smooch.Issue[] }) {
  return (
    <div class="issues" id={`${id}:issues`} aria-live="polite">
      {issues.map(({ message }) => (
        <p key={message} class="issue">
          {message}
        </p>
      ))}
    </div>
  );
}

/** The descriptions are Markdown, of which they use no more than code. */
export function prose(text = "") {
  return text.split(/`([^`]*)`/).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
