// @ts-check
// The operations on users (docs/api/v2.md, section 4).
import { published } from "../errors.js";
import { clearable, given, metadata, optional } from "../fields.js";
import { merge } from "../merging.js";
import { PROFILE_FIELDS, checkFlat, createUser, deletePersonalInformation, deleteUser, updateUser } from "../users.js";
import { filters } from "./query.js";
import { userForm } from "./user-form.js";

/** @import { Operation } from "../operation.js" */
/** @import { Service } from "../service.js" */
/** @import { Call } from "./operations.js" */

const user = "/users/:userId";

/** @type {Operation<Call>[]} */
export const users = [
  {
    name: "create",
    method: "POST",
    path: "/users",
    body: "UserCreateBody",
    status: 201,
    run: ({ service, body }) => {
      const fields = given({
        ...userFields(body),
        userId: optional(body, "externalId", "string"),
        brandId: clearable(body, "brandId", "string") ?? undefined,
      });
      checkFlat("metadata", fields.properties ?? {});
      return { user: userForm(createUser(service, fields)) };
    },
  },
  {
    name: "users.list",
    method: "GET",
    path: "/users",
    run: ({ service, url }) => {
      const email = filters(url, ["identities.email"])["identities.email"];
      if (email === undefined) throw published("Invalid query parameters");
      const all = [...service.state.users.values()];
      return {
        users: all.filter(({ identities }) => identities.some(({ value }) => value === email)).map(userForm),
      };
    },
  },
  {
    name: "users.sync",
    method: "POST",
    path: "/users/:zendeskId/sync",
    takes: "optional-json",
    body: (body) => given({ survivingZendeskId: optional(body, "survivingZendeskId", "string") }),
    run: ({ service, params, body }) => {
      const synced = zendeskUser(service, params.zendeskId ?? "");
      if (body.survivingZendeskId === undefined) return { user: userForm(synced) };
      const surviving = zendeskUser(service, body.survivingZendeskId);
      merge(service, surviving, synced);
      return { user: userForm(surviving) };
    },
  },
  { name: "users.get", method: "GET", path: user, run: (call) => ({ user: userForm(userOf(call)) }) },
  {
    name: "users.update",
    method: "PATCH",
    path: user,
    body: "UserUpdateBody",
    run: (call) => {
      const fields = userFields(call.body);
      const changed = userOf(call);
      if (fields.properties !== null) checkFlat("metadata", { ...changed.properties, ...fields.properties });
      updateUser(changed, fields);
      return { user: userForm(changed) };
    },
  },
  {
    name: "users.delete",
    method: "DELETE",
    path: user,
    run: (call) => {
      deleteUser(call.service, userOf(call));
      return {};
    },
  },
  {
    name: "users.deletePersonalInformation",
    method: "DELETE",
    path: `${user}/personalinformation`,
    run: (call) => {
      const erased = userOf(call);
      deletePersonalInformation(erased);
      return { user: userForm(erased) };
    },
  },
];

/** @param {Call} call */
export function userOf({ service, params, url }) {
  return service.state.user(params.userId ?? "", url.searchParams.get("brandId") ?? undefined);
}

/**
 * A user of the Zendesk account. The emulated one knows everybody by an e-mail address.
 * @param {Service} service
 * @param {string} zendeskId
 */
function zendeskUser(service, zendeskId) {
  const found = [...service.state.users.values()].find((one) => one.zendeskId === zendeskId);
  if (found !== undefined) return found;
  const created = createUser(service, {});
  const value = `zendesk-${zendeskId}@example.com`;
  return Object.assign(created, { zendeskId, identities: [{ type: "email", value, verification: "sso" }] });
}

/** @param {any} body */
function userFields(body) {
  const profile = optional(body, "profile", "object") ?? {};
  return given({
    ...Object.fromEntries(PROFILE_FIELDS.map((name) => [name, clearable(profile, name, "string", "profile.")])),
    signedUpAt: optional(body, "signedUpAt", "string"),
    toBeRetained: optional(body, "toBeRetained", "boolean"),
    properties: metadata(body),
  });
}
