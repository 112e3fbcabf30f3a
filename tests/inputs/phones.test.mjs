// An example number of every region and every type, as people write it: with its country code it is taken and becomes
// E.164, without it is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { TWILIO, clientOf, failure } from "../client/service.mjs";
import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { default: phones } = await import("google-libphonenumber");
const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = phones;

const util = PhoneNumberUtil.getInstance();

/** Examples: those of the regions, and those of what belongs to none, such as satellites. */
const EXAMPLES = [
  ...util
    .getSupportedRegions()
    .flatMap((region) => Object.values(PhoneNumberType).map((type) => util.getExampleNumberForType(region, type))),
  ...util.getSupportedGlobalNetworkCallingCodes().map((code) => util.getExampleNumberForNonGeoEntity(code)),
].filter(Boolean);

const written = (number, format) => util.format(number, PhoneNumberFormat[format]);

const smooch = clientOf(() => assert.fail("nothing is sent"));

/** What the client makes of a number. */
async function sent(phoneNumber) {
  const { body } = await smooch.build.link("ada", { ...TWILIO, phoneNumber });
  return JSON.parse(body).phoneNumber;
}

/** The ways to write a number with its country code. */
const WAYS = {
  "as E.164": (number) => written(number, "E164"),
  "with spaces, as it is read": (number) => written(number, "INTERNATIONAL"),
  "with hyphens, as in RFC 3966": (number) => written(number, "RFC3966").replace("tel:", ""),
  "with hyphens alone": (number) => written(number, "INTERNATIONAL").replaceAll(" ", "-"),
  "with spaces that do not break": (number) => written(number, "INTERNATIONAL").replaceAll(" ", "\u00a0"),
  "with spaces around": (number) => ` ${written(number, "E164")} `,
};

test("there is an example of every region", () => {
  assert.ok(util.getSupportedRegions().length > 240 && EXAMPLES.length > 1000, `${EXAMPLES.length} examples`);
});

/** Whether it is written with what the API takes: some regions write dots. */
const isTaken = (text) => /^[+\d\s-]+$/.test(text);

for (const [way, write] of Object.entries(WAYS)) {
  test(`a number ${way} becomes E.164`, async () => {
    const troubles = [];
    for (const number of EXAMPLES) {
      const [text, right] = [write(number), written(number, "E164")];
      if (!isTaken(text)) continue;
      const made = await sent(text).catch((error) => error.message);
      if (made !== right) troubles.push(`${text}: ${made}`);
    }
    assert.deepEqual(troubles, []);
  });
}

test("a number with dots is refused", async () => {
  const dotted = EXAMPLES.map((number) => written(number, "INTERNATIONAL")).filter((text) => !isTaken(text));
  assert.ok(dotted.length > 0);
  for (const text of dotted) assert.equal((await failure(sent(text))).path, "phoneNumber", text);
});

test("a number without its country code is refused", async () => {
  for (const number of EXAMPLES) {
    for (const text of [written(number, "NATIONAL"), written(number, "E164").slice(1)]) {
      const error = await failure(sent(text));
      assert.deepEqual([error.name, error.path], ["ValidationError", "phoneNumber"], text);
    }
  }
});
