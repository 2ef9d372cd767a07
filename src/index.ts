/**
 * Decodes the H02 (Tianqin) protocol of SinoTrack trackers and their relatives. Pure functions: no I/O,
 * no clock, no locale, no dependency.
 *
 * @packageDocumentation
 */

// The front door
export { type DecodeOptions, decode } from "./decode.ts";
// For people
export { type Explanation, explain } from "./explain.ts";
// Values
export {
  type AlarmBit,
  type AlarmName,
  decodeStatus,
  STATUS_TABLES,
  type Status,
  type StatusTableName,
} from "./field/status.ts";
// Bytes to frames
export type { Frame, FrameFormat } from "./frame/frame.ts";
export type { SplitOptions } from "./frame/scan.ts";
export { type SplitResult, splitFrames } from "./frame/split.ts";
export { FrameSplitter } from "./frame/splitter.ts";

// What can be wrong
export { ISSUES, type Issue, type IssueCode, type Severity } from "./issue.ts";
export type {
  AlarmMessage,
  Cell,
  CellsMessage,
  ConfirmationMessage,
  HeartbeatMessage,
  IdentityMessage,
  Message,
  MessageBase,
  MessageType,
  NoiseMessage,
  Position,
  PositionMessage,
  PositionsMessage,
  Readings,
  ScannedCell,
  TextMessage,
  TripMessage,
  UnknownMessage,
  WifiAccessPoint,
} from "./message/message.ts";
// Frames to messages
export { type ParseOptions, parseFrame } from "./message/parse.ts";
// Which firmware
export {
  type Acknowledgement,
  FAMILIES,
  type Family,
  type FamilyName,
} from "./variant/families.ts";
export { identify, type VariantEvidence, type VariantGuess } from "./variant/identify.ts";
