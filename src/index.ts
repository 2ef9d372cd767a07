/**
 * Decodes the H02 (Tianqin) protocol of SinoTrack trackers and their relatives. Pure functions: no I/O,
 * no clock, no locale, no dependency.
 *
 * @packageDocumentation
 */

// Commands, and their answers
export type * from "./command/command.ts";
export {
  type Confirmation,
  type ConfirmationOutcome,
  matchConfirmation,
} from "./command/confirmation.ts";
export { encodeCommand } from "./command/encode-command.ts";
export { type EncodableMessage, encodeMessage } from "./command/encode-message.ts";
export { type ReplyOptions, replyTo } from "./command/reply.ts";
export type {
  BooleanArgument,
  BytesArgument,
  CommandArgument,
  CommandSpec,
  EnumArgument,
  IntegerArgument,
  ListArgument,
  NumberArgument,
  TextArgument,
  TextForm,
} from "./command/spec.ts";
export { commandArguments } from "./command/spec.ts";
export { COMMANDS } from "./command/table.ts";
export type { CommandTarget } from "./command/target.ts";
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
export { type Sniffed, sniff } from "./frame/sniff.ts";
export { type SplitResult, splitFrames } from "./frame/split.ts";
export { FrameSplitter } from "./frame/splitter.ts";

// What can be wrong
export { ISSUES, type Issue, type IssueCode, type Severity } from "./issue.ts";
export type {
  AlarmMessage,
  BodyState,
  Cell,
  CellsMessage,
  ConfirmationMessage,
  FaultCode,
  HeartbeatMessage,
  IdentityMessage,
  Message,
  MessageBase,
  MessageType,
  NoiseMessage,
  ObdPid,
  Position,
  PositionMessage,
  PositionsMessage,
  Readings,
  RecordKind,
  ScannedCell,
  TextMessage,
  TripMessage,
  UnknownMessage,
  WifiAccessPoint,
} from "./message/message.ts";
// Frames to messages
export { type ParseOptions, parseFrame } from "./message/parse.ts";
