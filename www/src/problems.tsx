// Every fault of a body in one place, each a way to its field.

import type { Issue } from "smooch-edge";

import { change } from "./draft";
import { controlId } from "./form/field";
import { isUserId, stepOf, type Operation } from "./steps";

export function Problems({ operation, issues }: { operation: Operation; issues: readonly Issue[] }) {
  return (
    <div class="problems" role="group" aria-label="What is wrong">
      <p>{issues.length === 1 ? "One thing is wrong." : `${issues.length} things are wrong.`} Nothing would be sent.</p>
      <ul>
        {issues.map(({ path, message }) => (
          <li key={path + message}>
            <button type="button" class="to-field" onClick={() => lead(operation, path)}>
              <code>{path || "body"}</code>
            </button>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Opens the step that shows the path and goes to its field, or to the nearest one around it. */
function lead(operation: Operation, path: string): void {
  change({ step: stepOf(operation, path).id });
  const form = isUserId(operation, path) ? "create" : operation;
  requestAnimationFrame(() => {
    for (let place = path; ; place = place.replace(/(\.|^)[^.[\]]*$|\[\d+\]$/, "")) {
      const control = document.getElementById(controlId(form, place));
      if (control) {
        control.focus();
        return;
      }
      if (place === "") return;
    }
  });
}
