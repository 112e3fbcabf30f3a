// What the schema leaves open is written as JSON.

import { useState } from "preact/hooks";

import type { Json } from "../json";
import type { KindProps } from "./kind";

export function RawJson({ value, id, set, describedBy, wrong }: KindProps) {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [complaint, setComplaint] = useState("");
  const [known, setKnown] = useState(value);
  // An example or a pasted body may bring another value; what is being written stays as it is.
  if (JSON.stringify(value) !== JSON.stringify(known)) {
    setKnown(value);
    setText(value === undefined ? "" : JSON.stringify(value, null, 2));
  }
  const change = (next: string) => {
    setText(next);
    try {
      const meant = next.trim() === "" ? undefined : (JSON.parse(next) as Json);
      setKnown(meant);
      set(meant);
      setComplaint("");
    } catch (error) {
      setComplaint(`Not JSON yet: ${(error as Error).message}`);
    }
  };
  return (
    <>
      <textarea
        id={id}
        class="mono"
        rows={3}
        spellcheck={false}
        aria-describedby={describedBy}
        aria-invalid={wrong || complaint !== ""}
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {complaint && (
        <p class="issue" role="status">
          {complaint}
        </p>
      )}
    </>
  );
}
