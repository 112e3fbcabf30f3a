// @ts-check
// Writes times as v2 does, and v1 for users: ISO 8601 in UTC with milliseconds.

/** @param {number} ms */
export const iso = (ms) => new Date(ms).toISOString();
