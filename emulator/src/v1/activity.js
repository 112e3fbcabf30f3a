// @ts-check
// Reads the body of an activity, which the model does not have (docs/api/v1.md, section 8).
import { badRequest } from "../errors.js";

const ACTIVITIES = ["typing:start", "typing:stop", "conversation:read"];

/** @param {any} body */
export function activity(body) {
  if (body.role !== "appMaker") throw badRequest("role must be appMaker.");
  if (!ACTIVITIES.includes(body.type)) throw badRequest(`type must be one of ${ACTIVITIES.join(", ")}.`);
  return body;
}
