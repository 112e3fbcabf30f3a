// The left: the recipe as a list of steps, of which one is open with its form.

import { built, optionIssues } from "../built";
import { change, draft, key, removeAt, setAt, step } from "../draft";
import { timeline } from "../happen/timeline";
import { isObject } from "../json";
import { alternatives, schemaOf } from "../schema/schema";
import { bodyType, stepOf, steps, type Step } from "../steps";
import { Choice } from "./choice";
import { Issues, type Form } from "./field";
import { Magic } from "./magic";
import { Members } from "./members";
import { TokenForm } from "./token-form";

export function StepsPanel() {
  return (
    <section class="panel steps" id="steps" aria-labelledby="steps-title">
      <h2 id="steps-title" class="hidden">
        Steps
      </h2>
      <ol class="step-list">
        {steps.map((one, index) => (
          <StepView key={one.id} one={one} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

function StepView({ one, number }: { one: Step; number: number }) {
  const open = step.value === one;
  const id = `step-${one.id}`;
  const state = stateOf(one);
  return (
    <li class="step" data-open={open} data-state={state}>
      <h3>
        <button
          type="button"
          id={id}
          aria-expanded={open}
          aria-controls={open ? `${id}-form` : undefined}
          onClick={() => change({ step: one.id })}
        >
          <span class="number" aria-hidden="true">
            {{ sent: "✓", wrong: "!", open: number }[state]}
          </span>
          <span class="step-title">{one.title}</span>
          {!open && <span class="step-summary">{summaryOf(one)}</span>}
          {state !== "open" && <span class="hidden">{{ sent: ", sent", wrong: ", has errors" }[state]}</span>}
        </button>
      </h3>
      {open && (
        <form class="step-form" id={`${id}-form`} aria-labelledby={id} onSubmit={(event) => event.preventDefault()}>
          <p class="hint">{one.purpose}</p>
          {one.operation ? <BodyForm one={one} /> : <TokenForm />}
          {one.id === "channel" && <Magic />}
        </form>
      )}
    </li>
  );
}

/** Whether something is wrong with what the step shows, or it was sent well. */
function stateOf(one: Step): "open" | "wrong" | "sent" {
  const { operation } = one;
  if (!operation) return optionIssues.value.length > 0 ? "wrong" : "open";
  if (built.value[operation].issues.some(({ path }) => stepOf(operation, path) === one)) return "wrong";
  const last = timeline.value.findLast((entry) => entry.kind === "call" && entry.operation === operation);
  return last?.kind === "call" && last.state === "done" ? "sent" : "open";
}

/** What a closed step says of itself: the first words of its own values. */
function summaryOf({ operation, only, but }: Step): string {
  if (!operation) return `${key.value.auth}, ${key.value.keyId.slice(0, 8)}…`;
  const body = draft.value.bodies[operation];
  const part = only ? body[only] : body;
  if (!isObject(part)) return "";
  const words = Object.entries(part).filter(
    ([name, value]) => name !== but && name !== "role" && typeof value === "string",
  );
  return words.map(([, value]) => String(value)).join(", ");
}

function BodyForm({ one: { operation, only, but } }: { one: Step }) {
  if (!operation) return null;
  const { version, bodies } = draft.value;
  const { schema, document } = schemaOf(version, bodyType[operation]);
  const form: Form = {
    operation,
    version,
    document,
    issues: built.value[operation].issues,
    setAt: (place, value) => setAt(operation, place, value),
    removeAt: (place) => removeAt(operation, place),
  };
  const value = bodies[operation];
  const set = (next: unknown) => change({ bodies: { ...bodies, [operation]: next as typeof value } });
  const props = { form, schema, value, place: [], id: `${operation}:`, set, describedBy: "", wrong: false };
  const hidden = but ? [but] : [];
  const choice = alternatives(schema, document).length > 0;
  return (
    <>
      <Issues id={props.id} issues={only ? [] : form.issues.filter(({ path }) => path === "")} />
      {choice ? <Choice {...props} but={hidden} only={only} /> : <Members {...props} but={hidden} only={only} />}
    </>
  );
}
