// @ts-check
// The operations on devices, which a person has once they have logged in (docs/api/v2.md, section 5).
import { notFound } from "../errors.js";
import { iso } from "../time.js";
import { userOf } from "./users.js";

/** @import { Operation } from "../operation.js" */
/** @import { Device } from "../records.js" */
/** @import { Call } from "./operations.js" */

const path = "/users/:userId/devices";

/** @type {Operation<Call>[]} */
export const devices = [
  { name: "devices.list", method: "GET", path, run: (call) => ({ devices: userOf(call).devices.map(deviceForm) }) },
  {
    name: "devices.get",
    method: "GET",
    path: `${path}/:deviceId`,
    run: (call) => {
      const device = userOf(call).devices.find(({ _id }) => _id === call.params.deviceId);
      if (device === undefined) throw notFound("device");
      return { device: deviceForm(device) };
    },
  },
];

/** @param {Device} device */
function deviceForm({ _id, guid, clientId, integrationId, lastSeen }) {
  const info = { sdkVersion: "0.1", vendor: "zendesk" };
  return { id: _id, guid, clientId, integrationId, type: "web", status: "active", info, lastSeen: iso(lastSeen) };
}
