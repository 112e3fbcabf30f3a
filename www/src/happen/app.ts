// The app that the emulator has, and its integrations: one of each channel that any version knows.

import { alternatives, resolve, schemaOf, versions } from "../schema/schema";
import { bodyType } from "../steps";

/** What the emulator's app is called in paths. */
export const APP_ID = "5ec0de5ec0de5ec0de5ec0de";

/** The channels of a version. */
export function channelsOf(version: string): string[] {
  const { schema, document } = schemaOf(version, bodyType.link);
  return alternatives(resolve(schema, document), document).map(({ name }) => name);
}

export const integrations = [...new Set(versions.flatMap(channelsOf))].map((type, index) => ({
  type,
  _id: `5ec0de5ec0de5ec0de0000${(index + 1).toString(16).padStart(2, "0")}`,
}));
