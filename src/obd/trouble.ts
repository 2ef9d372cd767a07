/**
 * Modes 03, 07 and 0A: stored, pending and permanent trouble codes.
 *
 * On CAN a count precedes the codes; older buses send three codes per line without one, padded with 0000. A response
 * does not show which it is. Codes have two bytes, so an odd number of bytes means a count; an even number is read as
 * codes alone (SAE J1979), unless padding shows where they end.
 */

import { decodeDtcs } from "./dtc.ts";
import { type ObdIssue, obdIssue } from "./issue.ts";
import { paddingAtEnd, restIssues } from "./padding.ts";
import type { ObdReading } from "./types.ts";

/** Whether a count precedes trouble codes; `auto` decides by the number of bytes. */
export type DtcCount = "auto" | "present" | "absent";

const NAMES: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [0x03, "Stored trouble codes"],
  [0x07, "Pending trouble codes"],
  [0x0a, "Permanent trouble codes"],
]);

export function isTroubleCodeMode(mode: number): boolean {
  return NAMES.has(mode);
}

/** Reads a whole response, its first byte included. */
export function readTroubleCodes(
  mode: number,
  response: Uint8Array,
  dtcCount: DtcCount,
): ObdReading {
  const data = response.subarray(1);
  const counted = dtcCount === "auto" ? isCounted(data) : dtcCount === "present";
  const { dtcs, issues } = counted ? countedCodes(data) : codesAlone(data);
  const name = NAMES.get(mode)!;
  return { mode, pid: null, name, values: { dtcs }, raw: data.slice(), issues };
}

/** By its length; or by padding after as many codes as a count says. One byte might be a code's. */
function isCounted(data: Uint8Array): boolean {
  if (data.length % 2 === 1) return true;
  const rest = data.subarray(1 + 2 * (data[0] ?? 0));
  return rest.length > 1 && rest[0] !== 0 && paddingAtEnd(rest) === rest.length;
}

type Codes = { readonly dtcs: readonly string[] | null; readonly issues: readonly ObdIssue[] };

function countedCodes(data: Uint8Array): Codes {
  const count = data[0];
  const end = 1 + 2 * (count ?? 0);
  if (count === undefined || end > data.length) {
    const code = count === undefined ? "wrong-length" : "bad-count";
    const expected = count === undefined ? "a count of codes" : `${count} codes of two bytes`;
    return { dtcs: null, issues: [obdIssue(code, "dtcs", 1, data, expected)] };
  }
  const issues: ObdIssue[] = [];
  const dtcs = decodeDtcs(data.subarray(1, end));
  if (dtcs.length !== count) {
    const received = data.subarray(0, end);
    issues.push(
      obdIssue("count-mismatch", "dtcs", 1, received, `${count} codes that are not 0000`),
    );
  }
  const rest = data.subarray(end);
  issues.push(...restIssues(rest, 1 + end));
  return { dtcs, issues };
}

function codesAlone(data: Uint8Array): Codes {
  if (data.length === 0) {
    // Without a count there is at least one line of three codes or zeros.
    return { dtcs: null, issues: [obdIssue("wrong-length", "dtcs", 1, data, "trouble codes")] };
  }
  const half = data.length % 2 === 1 ? data.subarray(-1) : null;
  const issues =
    half === null
      ? []
      : [obdIssue("extra-bytes", "response", data.length, half, "codes of two bytes")];
  return { dtcs: decodeDtcs(data), issues };
}
