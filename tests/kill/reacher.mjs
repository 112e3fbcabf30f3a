// Reaches Ada, and kills itself on the way where it is told to: before its request of that number leaves, or once that is
// answered. Otherwise it knows nothing of being killed.
//
// Arguments: a JSON object { url, version, appId, leaves, answered }; the key and its secret.

import { Smooch } from "smooch-edge";

import { ADA, HELLO, KEYED, linkOf } from "./reach.mjs";

const { url, version, appId, link, leaves, answered } = JSON.parse(process.argv[2]);
const die = () => process.kill(process.pid, "SIGKILL");
let asked = 0;
let heard = 0;
const smooch = new Smooch({
  keyId: process.argv[3],
  secret: process.argv[4],
  baseUrl: url,
  apiVersion: version,
  appId,
  onRequest: () => asked++ === leaves && die(),
  onResponse: () => heard++ === answered && die(),
});
await smooch.reach(ADA, linkOf(link), HELLO, KEYED);
