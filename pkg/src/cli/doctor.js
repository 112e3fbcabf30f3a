// `smooch doctor`: whether key, scope, app, host and version are right, and which to set if not. It only reads.

import { VERSIONS, connect, environment, settings, versionOf } from "./connect.js";
import { EXIT } from "./exit.js";
import { parse } from "./options.js";
import { line } from "./print.js";

/** The scope that a key's id tells. @type {Record<string, string>} */
const SCOPES = { app_: "app", act_: "account", svc_: "account", int_: "integration" };

/**
 * @typedef {object} Finding
 * @property {string} what
 * @property {boolean} ok
 * @property {string} says
 */

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function doctor(args) {
  const { values } = parse(args);
  const env = environment(values);
  const given = settings(values);
  const version = versionOf(values);
  const appId = given.appId ?? env.SMOOCH_APP_ID;
  const keyId = given.keyId ?? env.SMOOCH_KEY_ID ?? "";
  const scope = SCOPES[keyId.slice(0, 4)];
  /** @type {Finding[]} */
  const findings = [];
  const find = (/** @type {string} */ what, /** @type {boolean} */ ok, /** @type {string} */ says) =>
    findings.push({ what, ok, says });

  // What is no id may be the secret.
  const shown = scope ? keyId : `${keyId.slice(0, 4)}…`;
  find("key", !!keyId, keyId ? shown : "SMOOCH_KEY_ID is not set: the id of an API key, such as app_….");
  if (!env.SMOOCH_SECRET)
    find("secret", false, "SMOOCH_SECRET is not set: the secret that was shown with the key's id.");
  if (keyId && !scope)
    find(
      "scope",
      false,
      `An id of a key begins with app_, act_, svc_ or int_; "${keyId.slice(0, 4)}…" is none of these.`,
    );
  else if (keyId) find("scope", true, scope ?? "");
  if (!appId && (version === "v2" || scope === "account"))
    find(
      "app",
      false,
      `SMOOCH_APP_ID is not set: ${version === "v2" ? "v2" : "a key of the account"} needs the id of the app.`,
    );
  let integrations;
  let webhooks;
  if (findings.every(({ ok }) => ok)) {
    const about = { version, appId, env, given, scope };
    integrations = await look(values, about, find);
    if (integrations)
      webhooks = await hooksOf(values, version).catch((error) => {
        find("webhooks", false, `They cannot be read: ${error.message}`);
        return undefined;
      });
  }
  const isWell = findings.every(({ ok }) => ok);
  if (values.json) line(JSON.stringify({ ok: isWell, findings, integrations, webhooks }));
  else {
    for (const { what, ok, says } of findings) line(`${ok ? "ok " : "NO "} ${what.padEnd(8)} ${says}`);
    if (integrations) table("Integrations", integrations);
    if (webhooks) table("Webhooks", webhooks);
  }
  return isWell ? EXIT.done : EXIT.notSent;
}

/**
 * Reads the integrations. The result tells whether the rest is right.
 *
 * @param {Record<string, any>} values
 * @param {{ version: string, appId?: string, env: Record<string, any>, given: Record<string, any>, scope?: string }}
 *   about
 * @param {(what: string, ok: boolean, says: string) => void} find
 */
async function look(values, { version, appId, env, given, scope }, find) {
  let host = "";
  try {
    const smooch = connect(values);
    ({ host } = new URL((await smooch.build.request("GET", "/integrations")).url));
    const integrations = [];
    for await (const one of smooch.integrations.list().items()) integrations.push(one);
    find("host", true, host);
    find("version", true, version);
    find("app", true, appId ?? "that of the key");
    find("secret", true, "the service takes it");
    return integrations.map((/** @type {any} */ one) => ({
      id: one.id ?? one._id,
      type: one.type,
      status: one.status ?? "active",
      name: one.displayName ?? "",
    }));
  } catch (thrown) {
    const error = /** @type {any} */ (thrown);
    const place = given.baseUrl ? "--base-url" : env.SMOOCH_BASE_URL ? "SMOOCH_BASE_URL" : "the host";
    if (error.status === 401) {
      find("host", true, host);
      const region = given.region || given.subdomain || given.baseUrl || env.SMOOCH_BASE_URL;
      const elsewhere = region
        ? ""
        : " If the account lives in Europe: --region eu; if it is one of Zendesk: --subdomain (or SMOOCH_BASE_URL).";
      find(
        "secret",
        false,
        `The service refuses the key: SMOOCH_KEY_ID and SMOOCH_SECRET do not belong together, or the key is deleted.${elsewhere}`,
      );
    } else if (error.status === 403) {
      find("host", true, host);
      find(
        "scope",
        false,
        `The key is good, and may not see this app (scope ${scope}): set SMOOCH_APP_ID to the app of the key, or take a key of the app.`,
      );
    } else if (error.status === 404) {
      find("host", true, host);
      const others = await versionsThatWork(values, version);
      if (others.length > 0)
        find(
          "version",
          false,
          `${version} is not there, ${others.join(" and ")} is: set SMOOCH_API_VERSION=${others.at(-1)}.`,
        );
      else
        find(
          "app",
          false,
          `There is no app ${appId ?? ""} at ${host}: set SMOOCH_APP_ID. If the account is one of Zendesk, also --subdomain.`,
        );
    } else if (error.status === undefined && error.name === "ValidationError") find("options", false, error.message);
    else if (error.status === undefined)
      find("host", false, `${host} does not respond: ${error.message} Check ${place} and the network.`);
    else find("host", false, `${host} responds with ${error.status}: ${error.message}`);
    return undefined;
  }
}

/**
 * @param {Record<string, any>} values
 * @param {string} version
 */
async function versionsThatWork(values, version) {
  const others = VERSIONS.filter((other) => other !== version);
  const works = await Promise.all(
    others.map((apiVersion) =>
      connect(values, { apiVersion, maxRetries: 0 })
        .request("GET", "/integrations")
        .then(
          () => true,
          () => false,
        ),
    ),
  );
  return others.filter((_, at) => works[at]);
}

/**
 * @param {Record<string, any>} values
 * @param {string} version
 */
async function hooksOf(values, version) {
  const { webhooks } = await connect(values).webhooks.list();
  return webhooks.map((/** @type {any} */ one) => ({
    id: one.id ?? one._id,
    target: one.target,
    triggers: one.triggers.join(" "),
    version: one.version ?? version,
  }));
}

/**
 * @param {string} title
 * @param {Record<string, string>[]} rows
 */
function table(title, rows) {
  line(`\n${title}: ${rows.length === 0 ? "none" : rows.length}`);
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(...rows.map((row) => `${row[name]}`.length)));
  for (const row of rows)
    line(
      `  ${names
        .map((name, at) => `${row[name]}`.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd()}`,
    );
}
