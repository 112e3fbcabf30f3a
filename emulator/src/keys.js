// @ts-check
// The operations on the keys of an owner: an app, a service account or an integration. The versions call the name of a
// key differently; all else is the same.
import { required } from "./fields.js";

/** @import { Key } from "./account.js" */
/** @import { Scope } from "./auth.js" */
/** @import { Call, Operation } from "./operation.js" */

/**
 * The form of keys in a version.
 *
 * @typedef {object} Form
 * @property {string} name the member that has the name of a key
 * @property {number} created the status of a create
 * @property {(key: Key) => Record<string, unknown>} show a key as the version returns it
 */

/** The owner of a key. @typedef {Partial<Pick<Key, "appId" | "integrationId" | "serviceAccountId">>} Owner */

/**
 * The key that the path of a call names, of this owner.
 *
 * @param {Call} call
 * @param {Owner} owner
 */
export function keyOf({ service, params }, owner) {
  return service.account.keyOf(owner, params.keyId ?? "");
}

/**
 * @param {string} name of the group
 * @param {string} path
 * @param {Scope[]} scopes
 * @param {Form} form
 * @param {(call: Call) => Owner} ownerOf
 * @returns {Operation<Call>[]}
 */
export function keysOf(name, path, scopes, form, ownerOf) {
  const key = `${path}/:keyId`;
  return [
    {
      name: `${name}.create`,
      method: "POST",
      path,
      scopes,
      body: (body) => ({ name: required(body, form.name, "string") }),
      status: form.created,
      run: (call) => ({ key: form.show(call.service.account.createKey({ ...call.body, ...ownerOf(call) })) }),
    },
    {
      name: `${name}.list`,
      method: "GET",
      path,
      scopes,
      run: (call) => ({ keys: call.service.account.keysOf(ownerOf(call)).map(form.show) }),
    },
    {
      name: `${name}.get`,
      method: "GET",
      path: key,
      scopes,
      run: (call) => ({ key: form.show(keyOf(call, ownerOf(call))) }),
    },
    {
      name: `${name}.delete`,
      method: "DELETE",
      path: key,
      scopes,
      run: (call) => {
        call.service.account.deleteKey(keyOf(call, ownerOf(call)));
        return {};
      },
    },
  ];
}
