// The right: the channel as the person sees it, and everything that passed.

import { useEffect, useRef } from "preact/hooks";

import { ChannelPicture } from "../channel/picture";
import { reset } from "./service";
import { busy, timeline } from "./timeline";
import { EntryView } from "./entry";

export function HappensPanel() {
  const entries = timeline.value;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const { current } = list;
    if (current) current.scrollTop = current.scrollHeight;
  }, [entries]);
  return (
    <section class="panel happens" id="happens" aria-labelledby="happens-title">
      <header class="panel-head">
        <h2 id="happens-title">What happens</h2>
        <button type="button" class="quiet small" disabled={entries.length === 0 || busy.value} onClick={reset}>
          Start over
        </button>
      </header>
      <ChannelPicture />
      <h3 id="timeline-title">Timeline</h3>
      {entries.length === 0 ? (
        <p class="hint empty">
          Requests, answers and webhooks appear here. The service is an emulator in this page: nothing leaves it.
        </p>
      ) : (
        <ol class="timeline" ref={list} aria-labelledby="timeline-title">
          {entries.map((entry) => (
            <EntryView key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}
