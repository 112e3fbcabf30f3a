// Tabs as the ARIA practices describe them: one stop of the Tab key, arrows within.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

export interface Tab {
  id: string;
  title: string;
  content: () => ComponentChildren;
}

export function Tabs({
  label,
  tabs,
  chosen: given,
  choose: onChoose,
}: {
  label: string;
  tabs: readonly Tab[];
  chosen?: string | undefined;
  choose?: (id: string) => void;
}) {
  const base = useId();
  const [own, setOwn] = useState(tabs[0]?.id);
  const chosen = tabs.find(({ id }) => id === (given ?? own)) ?? tabs[0];
  const choose = (id: string) => (onChoose ? onChoose(id) : setOwn(id));
  if (!chosen) return null;
  const move = (event: KeyboardEvent) => {
    const index = tabs.indexOf(chosen);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const { id } = tabs[(next + tabs.length) % tabs.length]!;
    choose(id);
    document.getElementById(`${base}-tab-${id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-tab-${id}`}
            aria-controls={`${base}-panel`}
            aria-selected={id === chosen.id}
            tabIndex={id === chosen.id ? 0 : -1}
            onClick={() => choose(id)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-tab-${chosen.id}`} class="tab-panel">
        {chosen.content()}
      </div>
    </div>
  );
}
