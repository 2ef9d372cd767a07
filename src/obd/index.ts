/**
 * SAE J1979 (OBD-II) responses: engine data by PID, trouble codes, VIN.
 *
 * ```ts
 * decodeObd("41 0C 1A F8")[0].values.engineRpm // 1726
 * decodeObd("7E8 04 41 0C 1A F8\r\r>")[0].ecu // "7E8"
 * ```
 *
 * The facts are from docs/protocol/obd.md §2. Undocumented bytes are not guessed: they stay raw, with an issue.
 */

export type {
  EmissionRequirementName,
  FuelSystemState,
  FuelType,
  MonitorName,
  ObdStandardName,
  SecondaryAirState,
} from "../generated/obd-signals-table.ts";
export type {
  DriveCycleMonitors,
  IgnitionType,
  InfoValues,
  Monitors,
  ObdSignal,
  ObdValue,
  ObdValues,
} from "../model/obd-signals.ts";
export { type DecodeObdOptions, decodeObd, decodePid } from "./decode.ts";
export { decodeDtcs, formatDtc, parseDtc } from "./dtc.ts";
export { encodePid } from "./encode.ts";
export { OBD_ISSUES, type ObdIssue, type ObdIssueCode } from "./issue.ts";
export { PENGAODA_PIDS, type PengAoDaPid } from "./pengaoda.ts";
export { type Confidence, PIDS, type PidRow, type SignalRow } from "./pids.ts";
export { type ObdDialect, type ObdMessage, type ReadObdOptions, readObd } from "./read.ts";
export type { DtcCount } from "./trouble.ts";
export type {
  KnownInfoType,
  KnownPid,
  ObdReading,
  PidReading,
  PidValues,
} from "./types.ts";
export { vinCheckDigitValid } from "./vin.ts";
