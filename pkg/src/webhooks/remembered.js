// What the ready-made stores have in common.

/** How long a handled event is remembered, in milliseconds. The service is done with its repeats after 15 minutes. */
export const REMEMBERED = 3_600_000;
