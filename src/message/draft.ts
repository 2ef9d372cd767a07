import type { Status } from "../field/status.ts";
import { ISSUES, type Issue, type IssueCode } from "../issue.ts";
import type { Cell, ScannedCell, WifiAccessPoint } from "./message.ts";

/** A message while its fields are being read: every property that any layout may fill. */
export interface Draft {
  time?: Date | null;
  valid?: boolean | null;
  latitude?: number | null;
  longitude?: number | null;
  speedKmh?: number | null;
  courseDegrees?: number | null;
  altitudeMeters?: number | null;
  status?: Status | null;
  cell?: Cell | null;
  cells?: ScannedCell[];
  wifi?: WifiAccessPoint[];
  satellites?: number | null;
  signalCsq?: number | null;
  batteryPercent?: number | null;
  batteryCode?: number;
  supplyVolts?: number | null;
  odometerMeters?: number | null;
  fuelPercent?: number | null;
  temperatureCelsius?: number | null;
  iccid?: string | null;
  recordNumber?: number;
  extra?: string[];
  tail?: Uint8Array;
}

export function makeIssue(
  code: IssueCode,
  field: string,
  offset: number,
  length: number,
  received: string,
  expected: string,
): Issue {
  return { code, severity: ISSUES[code][0], field, offset, length, received, expected };
}
