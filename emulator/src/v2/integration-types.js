// @ts-check
// The types of integrations, one row each: what a caller must give, what the service never shows again, and what the
// emulator shows where the options of `createEmulator` name a type alone (docs/api/v2.md, section 12).

/**
 * @typedef {object} IntegrationType
 * @property {string[]} [required] strings
 * @property {string[]} [secret] fields that no answer has
 * @property {Record<string, unknown>} [shown]
 */

/** @type {Record<string, IntegrationType>} */
export const integrationTypes = {
  android: { secret: ["projectId", "clientEmail", "privateKey", "serverKey"] },
  apple: { required: ["businessId", "apiSecret", "mspId"], secret: ["apiSecret"] },
  custom: {},
  instagram: { required: ["pageAccessToken", "appId", "appSecret"], secret: ["pageAccessToken", "appSecret"] },
  ios: { secret: ["certificate", "password"] },
  line: {},
  mailgun: {
    required: ["apiKey", "domain", "incomingAddress"],
    secret: ["apiKey"],
    shown: { domain: "mail.example.com", incomingAddress: "app@mail.example.com" },
  },
  messagebird: {
    required: ["accessKey", "signingKey", "originator"],
    secret: ["accessKey", "signingKey"],
    shown: { originator: "+15550000001" },
  },
  messenger: {
    required: ["pageAccessToken", "appId", "appSecret"],
    secret: ["appSecret"],
    shown: { pageAccessToken: null, appId: "100000000000001" },
  },
  telegram: { required: ["token"], secret: ["token"] },
  twilio: {
    required: ["accountSid", "authToken"],
    secret: ["authToken"],
    shown: { accountSid: "AC00000000000000000000000000000001", phoneNumberSid: "PN00000000000000000000000000000001" },
  },
  twitter: {
    required: ["tier", "consumerKey", "consumerSecret", "accessTokenKey", "accessTokenSecret"],
    secret: ["consumerKey", "consumerSecret", "accessTokenKey", "accessTokenSecret"],
  },
  unity: {},
  viber: { required: ["token"], secret: ["token"] },
  web: {},
  whatsapp: { shown: { phoneNumber: "+15550000002" } },
};
