/**
 * Decodes the H02 (Tianqin) protocol of SinoTrack trackers and their relatives. Pure functions: no I/O,
 * no clock, no locale, no dependency.
 *
 * @packageDocumentation
 */

// Commands, and their answers
export {
  type Confirmation,
  type ConfirmationOutcome,
  type MatchOptions,
  matchConfirmation,
} from "./command/confirmation.ts";
export type { CommandTarget } from "./command/downlink-head.ts";
export { encodeCommand, type Jt808Target } from "./command/encode-command.ts";
// Messages to frames
export {
  type EncodableMessage,
  type EncodeMessageOptions,
  encodeMessage,
} from "./command/encode-message.ts";
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
} from "./command/row.ts";
export { COMMANDS } from "./command/table.ts";
// Decoding in one call
export { type DecodeOptions, decode } from "./decode.ts";
// Explanations
export { type Explanation, explain } from "./explain.ts";
export type { SplitOptions } from "./frame/scan.ts";
export { type Sniffed, sniff } from "./frame/sniff.ts";
export { type SplitResult, splitFrames } from "./frame/split.ts";
export { FrameSplitter } from "./frame/splitter.ts";
// Commands as types
export type * from "./generated/command-types.ts";
export type { Jt808ParameterName } from "./generated/jt808-parameter-table.ts";
// Issues
export { ISSUES, type Issue, type IssueCode, type Severity } from "./issue.ts";
// JT/T 808
export type { Jt808Options } from "./jt808/parse.ts";
export type { Jt808ProfileName } from "./jt808/profiles.ts";
export type { Jt808RegistrationResult, Jt808Result } from "./jt808/reply.ts";
// Messages to positions and to JSON
export { type Fix, type FixOptions, type FixReason, fixOf } from "./message/fix-of.ts";
export { type PositionLike, positionsOf } from "./message/positions-of.ts";
export { type Json, type JsonObject, type ToJsonOptions, toJson } from "./message/to-json.ts";
// Bytes to frames
export type { Frame, FrameFormat } from "./model/frame.ts";
export type {
  AlarmMessage,
  BodyState,
  Cell,
  CellsMessage,
  ConfirmationMessage,
  CustomMessage,
  FaultCode,
  HeartbeatMessage,
  IdentityMessage,
  Jt808Driver,
  Jt808Header,
  Jt808Item,
  Jt808Media,
  Jt808Parameter,
  Jt808Readings,
  Message,
  MessageBase,
  MessageType,
  NoiseMessage,
  ObdPid,
  PengAoDaReadings,
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
} from "./model/message.ts";
export type { ProtocolLike } from "./model/protocol.ts";
// Values
export {
  type AlarmBit,
  type AlarmName,
  decodeStatus,
  STATUS_TABLES,
  type Status,
  type StatusTableName,
} from "./model/status.ts";
// Frames to messages
export { type ParseOptions, parseFrame } from "./parse.ts";
// Which firmware
export {
  type Acknowledgement,
  FAMILIES,
  type Family,
  type FamilyName,
} from "./variant/families.ts";
export {
  type IdentifyOptions,
  identify,
  type VariantEvidence,
  type VariantGuess,
} from "./variant/identify.ts";
