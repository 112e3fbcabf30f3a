// Every fault of a body in one place, each a way to its field.

import type { Smooch } from "smooch-edge";

import { change } from "./draft";
import { controlId } from "./form/field";
import { isUserId, stepOf, type Operation } from "./steps";

export function Problems({ operation, issues }: { operation: Operation; issues: readonly Smooch.Issue[] }) {
  const count = issues.length === 1 ? "One thing is wrong." : `${issues.length} things are wrong.`;
  return (
    <IssueList
      label="What is wrong"
      says={`${count} Nothing would be sent.`}
      issues={issues}
      whole="body"
      go={(path) => lead(operation, path)}
    />
  );
}

/** Issues, each a button to its place; `whole` names the place of one that concerns everything. */
export function IssueList({
  label,
  says,
  issues,
  whole,
  go,
}: {
  label: string;
  says: string;
  issues: readonly Smooch.Issue[];
  whole: string;
  go: (path: string) => void;
}) {
  return (
    <div class="problems" role="group" aria-label={label}>
      <p>{says}</p>
      <ul>
        {issues.map(({ path, message }) => (
          <li key={path + message}>
            <button type="button" class="to-field" onClick={() => go(path)}>
              <code>{path || whole}</code>
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
