// The parts that the ready-made stores have in common.

/**
 * The time for which a handled event is remembered, in milliseconds. The service ends its redeliveries after 15
 * minutes.
 */
export const REMEMBERED = 3_600_000;
