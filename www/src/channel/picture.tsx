// A picture of the channel, in which what is sent arrives. Its buttons work: a tap is the person's.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { announce } from "../announce";
import { draft, userId } from "../draft";
import { beat, emulator } from "../happen/service";
import { add } from "../happen/timeline";
import { core } from "../built";
import { Tabs } from "../tabs";
import { BubbleView } from "./bubble";
import { lookOf } from "./looks";
import { linkState, openChannels, promptWaits, thread, type Action } from "./thread";

export function ChannelPicture() {
  const channels = openChannels();
  const chosen = useSignal<string | undefined>(undefined);
  const current = String(draft.value.bodies.link.type ?? "");
  useEffect(() => {
    chosen.value = current;
  }, [current]);
  if (channels.length <= 1) return <Device channel={channels[0] ?? "chat"} />;
  return (
    <Tabs
      label="Channels"
      chosen={chosen.value}
      choose={(id) => (chosen.value = id)}
      tabs={channels.map((channel) => ({ id: channel, title: channel, content: () => <Device channel={channel} /> }))}
    />
  );
}

function Device({ channel }: { channel: string }) {
  const look = lookOf(channel);
  const bubbles = thread(channel);
  const state = linkState(channel);
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = scroll;
    if (current) current.scrollTop = current.scrollHeight;
  }, [bubbles.length]);
  return (
    <section class={`device ${look.class}`} aria-label={`${look.by}, as the person sees it`}>
      <header class="device-head">
        <span class="avatar" aria-hidden="true">
          Y
        </span>
        <div>
          <strong>Your App</strong>
          <span class="by">{look.by}</span>
        </div>
        <span class="link-state" data-state={state}>
          {state}
        </span>
      </header>
      <div class="thread" ref={scroll} tabIndex={0} role="log" aria-label="Messages">
        {bubbles.length === 0 && <p class="empty">Nothing has arrived yet.</p>}
        {bubbles.map((bubble, index) => (
          <BubbleView key={index} bubble={bubble} look={look} act={(action) => tap(action)} />
        ))}
        {promptWaits(channel) && (
          <div class="prompt-buttons">
            <button type="button" onClick={() => answer(channel, true)}>
              Yes
            </button>
            <button type="button" onClick={() => answer(channel, false)}>
              No
            </button>
          </div>
        )}
      </div>
      {core.value && <WriteBack channel={channel} state={state} />}
    </section>
  );
}

function WriteBack({ channel, state }: { channel: string; state: string }) {
  const text = useSignal("");
  const id = `write-${channel}`;
  const write = (event: Event) => {
    event.preventDefault();
    if (text.value.trim() === "") return;
    if (attempt(() => emulator.value!.reply(userId.value, { text: text.value, channel }), `writes “${text.value}”`))
      text.value = "";
  };
  return (
    <form class="write-back" onSubmit={write}>
      <label for={id} class="hidden">
        Write back as the person
      </label>
      <input
        id={id}
        placeholder="Write back as the person"
        autocomplete="off"
        disabled={state === "not linked"}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <button type="submit" disabled={state === "not linked"}>
        Reply
      </button>
    </form>
  );
}

function tap(action: Action): void {
  attempt(() => emulator.value!.tap(userId.value, action._id ?? action), `taps “${action.text ?? action.type}”`);
}

function answer(channel: string, accepts: boolean): void {
  attempt(() => emulator.value!.answer(userId.value, channel, accepts), accepts ? "says yes" : "says no");
}

/** Does what the person does, and writes it down; what is not possible is said. */
function attempt(act: () => unknown, what: string): boolean {
  try {
    add({ kind: "person", text: what });
    act();
    return true;
  } catch (error) {
    announce((error as Error).message);
    return false;
  } finally {
    beat.value += 1;
  }
}
