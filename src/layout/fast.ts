/** What generated readers call. They read the frames of nearly all traffic in one pass; see build/readers.ts. */
export { hexText } from "../bytes.ts";
export { batteryPercent, isBatteryStep } from "../kind/battery.ts";
export { isDay, secondsOfDay, utc } from "../kind/datetime.ts";

/** Bytes whose length has been looked at: every index is within it. */
// biome-ignore lint/suspicious/noExplicitAny: generated source has no `!` behind each index.
export type Bytes = any;

/** A byte of two decimal digits as number, or -1. */
export const BCD: Bytes = /* @__PURE__ */ Int8Array.from({ length: 256 }, (_, byte) =>
  byte >> 4 < 10 && (byte & 15) < 10 ? (byte >> 4) * 10 + (byte & 15) : -1,
);
