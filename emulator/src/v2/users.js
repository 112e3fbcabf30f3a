// @ts-check
// The operations on users (docs/api/v2.md, section 4).
import { checkFlat, createUser, deletePersonalInformation, deleteUser, updateUser } from "../users.js";
import { clearable, given, metadata, optional } from "./fields.js";
import { userForm } from "./user-form.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const PROFILE = /** @type {const} */ (["givenName", "surname", "email", "avatarUrl", "locale"]);
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
    name: "users.deleteProfile",
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
export function userOf({ service, params }) {
  return service.state.user(params.userId ?? "");
}

/** @param {any} body */
function userFields(body) {
  const profile = optional(body, "profile", "object") ?? {};
  return given({
    ...Object.fromEntries(PROFILE.map((name) => [name, clearable(profile, name, "string", "profile.")])),
    signedUpAt: optional(body, "signedUpAt", "string"),
    toBeRetained: optional(body, "toBeRetained", "boolean"),
    properties: metadata(body),
  });
}
