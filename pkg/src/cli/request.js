// Any request: `smooch request GET /appusers/{userId} --param userId=ada`.

import { bodyOf, fieldsOf } from "./body.js";
import { describe } from "./call.js";
import { connect } from "./connect.js";
import { UsageError } from "./exit.js";
import { parse } from "./options.js";
import { result } from "./print.js";

/** @param {string[]} args */
export async function request(args) {
  const { values, positionals } = parse(args, {
    "dry-run": { type: "boolean" },
    curl: { type: "boolean" },
    param: { type: "string", multiple: true },
    query: { type: "string", multiple: true },
    safe: { type: "boolean" },
  });
  const [method, path, ...parts] = positionals;
  if (!method || !path)
    throw new UsageError("request needs a method and a path: smooch request GET /appusers/{userId} --param userId=ada");
  const options = {
    ...(values.param && { params: fieldsOf(values.param) }),
    ...(values.query && { query: fieldsOf(values.query) }),
    ...(values.safe && { retry: "safe" }),
    ...(parts.length > 0 && { body: await bodyOf(parts) }),
  };
  const smooch = connect(values);
  if (values["dry-run"] || values.curl)
    return describe(await smooch.build.request(method.toUpperCase(), path, options), values);
  result(await smooch.request(method.toUpperCase(), path, options), values);
}
