// The link commands of the guide, as broken as they are there (docs/api/v1.md, section 15): each object ends right after the
// address, and the apostrophe of the second was decoded wrongly.

const command = (body: string) => `curl https://api.smooch.io/v1/appusers/some-user-id/channels \\
     -X POST \\
     -d '${body}' \\
     -H 'content-type: application/json' \\
     -H 'authorization: Bearer your-jwt'`;

export const guide = [
  {
    title: "Twilio",
    text: command(`{"type": "twilio", "phoneNumber": "+15145555555"}, "confirmation": {"type": "immediate"}}`),
  },
  {
    title: "Messenger",
    text: command(
      `{"type": "messenger", "phoneNumber": "+15145555555"}, "confirmation": {"type": "immediate", "message": {"role": "appMaker", "type": "text", "text": "Letâ€™s connect on Messenger"}}}`,
    ),
  },
  {
    title: "Mailgun",
    text: command(
      `{"type": "mailgun", "address": "their@email.com"}, "confirmation": {"type": "immediate"}, "subject": "This will be the subject of the email"}`,
    ),
  },
];
