// @ts-check
// What `smooch-core` can call and no official shape describes. The answers are invented.
import { tap } from "../person.js";
import { required } from "../fields.js";
import { conversationForm } from "./conversation.js";
import { userOf } from "./people.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const user = "/appusers/:userId";

/** @type {Operation<Call>[]} */
export const unspecified = [
  {
    name: "conversations.get",
    method: "GET",
    path: `${user}/conversation`,
    run: (call) => ({ conversation: conversationForm(call.service.state.conversation(userOf(call))) }),
  },
  {
    name: "conversations.postPostback",
    method: "POST",
    path: `${user}/conversation/postback`,
    body: (body) => ({ actionId: required(body, "actionId", "string") }),
    run: (call) => {
      tap(call.service, userOf(call)._id, call.body.actionId);
      return {};
    },
  },
  ...[
    row("channels.ping", "POST", `${user}/integrations/:channel/ping`),
    row("stripe.updateCustomer", "POST", `${user}/stripe/customer`),
    row("stripe.createTransaction", "POST", `${user}/stripe/transaction`),
    row("viber.getQRCode", "GET", `${user}/integrations/viber/qrcode`, { url: "https://chat.example.com/viber" }),
    row("wechat.getQRCode", "GET", `${user}/integrations/wechat/qrcode`, { url: "https://chat.example.com/wechat" }),
    row("stripe.getAccount", "GET", "/stripe/account", { account: { connected: false } }),
  ],
];

/**
 * An operation that changes nothing.
 * @param {string} name
 * @param {string} method
 * @param {string} path
 * @param {Record<string, unknown>} [answer]
 * @returns {Operation<Call>}
 */
function row(name, method, path, answer = {}) {
  const run = (/** @type {Call} */ call) => {
    if (call.params.userId !== undefined) userOf(call);
    return answer;
  };
  return { name, method, path, run };
}
