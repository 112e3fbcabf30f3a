// How the channels look. A channel that is not in the list looks like a plain chat.

export interface Look {
  title: string;
  /** What carries it. */
  by: string;
  /** The class of its thread. */
  class: "sms" | "messenger" | "whatsapp" | "mail" | "chat";
}

const looks: Record<string, Look> = {
  twilio: { title: "Messages", by: "SMS over Twilio", class: "sms" },
  messagebird: { title: "Messages", by: "SMS over MessageBird", class: "sms" },
  messenger: { title: "Messenger", by: "Facebook Messenger", class: "messenger" },
  whatsapp: { title: "WhatsApp", by: "WhatsApp", class: "whatsapp" },
  mailgun: { title: "Inbox", by: "E-mail over Mailgun", class: "mail" },
};

export function lookOf(channel: string): Look {
  return looks[channel] ?? { title: channel, by: channel, class: "chat" };
}
