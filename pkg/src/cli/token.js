// `smooch token`: a token for another program. It is what the command is for, so it is shown.

import { connect } from "./connect.js";
import { parse } from "./options.js";
import { line } from "./print.js";

/** @param {string[]} args */
export async function token(args) {
  const { values } = parse(args);
  const { headers } = await connect(values).build.request("GET", "/integrations");
  const text = headers.authorization.replace(/^Bearer /, "");
  line(values.json ? JSON.stringify({ token: text }) : text);
}
