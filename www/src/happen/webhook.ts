// What of a webhook is shown in a line: its trigger, and of its payload the channel and what there is to say. v2 sends
// a list of events of one kind, the others one event.

/** A payload of v1 and v1.1, or the envelope of v2. */
export type Payload = PayloadV1 | { events: readonly EventV2[] };

interface PayloadV1 {
  trigger: string;
  channel?: string;
  error?: Fault;
  destination?: { type?: string };
  clients?: { platform?: string }[];
  messages?: { text?: string }[];
  postbacks?: { action: { payload: string } }[];
}

interface EventV2 {
  type: string;
  payload: {
    client?: { type?: string };
    reason?: string;
    error?: Fault;
    destination?: { type?: string };
    message?: { content?: { text?: string } };
    postback?: { payload?: string };
  };
}

interface Fault {
  code?: string;
  message?: string;
}

export interface Summary {
  trigger: string;
  summary: string;
  failed: boolean;
}

export function summaryOf(payload: Payload): Summary {
  if ("events" in payload) {
    const [{ type, payload: facts }] = payload.events as [EventV2];
    const { client, destination, error, reason, message, postback } = facts;
    const words = message?.content?.text ?? postback?.payload ?? reason;
    return said(type, client?.type ?? destination?.type, error, words);
  }
  const { trigger, channel, destination, clients, error, messages, postbacks } = payload;
  const words = postbacks?.[0]?.action.payload ?? messages?.[0]?.text;
  return said(trigger, channel ?? destination?.type ?? clients?.[0]?.platform, error, words);
}

function said(trigger: string, of: string | undefined, error: Fault | undefined, words: string | undefined): Summary {
  const summary = [of, error?.message ?? error?.code ?? words].filter(Boolean).join(": ");
  return { trigger, summary, failed: error !== undefined };
}
