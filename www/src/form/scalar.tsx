// Text, numbers, yes or no, and one of a few words. An emptied field has no value, which is not the same as an empty
// text: what is required is then missing, as the issue beside it says.

import { useState } from "preact/hooks";

import type { KindProps } from "./kind";

/** Members whose text is prose and gets room to be written in. */
const LONG = new Set(["text", "description", "subject"]);

export function Scalar({
  schema,
  value,
  place,
  id,
  set,
  describedBy,
  wrong,
  required,
}: KindProps & { required: boolean }) {
  const shared = { id, "aria-describedby": describedBy, "aria-invalid": wrong, "aria-required": required };
  if (schema.enum) {
    const known = schema.enum.includes(value);
    return (
      <select {...shared} value={String(value)} onChange={(event) => set(event.currentTarget.value)}>
        {!known && <option value={String(value)}>{value === undefined ? "(choose)" : String(value)}</option>}
        {schema.enum.map((one) => (
          <option key={String(one)} value={String(one)}>
            {String(one)}
          </option>
        ))}
      </select>
    );
  }
  if (schema.type === "boolean") {
    return (
      <label class="check">
        <input
          type="checkbox"
          {...shared}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>{value === true ? "true" : "false"}</span>
      </label>
    );
  }
  if (schema.type === "integer" || schema.type === "number") {
    return <NumberInput {...shared} value={value} set={set} />;
  }
  const shown = value === undefined || value === null ? "" : String(value);
  const change = (event: { currentTarget: { value: string } }) => set(event.currentTarget.value || undefined);
  if (LONG.has(String(place.at(-1)))) {
    return <textarea {...shared} rows={2} value={shown} onInput={change} />;
  }
  const [example] = schema.examples ?? [];
  return (
    <input
      {...shared}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      placeholder={example === undefined ? "" : String(example)}
      value={shown}
      onInput={change}
    />
  );
}

type NumberProps = Pick<KindProps, "value" | "set"> & Record<string, unknown>;

/** Keeps what is being written: `45.` is on its way to `45.5`, and not the same as `45`. */
function NumberInput({ value, set, ...shared }: NumberProps) {
  const [written, setWritten] = useState("");
  const shown = number(written) === value ? written : String(value ?? "");
  const change = (text: string) => {
    setWritten(text);
    set(number(text));
  };
  return (
    <input
      {...shared}
      inputMode="decimal"
      autocomplete="off"
      value={shown}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

/** A number where the text is one; else the text itself, for the package to refuse. */
function number(text: string): number | string | undefined {
  if (text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}
