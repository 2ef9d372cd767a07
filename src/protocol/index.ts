/**
 * Text messages, `$` tails, status tables and JT/T 808 items of your own firmware, described by the same kinds and rows as
 * those of the library.
 *
 * @packageDocumentation
 */
export type { Meaning, Personal, Values } from "../kind/meaning.ts";
export type { DeviceIdForm, FieldForm, FieldGap, FieldPattern, Fits } from "../kind/pattern.ts";
export type {
  BytesKind,
  BytesRow,
  BytesSlot,
  TextKind,
  TextRow,
  TextSlot,
} from "../kind/row.ts";
export type { NumberForm } from "../kind/text-writer.ts";
export type {
  OptionalRow,
  RepeatedRows,
  Rest,
  Tails,
  TextPart,
  TextTail,
  TrailingComma,
} from "../layout/text-form.ts";
export type { CustomMessage } from "../model/message.ts";
export type { ProtocolLike } from "../model/protocol.ts";
export type { AlarmBit, AlarmName } from "../model/status.ts";
export { createDecoder, type ProtocolDecoder } from "./decoder.ts";
export type { FormSet, OwnDecodeOptions, OwnParseOptions, ProtocolOptions } from "./form-set.ts";
export { h02 } from "./forms/h02.ts";
export { jt808 } from "./forms/jt808.ts";
export { pengaoda } from "./forms/pengaoda.ts";
export * from "./kinds.ts";
export type {
  DecoderSpec,
  OwnDollarTail,
  OwnForms,
  OwnJt808Item,
  OwnTextForm,
  OwnTextWord,
  ProtocolSpec,
} from "./options.ts";
export { createProtocol, type Protocol } from "./protocol.ts";
