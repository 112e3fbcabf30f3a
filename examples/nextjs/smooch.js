// The client, made when it is first used and not when this file is imported: `next build` imports every route, and has
// no secrets.

import { Smooch } from "smooch-edge";

/** @type {import("smooch-edge").Smooch<"v2"> | undefined} */
let client;

export const smooch = () => (client ??= Smooch.fromEnv({ apiVersion: "v2" }));
