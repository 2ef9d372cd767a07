/** Engine data of a decoded message, whatever its form on the wire. */

import { checkOptions, oneOf } from "../argument.ts";
import { isBytes } from "../bytes.ts";
import type { ObdValue, ObdValues } from "../model/obd-signals.ts";
import { BIT_CODECS } from "./bits.ts";
import { assertByte } from "./decode.ts";
import { infoKeys } from "./info.ts";
import { obdIssue } from "./issue.ts";
import { readSlot } from "./pengaoda.ts";
import { readPid } from "./pid.ts";
import { PIDS } from "./pids.ts";
import type { ObdReading } from "./types.ts";
import { vinCheckDigitValid } from "./vin.ts";

/**
 * - `sae`: PIDs as in the table, data of exactly their length.
 * - `pengaoda`: four bytes per PID, 88 to 8B are the maker's own.
 */
export type ObdDialect = "sae" | "pengaoda";

/** The part of a message that `readObd` uses. You can pass any decoded message. */
export interface ObdMessage {
  /** The message type on the wire. */
  readonly command?: string;
  /** How to read `obdPids`, if the message has it. */
  readonly obdDialect?: ObdDialect;
  /** Raw data by PID, mode 01. */
  readonly obdPids?: readonly { readonly pid: number; readonly data: Uint8Array }[] | null;
  /** Values that the device has scaled, by the signal names of this module. */
  readonly obd?: object | null;
}

export interface ReadObdOptions {
  /**
   * How to read `obdPids`. By default as in `obdDialect` of the message; without it, `pengaoda` for a `$` frame, because no
   * other `$` frame carries PIDs, and `sae` for the rest.
   */
  readonly dialect?: ObdDialect;
}

const DIALECTS: readonly string[] = ["sae", "pengaoda"] satisfies ObdDialect[];

/**
 * Decodes the engine data of a message: one reading per raw PID, in order, then one per scaled value.
 * A scaled value comes as it is, with the PID that gives this signal (`null` if none does) and
 * empty `raw`. A message without engine data gives no readings.
 *
 * @throws TypeError if `message` is not an object or its `obdPids` are not pairs of PID and bytes,
 *   RangeError if the dialect is unknown or a PID is not a byte.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { readObd } from "sinotrack-protocol/obd";
 *
 * // The record of a PengAoDa terminal: behind its C2 the PID 0D with 2D 00 00 00, 45 km/h.
 * const hex =
 *   "7e24863123456710111215062439542345c6116397450e014028fffbdfffff41300052000000" +
 *   "e163042b214b0101cc00263a106000420006c20d2d00000007fc7e";
 * const [reading] = readObd(decode(Buffer.from(hex, "hex"))[0]);
 * reading.name; // "Vehicle speed"
 * reading.values; // { vehicleSpeedKmh: 45 }
 * ```
 */
export function readObd(message: ObdMessage, options: ReadObdOptions = {}): ObdReading[] {
  if (typeof message !== "object" || message === null) {
    throw new TypeError("message must be an object");
  }
  checkOptions(options, { dialect: oneOf(...DIALECTS) });
  const dialect =
    options.dialect ?? message.obdDialect ?? (message.command === "$" ? "pengaoda" : "sae");
  if (!DIALECTS.includes(dialect)) {
    throw new RangeError(`dialect must be one of ${DIALECTS.join(", ")}`);
  }
  const pairs = message.obdPids ?? [];
  if (!Array.isArray(pairs)) throw new TypeError("message.obdPids must be an array");
  const readings = pairs.map((pair: { pid?: unknown; data?: unknown } | null) => {
    const { pid, data } = pair ?? {};
    if (!isBytes(data)) throw new TypeError("message.obdPids must have a pid and bytes each");
    assertByte(pid, "pid");
    return dialect === "pengaoda" ? readSlot(pid, data) : readPid(1, pid, data, 0);
  });
  const scaled = message.obd ?? {};
  if (typeof scaled !== "object") throw new TypeError("message.obd must be an object");
  for (const [signal, value] of Object.entries(scaled)) {
    if (value !== undefined) readings.push(readScaled(signal, value));
  }
  return readings;
}

interface Origin {
  readonly mode: number;
  readonly pid: number | null;
  readonly name: string;
}

/** The PID of each signal: the lowest one that gives it. */
const ORIGINS: ReadonlyMap<string, Origin> = /* @__PURE__ */ origins();

function origins(): ReadonlyMap<string, Origin> {
  const found = new Map<string, Origin>([
    ["dtcs", { mode: 0x03, pid: null, name: "Trouble codes" }],
  ]);
  const add = (key: string, origin: Origin): void => {
    if (!found.has(key)) found.set(key, origin);
  };
  for (const { pid, name, reader, signals } of PIDS) {
    const keys = reader === null ? signals.map(({ key }) => key) : BIT_CODECS[reader].keys;
    for (const key of keys) add(key, { mode: 0x01, pid, name });
  }
  for (const [key, pid, name] of infoKeys()) add(key, { mode: 0x09, pid, name });
  // It has no meaning without its PID.
  found.delete("supportBits");
  return found;
}

function readScaled(signal: string, value: unknown): ObdReading {
  const { mode, pid, name } = ORIGINS.get(signal) ?? { mode: null, pid: null, name: null };
  const raw = new Uint8Array(0);
  if (!isValue(value)) {
    const issue = obdIssue("bad-value", signal, 0, "", "a number, string, boolean or list");
    return { mode, pid, name, values: { [signal]: null }, raw, issues: [issue] };
  }
  let values: ObdValues = { [signal]: value };
  if (signal === "vin" && typeof value === "string") {
    values = { vin: value, vinCheckDigitValid: vinCheckDigitValid(value) };
  }
  return { mode, pid, name, values, raw, issues: [] };
}

function isValue(value: unknown): value is ObdValue {
  if (value === null) return true;
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === "string" || typeof item === "number");
  }
  return ["number", "string", "boolean"].includes(typeof value);
}
