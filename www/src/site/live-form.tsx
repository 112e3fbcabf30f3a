// The live form of an operation in its page of the reference.

import { render } from "preact";
import { useState } from "preact/hooks";

import { Announcement } from "../announce";
import { versionsWith } from "../operations/catalog";
import { OperationForm } from "../operations/operation-form";

/** Puts the form where its button was. */
export function open(place: HTMLElement, name: string): void {
  const own = document.createElement("div");
  place.querySelector("p:has(button)")?.remove();
  place.append(own);
  place.dataset.state = "open";
  render(<Form name={name} />, own);
}

function Form({ name }: { name: string }) {
  const [version, choose] = useState(versionsWith(name).at(-1)!);
  return (
    <>
      <OperationForm name={name} version={version} choose={choose} />
      <Announcement />
    </>
  );
}
