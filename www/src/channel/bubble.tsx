// One message as a channel shows it. Pictures are named, not loaded: the page asks nothing of anyone.

import type { Look } from "./looks";
import type { Action, Bubble, Content, Item } from "./thread";

/** What a tap sends to the business; the other buttons open something. */
const TAPPED = ["postback", "reply"];

export function BubbleView({ bubble, look, act }: { bubble: Bubble; look: Look; act: (action: Action) => void }) {
  const { from, kind, subject, to, content } = bubble;
  const mail = look.class === "mail" && from === "business";
  return (
    <article class="bubble" data-from={from} data-kind={kind}>
      {mail && (
        <dl class="mail-head">
          <div class="mail-subject">
            <dt class="hidden">Subject</dt>
            <dd>{subject}</dd>
          </div>
          <div>
            <dt>to</dt>
            <dd>{to}</dd>
          </div>
        </dl>
      )}
      <ContentView content={content} act={act} />
      {kind !== "message" && <span class="bubble-note">{kind}</span>}
    </article>
  );
}

function ContentView({ content, act }: { content: Content; act: (action: Action) => void }) {
  const { type, mediaUrl, altText, items, coordinates, location, fields, actions } = content;
  const text = content.text ?? content.markdownText ?? content.htmlText;
  const [first] = items ?? [];
  return (
    <>
      {mediaUrl && <Media type={type ?? "file"} url={mediaUrl} alt={altText} />}
      {coordinates && (
        <p class="media">
          <span aria-hidden="true">◎</span> {location?.name ?? "A place"} ({coordinates.lat}, {coordinates.long})
        </p>
      )}
      {/* The service writes out lists and carousels as text too; the items say the same. */}
      {text?.trim() && !first && !coordinates && <p class="words">{text}</p>}
      {items && (
        <ul class="items" data-type={type}>
          {items.map((item, index) => (
            <ItemView key={index} item={item} act={act} />
          ))}
        </ul>
      )}
      {fields && (
        <ul class="questions">
          {fields.map(({ name, label }) => (
            <li key={name}>{label}</li>
          ))}
        </ul>
      )}
      <Actions actions={actions} act={act} />
    </>
  );
}

function ItemView({ item, act }: { item: Item; act: (action: Action) => void }) {
  return (
    <li>
      {item.mediaUrl && <Media type="image" url={item.mediaUrl} alt={item.altText} />}
      <strong>{item.title}</strong>
      {item.description && <span>{item.description}</span>}
      <Actions actions={item.actions} act={act} />
    </li>
  );
}

function Media({ type, url, alt }: { type: string; url: string; alt: string | undefined }) {
  return (
    <p class="media">
      <span aria-hidden="true">{type === "image" ? "▣" : "▤"}</span> {alt ?? url.split("/").at(-1)}
    </p>
  );
}

function Actions({ actions, act }: { actions: Action[] | undefined; act: (action: Action) => void }) {
  if (!actions || actions.length === 0) return null;
  return (
    <div class="actions" data-type={actions[0]!.type}>
      {actions.map((action, index) => {
        const { type, text, uri, fallback } = action;
        const label = text ?? type;
        if (TAPPED.includes(type)) {
          return (
            <button key={index} type="button" onClick={() => act(action)}>
              {label}
            </button>
          );
        }
        const target = uri || fallback;
        if (target && /^https?:/.test(target)) {
          return (
            <a key={index} href={target} target="_blank" rel="noreferrer">
              {label}
            </a>
          );
        }
        return (
          <span key={index} class="still">
            {label}
          </span>
        );
      })}
    </div>
  );
}
