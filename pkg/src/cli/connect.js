// The client of the command line, from the environment and the options.

import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

import { Smooch } from "smooch-edge";
import { nodeFetch } from "smooch-edge/node";

import { Failure, UsageError } from "./exit.js";
import { defined, number } from "./options.js";

/** The versions of the API, oldest first. */
export const VERSIONS = ["v1", "v1.1", "v2"];

/**
 * The variables: those of the process, and below them those of `--env`.
 *
 * @param {Record<string, any>} values
 * @returns {Record<string, string | undefined>}
 */
export function environment(values) {
  const file = values.env;
  if (file === undefined) return process.env;
  try {
    return { ...parseEnv(readFileSync(file, "utf8")), ...process.env };
  } catch (error) {
    throw new Failure(`--env ${file} cannot be read: ${/** @type {any} */ (error).code}.`);
  }
}

/**
 * The options of a client.
 *
 * @param {Record<string, any>} values
 */
export function settings(values) {
  return defined({
    keyId: values["key-id"],
    apiVersion: values["api-version"],
    appId: values["app-id"],
    baseUrl: values["base-url"],
    region: values.region,
    subdomain: values.subdomain,
    timeout: number(values, "timeout"),
    deadline: number(values, "deadline"),
    maxRetries: number(values, "max-retries"),
  });
}

/**
 * @param {Record<string, any>} values
 * @param {object} [more] options of the client
 * @returns {any}
 */
export function connect(values, more = {}) {
  const env = { ...environment(values) };
  const given = settings(values);
  // One place is meant, and the option goes first.
  if (given.region !== undefined || given.subdomain !== undefined) delete env.SMOOCH_BASE_URL;
  const keyId = given.keyId ?? env.SMOOCH_KEY_ID;
  const lacking = [!keyId?.trim() && "SMOOCH_KEY_ID", !env.SMOOCH_SECRET?.trim() && "SMOOCH_SECRET"].filter(Boolean);
  if (lacking.length > 0)
    throw new UsageError(
      `${lacking.join(" and ")} ${lacking.length > 1 ? "are" : "is"} not set. Set the id and the secret of an API key in the environment, or give --env. \`smooch doctor\` checks them.`,
    );
  // The id tells what the key may do.
  const scope = /^(act|svc)_/.test(keyId) && { scope: "account" };
  return Smooch.fromEnv(/** @type {any} */ ({ fetch: nodeFetch(), ...scope, ...given, ...more }), env);
}

/**
 * The version that the client will speak.
 *
 * @param {Record<string, any>} values
 */
export function versionOf(values) {
  const version = values["api-version"] ?? environment(values).SMOOCH_API_VERSION?.trim() ?? "";
  return version === "" ? "v1" : version;
}
