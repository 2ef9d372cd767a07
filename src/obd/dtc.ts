/**
 * Diagnostic trouble codes: two bytes per code. Bits 15 and 14 are the system (P power train, C chassis, B body, U
 * network), bits 13 and 12 the first digit, the rest three hexadecimal digits.
 */

import { assertBytes } from "../bytes.ts";

const SYSTEMS = "PCBU";

/**
 * Formats a trouble code as text: 0x0301 is `P0301`, 0xC100 is `U0100`.
 *
 * @param dtc The two bytes as a number, 0 to 65535.
 * @throws TypeError if `dtc` is not a number, RangeError if it is out of range.
 * @example
 * ```ts
 * import { formatDtc } from "sinotrack-protocol/obd";
 *
 * formatDtc(0x0301); // "P0301"
 * formatDtc(0xc100); // "U0100"
 * ```
 */
export function formatDtc(dtc: number): string {
  if (typeof dtc !== "number") throw new TypeError(`dtc must be a number, not ${typeof dtc}`);
  if (!Number.isInteger(dtc) || dtc < 0 || dtc > 0xffff) {
    throw new RangeError(`dtc must be a whole number from 0 to 65535, not ${dtc}`);
  }
  const digits = (dtc & 0x3fff).toString(16).toUpperCase().padStart(4, "0");
  return SYSTEMS.charAt(dtc >> 14) + digits;
}

/**
 * The inverse of `formatDtc`: `P0301` is 0x0301. Lower case is accepted.
 *
 * @throws TypeError if `text` is no string, RangeError if it is no trouble code.
 * @example
 * ```ts
 * import { parseDtc } from "sinotrack-protocol/obd";
 *
 * parseDtc("P0301"); // 769
 * parseDtc("u0100") === 0xc100; // true
 * ```
 */
export function parseDtc(text: string): number {
  if (typeof text !== "string") throw new TypeError(`text must be a string, not ${typeof text}`);
  const upper = text.toUpperCase();
  const system = SYSTEMS.indexOf(upper.charAt(0));
  const digits = upper.slice(1);
  if (system < 0 || !/^[0-3][0-9A-F]{3}$/.test(digits)) {
    throw new RangeError(`text must be a trouble code such as P0301, not ${text}`);
  }
  return (system << 14) | Number.parseInt(digits, 16);
}

/**
 * Code bytes alone, without mode and count: `0104 8003` is P0104 and B0003. `0000` is padding and
 * left out, and so is half a code at the end.
 *
 * @throws TypeError if `bytes` is not a Uint8Array.
 * @example
 * ```ts
 * import { decodeDtcs } from "sinotrack-protocol/obd";
 *
 * decodeDtcs(new Uint8Array([0x01, 0x04, 0x80, 0x03, 0, 0])); // ["P0104", "B0003"]
 * ```
 */
export function decodeDtcs(bytes: Uint8Array): string[] {
  assertBytes(bytes, "bytes");
  const dtcs: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const dtc = (bytes[i]! << 8) | bytes[i + 1]!;
    if (dtc !== 0) dtcs.push(formatDtc(dtc));
  }
  return dtcs;
}
