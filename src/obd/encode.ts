/** The inverse of `decodePid`, for simulators. */

import type { InfoValues, ObdValues } from "../model/obd-signals.ts";
import { type Arguments, argumentsOf } from "./arguments.ts";
import { BIT_CODECS } from "./bits.ts";
import { assertByte } from "./decode.ts";
import { type PidRow, rowOf, type SignalRow } from "./pids.ts";
import type { KnownInfoType, KnownPid, PidValues } from "./types.ts";
import { vinCheckDigitValid } from "./vin.ts";

/** A value with a number and a label needs one of them; the number takes precedence. */
type Given<V> = {
  readonly [K in keyof V as K extends `${string}Code` ? never : HasCode<V, K>]: V[K];
} & Partial<V>;
type HasCode<V, K> = `${string & K}Code` extends keyof V
  ? never
  : K extends "vinCheckDigitValid"
    ? never
    : K;

/**
 * Writes the data of a PID: `encodePid(1, 0x0c, { engineRpm: 1726 })` is 1A F8. What `decodePid`
 * reads from it is within one step of what was given. The response is `[0x41, pid, ...data]`; mode
 * 02 has a frame number between PID and data.
 *
 * Where a number goes with a label (`fuelTypeCode` and `fuelType`), one of them will do. Reserved
 * bytes are 0.
 *
 * @param mode 1 or 2, or 9 for an information type.
 * @throws TypeError if an argument is of another kind. RangeError that names the argument if the
 *   PID is not in the table or its layout not known, if a value is missing, out of range, or
 *   cannot be sent.
 * @example
 * ```ts
 * import { encodePid } from "sinotrack-protocol/obd";
 *
 * encodePid(1, 0x0c, { engineRpm: 1726 }).join(" "); // "26 248"
 * encodePid(1, 0x05, { coolantTemperatureCelsius: 83 })[0]; // 123
 * ```
 */
export function encodePid<P extends KnownPid>(
  mode: 1 | 2,
  pid: P,
  values: Given<PidValues<P>>,
): Uint8Array;
export function encodePid<P extends KnownInfoType>(
  mode: 9,
  pid: P,
  values: Given<InfoValues[P]>,
): Uint8Array;
/** For a PID that is only known at run time. */
export function encodePid<P extends number>(
  mode: number,
  pid: P & (number extends P ? unknown : never),
  values: ObdValues,
): Uint8Array;
export function encodePid(mode: number, pid: number, values: object): Uint8Array {
  assertByte(mode, "mode");
  assertByte(pid, "pid");
  if (typeof values !== "object" || values === null) {
    throw new TypeError("values must be an object");
  }
  const given = argumentsOf(values);
  if (mode === 9) return Uint8Array.from(writeInfo(pid, given));
  if (mode !== 1 && mode !== 2) throw new RangeError(`mode must be 1, 2 or 9, not ${mode}`);
  const row = rowOf(pid);
  if (row === undefined) throw new RangeError(`pid: the table has no ${pid}`);
  if (row.reader === null) return writeSignals(row, given);
  return Uint8Array.from(BIT_CODECS[row.reader].write(given, pid));
}

function writeSignals(row: PidRow, values: Arguments): Uint8Array {
  const long = row.signals.some((signal) => signal.optional && values.has(signal.key));
  const data = new Uint8Array((long ? row.maxBytes : row.bytes)!);
  for (const signal of row.signals) {
    if (signal.optional && !values.has(signal.key)) continue;
    const unused = signal.absent !== null && !values.has(signal.key);
    let raw = (unused ? signal.absent : rawOf(signal, values)) * 2 ** signal.shift;
    // Added, because two signals may share a byte; a negative number leaves its two's complement.
    for (let i = signal.size - 1; i >= 0; i--) {
      data[signal.at + i]! += raw % 256;
      raw = Math.floor(raw / 256);
    }
  }
  return data;
}

function rawOf({ key, min, max, num, den, add }: SignalRow, values: Arguments): number {
  return Math.round((values.number(key, min, max) * den - add) / num);
}

/** A count of items, then the items. */
function writeInfo(pid: number, values: Arguments): number[] {
  switch (pid) {
    case 0x02: {
      const vin = values.text("vin");
      if (vinCheckDigitValid(vin) === null) {
        throw new RangeError(`values.vin must be 17 digits and capitals without I, O and Q`);
      }
      return [1, ...asciiItem(vin, 17, "vin")];
    }
    case 0x04: {
      const ids = itemsOf(values, "calibrationIds");
      return [ids.length, ...ids.flatMap((id) => asciiItem(id, 16, "calibrationIds"))];
    }
    case 0x06: {
      const key = "calibrationVerificationNumbers";
      const numbers = itemsOf(values, key);
      return [numbers.length, ...numbers.flatMap((text) => hexItem(text, key))];
    }
    case 0x0a:
      return [1, ...asciiItem(values.text("ecuName"), 20, "ecuName")];
    default:
      throw new RangeError(`pid must be the information type 2, 4, 6 or 10, not ${pid}`);
  }
}

function itemsOf(values: Arguments, key: string): readonly string[] {
  const items = values.list(key);
  if (items.length > 255) throw new RangeError(`values.${key} must have at most 255 items`);
  return items;
}

/** Printable ASCII, padded with 00. */
function asciiItem(text: string, size: number, key: string): number[] {
  if (text.length > size || !/^[ -~]*$/.test(text)) {
    throw new RangeError(`values.${key} must be up to ${size} characters of printable ASCII`);
  }
  return Array.from(text.padEnd(size, "\0"), (character) => character.charCodeAt(0));
}

function hexItem(text: string, key: string): number[] {
  if (!/^[0-9A-Fa-f]{8}$/.test(text)) {
    throw new RangeError(`values.${key} must have eight hexadecimal digits each, not ${text}`);
  }
  return [0, 2, 4, 6].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
}
