// The client, made when it is first used: while the functions are built there are no secrets.

import { Smooch } from "smooch-edge";

/** @type {import("smooch-edge").Smooch<"v2"> | undefined} */
let client;

export const smooch = () => (client ??= Smooch.fromEnv({ apiVersion: "v2" }));
