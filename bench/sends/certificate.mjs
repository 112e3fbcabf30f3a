// A self-signed certificate for 127.0.0.1 and localhost, made at run time and good for two days. Node signs but writes
// no certificates, so the few DER structures of RFC 5280 (section 4.1) that one needs are written here.

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

function der(tag, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts) => der(0x30, ...parts);
const set = (...parts) => der(0x31, ...parts);
const octets = (...parts) => der(0x04, ...parts);
const bits = (...parts) => der(0x03, [0], ...parts);
const yes = der(0x01, [0xff]);
const time = (date) =>
  der(
    0x17,
    `${date
      .toISOString()
      .replace(/[-:T]|\.\d+/g, "")
      .slice(2)}`,
  );

/** Object identifiers, by their DER content in hexadecimal. */
const oid = (hex) => der(0x06, Buffer.from(hex, "hex"));
const COMMON_NAME = oid("550403");
const BASIC_CONSTRAINTS = oid("551d13");
const ALTERNATIVE_NAMES = oid("551d11");
const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));

/** A key and its certificate, both PEM. */
export function certificate() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(COMMON_NAME, der(0x0c, "bench"))));
  const day = 86_400_000;
  const validity = sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day)));
  const names = sequence(der(0x87, [127, 0, 0, 1]), der(0x82, "localhost"));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, yes, octets(sequence(yes))),
    sequence(ALTERNATIVE_NAMES, octets(names)),
  );
  const serial = der(0x02, [0x01], randomBytes(8));
  const version = der(0xa0, der(0x02, [2]));
  const subjectKey = publicKey.export({ type: "spki", format: "der" });
  const content = sequence(version, serial, ECDSA_WITH_SHA256, name, validity, name, subjectKey, der(0xa3, extensions));
  const signed = sequence(content, ECDSA_WITH_SHA256, bits(sign("sha256", content, privateKey)));
  const lines = signed
    .toString("base64")
    .match(/.{1,64}/g)
    .join("\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
