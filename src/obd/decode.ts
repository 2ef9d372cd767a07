/** Decodes the responses of a vehicle to SAE J1979 requests, from bytes or text. */

import { checkOptions, oneOf } from "../argument.ts";
import { assertBytes } from "../bytes.ts";
import type { InfoValues } from "../model/obd-signals.ts";
import { readInfo, readInfoResponse } from "./info.ts";
import { obdIssue } from "./issue.ts";
import { paddingAtEnd } from "./padding.ts";
import { readPid } from "./pid.ts";
import { rowOf } from "./pids.ts";
import { type Response, responsesOf } from "./text.ts";
import { type DtcCount, isTroubleCodeMode, readTroubleCodes } from "./trouble.ts";
import type { KnownInfoType, KnownPid, Nullable, ObdReading, PidReading } from "./types.ts";

export interface DecodeObdOptions {
  /**
   * Whether a count byte precedes trouble codes: it does on CAN, but not on older buses. By default a count is read if the
   * number of bytes is odd, or if the text shows that it comes from CAN.
   */
  readonly dtcCount?: DtcCount;
}

const DTC_COUNTS: readonly string[] = ["auto", "present", "absent"] satisfies DtcCount[];

/** The first byte of a positive response is that of the request plus this. */
const RESPONSE = 0x40;
const NEGATIVE = 0x7f;
const LAST_MODE = 0x0a;

/**
 * Decodes responses: modes 01 and 02 with one or more PIDs, trouble codes of 03, 07 and 0A, 04, the information types 02,
 * 04, 06 and 0A of mode 09, and negative responses. It returns one reading per PID, in the order of the response, and an
 * empty list for an empty input.
 *
 * A PID that is not in the table has no known length, so all bytes behind it are in its `raw`.
 *
 * @param input The bytes of one response (`41 0C 1A F8`), or text with any number of them: the output of an
 *   ELM327 (echo and prompt, headers on or off, numbered lines, several control units), a CAN log of
 *   candump or SLCAN, or digits alone, one response per line, with or without spaces. Requests, frames of
 *   other ids and `SEARCHING...` give no reading; `NO DATA` and similar messages give one with the issue
 *   `adapter-error`.
 * @throws TypeError if `input` is neither bytes nor text, RangeError if an option is unknown.
 *   Never for bytes of a vehicle.
 * @example
 * ```ts
 * import { decodeObd } from "sinotrack-protocol/obd";
 *
 * decodeObd("41 0C 1A F8")[0].values; // { engineRpm: 1726 }
 * decodeObd("7E8 04 41 0C 1A F8\r\r>")[0].ecu; // "7E8"
 * decodeObd(new Uint8Array([0x43, 0x01, 0x33, 0, 0, 0, 0]))[0].values; // { dtcs: ["P0133"] }
 * decodeObd("NO DATA")[0].issues[0].code; // "adapter-error"
 * ```
 */
export function decodeObd(
  input: Uint8Array | string,
  options: DecodeObdOptions = {},
): ObdReading[] {
  checkOptions(options, { dtcCount: oneOf(...DTC_COUNTS) });
  const { dtcCount = "auto" } = options;
  if (typeof input !== "string") {
    assertBytes(input, "input");
    return input.length === 0 ? [] : readResponse(input, dtcCount);
  }
  return responsesOf(input).flatMap((response) => {
    const readings = readText(response, dtcCount);
    const { ecu } = response;
    return ecu === undefined ? readings : readings.map((reading) => ({ ...reading, ecu }));
  });
}

function readText(response: Response, dtcCount: DtcCount): ObdReading[] {
  const { bytes, can, ecu, stray, issues } = response;
  if (stray || bytes.length === 0) return [unread(response)];
  // The sender is known on CAN, and on older buses with headers on.
  const known = can ? "present" : ecu === undefined ? "auto" : "absent";
  const readings = readResponse(bytes, dtcCount === "auto" ? known : dtcCount);
  const last = readings.pop()!;
  return [...readings, { ...last, issues: [...last.issues, ...issues] }];
}

/** The reading of a text without a response. */
function unread({ bytes, issues: found }: Response): ObdReading {
  const nothing = obdIssue("wrong-length", "response", 0, "", "a response");
  const issues = found.length === 0 ? [nothing] : found;
  return { mode: null, pid: null, name: null, values: {}, raw: bytes.slice(), issues };
}

function readResponse(response: Uint8Array, dtcCount: DtcCount): ObdReading[] {
  const first = response[0]!;
  if (first === NEGATIVE) return [readNegative(response)];
  const mode = first - RESPONSE;
  if (mode === 0x01 || mode === 0x02) return readPids(mode, response);
  if (isTroubleCodeMode(mode)) return [readTroubleCodes(mode, response, dtcCount)];
  if (mode === 0x04) return [readCleared(response)];
  if (mode === 0x09) return [readInfoResponse(response)];
  const isMode = mode >= 1 && mode <= LAST_MODE;
  // An invalid response keeps its first byte in raw.
  const raw = response.slice(isMode ? 1 : 0);
  const expected = "41 to 44, 47, 49, 4a or 7f";
  const issue = obdIssue("unknown-mode", "response", 0, response, expected);
  return [{ mode: isMode ? mode : null, pid: null, name: null, values: {}, raw, issues: [issue] }];
}

/** Pairs of PID and data; mode 02 has a frame number after each PID. */
function readPids(mode: 1 | 2, response: Uint8Array): ObdReading[] {
  const readings: ObdReading[] = [];
  const padding = response.length - paddingAtEnd(response);
  let at = 1;
  do {
    if (at > 1 && at >= padding && isPadding(mode, response, at)) {
      const issue = obdIssue("padding", "response", at, response.subarray(at), "nothing");
      const last = readings.pop()!;
      return [...readings, { ...last, issues: [...last.issues, issue] }];
    }
    const pid = response[at];
    if (pid === undefined) {
      const issue = obdIssue("wrong-length", "response", at, "", "a PID");
      return [{ mode, pid: null, name: null, values: {}, raw: new Uint8Array(0), issues: [issue] }];
    }
    const frame = mode === 2 ? response[at + 1] : undefined;
    const start = Math.min(at + mode, response.length);
    const end = start + dataLength(pid, response.length - start, at === 1);
    const reading = readPid(mode, pid, response.subarray(start, end), start);
    readings.push(frame === undefined ? reading : { ...reading, frame });
    at = end;
  } while (at < response.length);
  return readings;
}

/**
 * Whether a run of the same byte to the end is padding, not a PID with its data: it is if it makes
 * up a CAN frame (seven bytes after the length), has another length than the PID, or repeats it.
 */
function isPadding(mode: 1 | 2, response: Uint8Array, at: number): boolean {
  const bytes = rowOf(response[at]!)?.bytes ?? null;
  return response.length === 7 || bytes === null || response.length - at !== mode + bytes;
}

/**
 * The number of remaining bytes that belong to a PID: all, if its length is unknown. The longer form of a fuel trim looks
 * like a trim with a PID after it, so it is only read if the response has nothing else.
 */
function dataLength(pid: number, remaining: number, alone: boolean): number {
  const row = rowOf(pid);
  if (row === undefined || row.bytes === null) return remaining;
  if (alone && remaining === row.maxBytes) return remaining;
  return Math.min(row.bytes, remaining);
}

function readCleared(response: Uint8Array): ObdReading {
  const raw = response.slice(1);
  const issues = raw.length === 0 ? [] : [obdIssue("extra-bytes", "response", 1, raw, "nothing")];
  const name = "Trouble codes cleared";
  return { mode: 0x04, pid: null, name, values: { cleared: true }, raw, issues };
}

/** `7F mode code`. */
function readNegative(response: Uint8Array): ObdReading {
  const raw = response.slice(2);
  // A whole CAN frame may contain padding.
  const isPadded = response.length === 7 && paddingAtEnd(response) >= 4;
  const code = raw.length === 1 || isPadded ? raw[0]! : null;
  const issues = [
    obdIssue("negative-response", "response", 0, response, "a positive response"),
    ...(code === null
      ? [obdIssue("wrong-length", "negativeResponseCode", 2, raw, "the mode and a code")]
      : []),
  ];
  const values = { negativeResponseCode: code };
  const name = "Negative response";
  return { mode: response[1] ?? null, pid: null, name, values, raw, issues };
}

/**
 * Decodes the data of one PID: 1A F8 of mode 1, PID 0x0c, is `{ engineRpm: 1726 }`.
 *
 * @param mode 1 or 2 (the data without the frame number), or 9 (PID is the information type, and
 *   the data starts with the count of items). Other modes come out raw, with an issue.
 * @param data Exactly the bytes behind the PID. Another number of bytes than the PID has is an issue,
 *   and the values are `null`.
 * @throws TypeError for an argument of a wrong type, RangeError if `mode` or `pid` is not a byte.
 * @example
 * ```ts
 * import { decodePid } from "sinotrack-protocol/obd";
 *
 * // 1A F8 is 6904, in quarters of a revolution per minute.
 * decodePid(1, 0x0c, new Uint8Array([0x1a, 0xf8])).values.engineRpm; // 1726
 * // 7B is 123; 0 is -40 °C.
 * decodePid(1, 0x05, new Uint8Array([0x7b])).values.coolantTemperatureCelsius; // 83
 * ```
 */
export function decodePid<P extends KnownPid>(mode: 1 | 2, pid: P, data: Uint8Array): PidReading<P>;
export function decodePid<P extends KnownInfoType>(
  mode: 9,
  pid: P,
  data: Uint8Array,
): ObdReading<Nullable<InfoValues[P]>>;
export function decodePid(mode: number, pid: number, data: Uint8Array): ObdReading;
export function decodePid(mode: number, pid: number, data: Uint8Array): ObdReading {
  assertByte(mode, "mode");
  assertByte(pid, "pid");
  assertBytes(data, "data");
  if (mode === 1 || mode === 2) return readPid(mode, pid, data, 0);
  if (mode === 9) return readInfo(pid, data, 0);
  const issue = obdIssue("unknown-mode", "values", 0, data, "mode 1, 2 or 9");
  return { mode, pid, name: null, values: {}, raw: data.slice(), issues: [issue] };
}

/** @throws TypeError or RangeError that names the argument. */
export function assertByte(value: unknown, name: string): asserts value is number {
  if (typeof value !== "number") throw new TypeError(`${name} must be a number`);
  if (!Number.isInteger(value) || value < 0 || value > 255) {
    throw new RangeError(`${name} must be a whole number from 0 to 255, not ${value}`);
  }
}
