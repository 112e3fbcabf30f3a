// The bodies that are built: a short text with buttons, a full carousel, and a link.

const page = (number) => ({ type: "link", text: `Open ${number}`, uri: `https://shop.example/items/${number}` });

const item = (number) => ({
  title: `Item ${number}`,
  description: "One of ten things that are for sale today",
  mediaUrl: `https://shop.example/pictures/${number}.jpg`,
  mediaType: "image/jpeg",
  size: "large",
  actions: [page(number), { type: "postback", text: "Choose", payload: `CHOOSE_${number}`, metadata: { number } }],
});

export const SAMPLES = {
  "text with two actions": {
    operation: "send",
    definition: "Message",
    body: {
      role: "appMaker",
      type: "text",
      text: "Your parcel is on its way. Would you like to follow it?",
      metadata: { order: "1234", express: true },
      actions: [page(1), { type: "postback", text: "Stop", payload: "STOP" }],
    },
  },
  "carousel of ten items": {
    operation: "send",
    definition: "Message",
    body: { role: "appMaker", type: "carousel", items: Array.from({ length: 10 }, (_, index) => item(index + 1)) },
  },
  "twilio link": {
    operation: "link",
    definition: "Link",
    body: {
      type: "twilio",
      phoneNumber: "+15145555555",
      confirmation: {
        type: "userActivity",
        message: { role: "appMaker", type: "text", text: "Reply to this message to go on by SMS." },
      },
    },
  },
};
