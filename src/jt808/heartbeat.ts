/**
 * The body of 0x0002 of BSJ units (docs/protocol/jt808-tables.md §4.10); the standard has no body:
 *
 *     64 1F 00
 *     battery, signal, state
 */
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { type BytesRow, value } from "../kind/row.ts";
import { number } from "./item.ts";

const STATES = ["working", "standby", "off"] as const;

/** The maker's document and a server agree, but the frame does not show the maker. */
export function workingState(): readonly BytesRow[] {
  return [
    value(number(1, { most: 100 }), "batteryPercent", { about: "Battery", confidence: "inferred" }),
    value(number(1, { most: 31 }), "signalCsq", {
      about: "Signal quality",
      confidence: "inferred",
    }),
    value(oneOf(...STATES), "jt808.workingState", {
      about: "0 working, 1 standby, 2 off",
      confidence: "inferred",
    }),
  ];
}

/** Three bytes that cannot be these are kept raw. */
export function isWorkingState({ bytes }: BytesReader, from: number, to: number): boolean {
  const [battery, signal, state] = [bytes[from]!, bytes[from + 1]!, bytes[from + 2]!];
  return to - from === 3 && battery <= 100 && signal <= 31 && state < STATES.length;
}
