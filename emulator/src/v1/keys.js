// @ts-check
// The keys of an app and those of a service account, and their tokens (docs/api/v1.md, section 12).
import { signToken } from "../jwt.js";
import { keyOf, keysOf } from "../keys.js";
import { ACCOUNT as scopes } from "../operation.js";

/** @import { Form, Owner } from "../keys.js" */
/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

/** @type {Form} */
const FORM = { name: "name", created: 200, show: ({ _id, name, secret }) => ({ _id, name, secret }) };

/** @type {Operation<Call>[]} */
export const keys = [
  ...group("appKeys", "/keys", ({ service }) => ({ appId: service.settings.app.id })),
  ...group("serviceAccountKeys", "/serviceaccounts/:serviceAccountId/keys", ({ service, params }) => ({
    serviceAccountId: service.account.serviceAccount(params.serviceAccountId ?? "")._id,
  })),
];

/**
 * @param {string} name
 * @param {string} path
 * @param {(call: Call) => Owner} ownerOf
 * @returns {Operation<Call>[]}
 */
function group(name, path, ownerOf) {
  return [
    ...keysOf(name, path, scopes, FORM, ownerOf),
    {
      name: `${name}.getJwt`,
      method: "GET",
      path: `${path}/:keyId/jwt`,
      scopes,
      run: async (call) => ({ jwt: await signToken(keyOf(call, ownerOf(call))) }),
    },
  ];
}
