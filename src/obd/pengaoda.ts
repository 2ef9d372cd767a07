/**
 * Engine data in the PengAoDa dialect of H02 (from two server implementations for its terminals).
 *
 * Every PID has a slot of four bytes: the data is left-aligned, the rest is 00, FF or left over from other data. PIDs
 * 88 to 8B are the maker's. SAE uses these numbers for longer PIDs, so this table is never mixed with SAE's.
 */

import { frozen } from "../frozen.ts";
import type { ObdValues } from "../model/obd-signals.ts";
import { type ObdIssue, type ObdIssueCode, obdIssue } from "./issue.ts";
import { readPid } from "./pid.ts";
import { rowOf } from "./pids.ts";
import type { ObdReading } from "./types.ts";

const SLOT_LENGTH = 4;

/** One of the maker's own PIDs: an unsigned number of four bytes. */
export interface PengAoDaPid {
  readonly pid: number;
  readonly name: string;
  /** `null` in place of a value if the number is not a value. */
  readonly read: (raw: number) => ObdValues;
  readonly empty: ObdValues;
  readonly issue: ObdIssueCode | null;
}

/** No source gives a unit for 88 and 8A. */
export const PENGAODA_PIDS: readonly PengAoDaPid[] = /* @__PURE__ */ frozen([
  {
    pid: 0x88,
    name: "Fuel per hour",
    read: (raw: number): ObdValues => ({ fuelPerHour: raw }),
    empty: { fuelPerHour: null },
    issue: "unit-unknown",
  },
  {
    pid: 0x89,
    name: "Fuel per 100 km",
    read: (raw: number): ObdValues => ({ fuelLitersPer100Km: raw / 10 }),
    empty: { fuelLitersPer100Km: null },
    issue: null,
  },
  {
    pid: 0x8a,
    name: "Distance",
    read: (raw: number): ObdValues => ({ distance: raw }),
    empty: { distance: null },
    issue: "unit-unknown",
  },
  {
    pid: 0x8b,
    name: "Remaining fuel",
    read: remainingFuel,
    empty: { fuelRemainingLiters: null },
    issue: null,
  },
]);

/** Below 8000 tenths of a litre, otherwise tenths of a percent. */
function remainingFuel(raw: number): ObdValues {
  if (raw < 0x8000) return { fuelRemainingLiters: raw / 10 };
  const tenths = raw - 0x8000;
  return { fuelRemainingPercent: tenths <= 1000 ? tenths / 10 : null };
}

/** Reads a PID and its slot. The whole slot is in `raw`. */
export function readSlot(pid: number, slot: Uint8Array): ObdReading {
  const own = PENGAODA_PIDS.find((row) => row.pid === pid);
  if (own !== undefined) return readOwn(own, slot);
  const bytes = rowOf(pid)?.bytes ?? SLOT_LENGTH;
  if (slot.length !== SLOT_LENGTH) return readPid(1, pid, slot, 0);
  const reading = readPid(1, pid, slot.subarray(0, bytes), 0);
  const unused = slot.subarray(bytes);
  const clean = unused.every((byte) => byte === 0) || unused.every((byte) => byte === 0xff);
  const issues = clean
    ? reading.issues
    : [...reading.issues, obdIssue("unused-bytes", "values", bytes, unused, "all 00 or all FF")];
  return { ...reading, raw: slot.slice(), issues };
}

function readOwn({ pid, name, read, empty, issue }: PengAoDaPid, slot: Uint8Array): ObdReading {
  const raw = slot.slice();
  if (slot.length !== SLOT_LENGTH) {
    const wrong = obdIssue("wrong-length", "values", 0, slot, `${SLOT_LENGTH} bytes`);
    return { mode: 1, pid, name, values: empty, raw, issues: [wrong] };
  }
  const values = read(slot.reduce((sum, byte) => sum * 256 + byte, 0));
  const issues: ObdIssue[] = [];
  if (issue !== null) issues.push(obdIssue(issue, "values", 0, slot, "a documented unit"));
  if (values.fuelRemainingPercent === null) {
    issues.push(obdIssue("out-of-range", "fuelRemainingPercent", 0, slot, "0 to 100 %"));
  }
  return { mode: 1, pid, name, values, raw, issues };
}
