/** Functions for generated readers, which read nearly all traffic in one pass; see build/readers.ts. */
export { hexText } from "../bytes.ts";
export { batteryPercent, disputedStep, isBatteryStep, isDisputedStep } from "../kind/battery.ts";
export { asciiText, textsIn } from "../kind/bytes/ascii.ts";
export { joined, unknownTail } from "../kind/bytes/kept.ts";

import { TWO_DIGITS } from "../kind/bytes-reader.ts";

export { isDay, secondsOfDay, utc } from "../kind/datetime.ts";

/** Bytes whose length has been checked: every index is within it. */
// biome-ignore lint/suspicious/noExplicitAny: generated source has no `!` after each index.
export type Bytes = any;

export const BCD: Bytes = TWO_DIGITS;

/** Six bytes of two decimal digits each, the id of JT/T 808, as one string. */
export function twelveDigits(bytes: Bytes, at: number): string {
  const a = bytes[at];
  const b = bytes[at + 1];
  const c = bytes[at + 2];
  const d = bytes[at + 3];
  const e = bytes[at + 4];
  const f = bytes[at + 5];
  return String.fromCharCode(
    48 + (a >> 4),
    48 + (a & 15),
    48 + (b >> 4),
    48 + (b & 15),
    48 + (c >> 4),
    48 + (c & 15),
    48 + (d >> 4),
    48 + (d & 15),
    48 + (e >> 4),
    48 + (e & 15),
    48 + (f >> 4),
    48 + (f & 15),
  );
}
