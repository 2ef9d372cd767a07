/**
 * The uplink encoder: it writes the frames of a device, for simulators, tests and replays. It uses the layouts of the
 * decoder, so that each wire fact is in one place.
 *
 * A message does not show which of several forms it had on the wire (tail, length). The form that carries exactly its
 * values is written and read back; if that gives other values, the next form is tried.
 */
import { callable, checkOptions, flag } from "../argument.ts";
import { hexText, isBytes } from "../bytes.ts";
import { splitFrames } from "../frame/split.ts";
import { dollarForms } from "../h02/dollar/write.ts";
import { textForms } from "../h02/text/write.ts";
import type { Issue } from "../issue.ts";
import { jt808Forms } from "../jt808/encode.ts";
import type { EncodeText } from "../kind/bytes-writer.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { Values } from "../kind/row.ts";
import { checkedField } from "../kind/text-writer.ts";
import { type Form, halfSteps, writeAlike } from "../layout/form.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { assertProtocol, type ProtocolLike, type ProtocolTables } from "../model/protocol.ts";
import { type AlarmName, assertStatusTable } from "../model/status.ts";
import { type ParseOptions, parseFrame, readDatagram } from "../parse.ts";
import { framePengAoDa } from "../pengaoda/pengaoda-frame.ts";
import { RECORD_ROWS, writePengAoDaRecord } from "../pengaoda/record.ts";
import { isMaker } from "./downlink-head.ts";
import { differences } from "./round-trip.ts";

/**
 * A message for `encodeMessage`: its frame and issues are ignored and may be absent. Its `alarms` may be absent if they
 * follow from the status.
 */
export type EncodableMessage = Message extends infer M
  ? M extends Message
    ? Omit<M, "frame" | "issues" | "alarms"> & {
        readonly frame?: Frame;
        readonly issues?: readonly Issue[];
        readonly alarms?: readonly AlarmName[];
      }
    : never
  : never;

/** Options of `encodeMessage`. */
export interface EncodeMessageOptions {
  /**
   * Encodes JT/T 808 text that is not ASCII; the standard has GBK: `encodeGbk` of `sinotrack-protocol/gbk`. Without it
   * such text is refused.
   */
  readonly encodeText?: (text: string) => Uint8Array;
  /**
   * Rounds a value that is finer than the wire: 50 km/h is not a whole number of hundredths of a knot. `false` by
   * default: such a value is a RangeError.
   */
  readonly round?: boolean;
  /** The protocol of your own firmware, from `./layout`. */
  readonly protocol?: ProtocolLike;
}

/**
 * Encodes a message as the device sends it, in the form of the vendor's document. `decode` gives back its values.
 * Coordinates in text have up to eight decimals of a minute, speeds up to six of a knot, as many as the value needs. A value
 * finer than the wire is a RangeError, unless the option `round` is set.
 *
 * A text message without `maker` gets `HQ`. The status is written from its `word`, not from the flags.
 *
 * @throws TypeError if `message` is not an object. RangeError that names the property that the wire cannot carry in a
 * message of this type: out of range, missing, too many, or with a character that ends a field. Errors of `encodeText`.
 * @example
 * ```ts
 * import { encodeMessage } from "sinotrack-protocol";
 *
 * const bytes = encodeMessage({
 *   type: "heartbeat",
 *   command: "HTBT",
 *   deviceId: "353271799434922",
 *   batteryPercent: 85,
 * });
 * new TextDecoder().decode(bytes); // "*HQ,353271799434922,HTBT,85#"
 * ```
 */
export function encodeMessage(
  message: EncodableMessage,
  options: EncodeMessageOptions = {},
): Uint8Array {
  if (typeof message !== "object" || message === null) {
    throw new TypeError("message must be an object");
  }
  checkOptions(options, { encodeText: callable, round: flag, protocol: assertProtocol });
  const values = message as Values;
  checkKinds(values);
  if (values.type === "noise") return new Uint8Array(values.tail ?? []);
  if (checkedField(values.command, "command").startsWith("0x")) {
    const { encodeText } = options;
    const memory = encodeText === undefined ? undefined : remember(encodeText);
    const found = jt808Forms(values, memory?.encodeText, options.protocol?.tables);
    return firstThatFits(values, values, found, { ...options, decodeText: memory?.decodeText });
  }
  if (values.maker !== undefined && !isMaker(values.maker)) {
    refuseValue("maker", "two letters or digits", values.maker);
  }
  if (values.deviceId !== null) checkedField(values.deviceId, "deviceId");
  const wire = flat(values);
  return firstThatFits(values, wire, h02Forms(wire, options.protocol?.tables), options);
}

const RECORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(["$", "M", "X", "P"]);

/** The forms of a PengAoDa unit between its flags, then without them. */
function h02Forms(values: Values, own: ProtocolTables | undefined): readonly Form[] {
  const bare = bareForms(values, own);
  if (values.status?.table !== "pengaoda") return bare;
  const framed = bare.map((form) => ({
    ...form,
    write: (values: Values) => framePengAoDa(form.write(values)),
  }));
  return [...framed, ...bare];
}

function bareForms(values: Values, own: ProtocolTables | undefined): readonly Form[] {
  const isRecord = RECORDS.has(values.command) && values.maker === undefined;
  if (!isRecord) return textForms(values, own?.words.get(values.command)?.word);
  if (values.pengaoda?.recordKind !== undefined)
    return [{ rows: RECORD_ROWS, write: writePengAoDaRecord }];
  return dollarForms(values, own?.tails);
}

/** The values of a `custom` message beside its head, by the names of its rows. */
function flat(values: Values): Values {
  if (values.type !== "custom") return values;
  if (typeof values.values !== "object" || values.values === null)
    refuseValue("values", "an object", values.values);
  const { values: own, ...head } = values;
  return { ...own, ...head };
}

/** Remembers the encoded texts, to decode them when the message is read back: the caller passes no decoder. */
function remember(encodeText: EncodeText): {
  encodeText: EncodeText;
  decodeText: (bytes: Uint8Array) => string | null;
} {
  const known = new Map<string, string>();
  const key = (bytes: Uint8Array): string => hexText(bytes, 0, bytes.length);
  return {
    encodeText(text) {
      const bytes = encodeText(text);
      if (isBytes(bytes)) known.set(key(bytes), text);
      return bytes;
    },
    decodeText: (bytes) => known.get(key(bytes)) ?? null,
  };
}

/** @param wire The same values under the names of rows. */
function firstThatFits(
  values: Values,
  wire: Values,
  forms: readonly Form[],
  options: BackOptions,
): Uint8Array {
  let refusal: unknown;
  let nearest: readonly string[] = [];
  let rounded:
    | { readonly bytes: Uint8Array; readonly name: string; readonly form: Form }
    | undefined;
  // Read back with the default table, then with the table that the message names.
  for (let i = 0; i < forms.length * 2; i++) {
    const form = forms[i % forms.length]!;
    if (rounded !== undefined && writeAlike(form, rounded.form, rounded.name)) continue;
    const table = i < forms.length ? undefined : tableOf(wire, options.protocol);
    try {
      const bytes = form.write(wire);
      const read = readBack(bytes, values, table, options);
      if (read === null) continue;
      const inexact = differences(values, read);
      if (inexact.length === 0) return bytes;
      const different = differences(values, read, halfSteps(form.rows));
      if (different.length === 0) rounded ??= { bytes, name: inexact[0]!, form };
      if (nearest.length === 0 || different.length < nearest.length) nearest = different;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refusal ??= error;
    }
  }
  if (rounded !== undefined) {
    if (options.round === true) return rounded.bytes;
    const what = `has no form this fine in a ${values.command} ${values.type} message`;
    throw new RangeError(`message.${rounded.name} ${what}; the option round takes the nearest`);
  }
  if (refusal !== undefined) throw refusal;
  // A byte ends the frame early: a start in the text, or the end of a picture in its data.
  const name = nearest[0] ?? (values.text === undefined ? "tail" : "text");
  const value = (values as unknown as Record<string, unknown>)[name];
  const what = value === undefined ? "cannot be absent from" : "has no form for this value in";
  throw new RangeError(`message.${name} ${what} a ${values.command} ${values.type} message`);
}

/** The table of an H02 status; JT/T 808 has its own bits. */
function tableOf(values: Values, protocol: ProtocolLike | undefined): string | undefined {
  const table = values["status"]?.table;
  if (table === undefined || table === "jt808") return undefined;
  const assert: (name: string, table: unknown) => void =
    protocol?.tables.assertStatusTable ?? assertStatusTable;
  assert("message.status.table", table);
  return table;
}

/** Options for reading a message back. */
interface BackOptions {
  readonly round?: boolean;
  readonly protocol?: ProtocolLike;
  readonly decodeText?: ((bytes: Uint8Array) => string | null) | undefined;
}

/** The message that the decoder reads from the bytes, or `null` if they are not one frame. */
function readBack(
  bytes: Uint8Array,
  values: Values,
  statusTable: string | undefined,
  { protocol, decodeText }: BackOptions,
): Message | null {
  const back: { -readonly [Name in keyof ParseOptions]: ParseOptions[Name] } = {};
  if (protocol !== undefined) back.protocol = protocol;
  if (statusTable !== undefined) back.statusTable = statusTable;
  if (values.deviceId !== null) back.deviceId = values.deviceId;
  if (decodeText !== undefined) back.decodeText = decodeText;
  const usual = readDatagram(bytes, back);
  if (usual !== null) return usual;
  const { frames } = splitFrames(bytes, {
    ...(protocol === undefined ? {} : { protocol }),
    end: true,
  });
  const frame = frames[0];
  if (frame === undefined || frame.bytes.length !== bytes.length) return null;
  return parseFrame(frame, back);
}

/** Properties whose elements have bytes in `data`. */
const WITH_DATA: ReadonlySet<string> = /* @__PURE__ */ new Set(["items", "obdPids"]);

/**
 * Checks that lists, bytes and texts are such; `null` is for single values. Most messages have few of them, and looking up
 * each by a list of names would take as long as writing half of the message.
 */
function checkKinds(values: Values, path = ""): void {
  const { alarms, extra, parameters, cells, wifi, obdPids, positions } = values;
  if (alarms !== undefined) checkList(path, "alarms", alarms, "string");
  if (extra !== undefined) checkList(path, "extra", extra, "string");
  if (parameters !== undefined) checkList(path, "parameters", parameters, "string");
  if (cells !== undefined) checkList(path, "cells", cells, "object");
  if (wifi !== undefined) checkList(path, "wifi", wifi, "object");
  if (obdPids !== undefined) checkList(path, "obdPids", obdPids, "object");
  if (positions !== undefined) checkList(path, "positions", positions, "object");
  const { jt808, pengaoda, tail, plateBytes, text, result } = values;
  if (jt808) {
    checkList(`${path}jt808.`, "items", jt808.items, "object");
    checkList(`${path}jt808.`, "parameters", jt808.parameters, "object");
  }
  if (pengaoda) checkList(`${path}pengaoda.`, "faultCodes", pengaoda.faultCodes, "object");
  if (tail !== undefined) checkBytes(`${path}tail`, tail);
  if (plateBytes !== undefined) checkBytes(`${path}plateBytes`, plateBytes);
  if (text !== undefined) checkKind(`${path}text`, "string", text);
  if (result !== undefined) checkKind(`${path}result`, "string", result);
  if (positions === undefined) return;
  for (const [i, position] of positions.entries()) {
    checkKinds(position, `${path}positions[${i}].`);
  }
}

function checkList(path: string, name: string, list: unknown, kind: "string" | "object"): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) refuseValue(`${path}${name}`, "a list", list);
  const all: readonly unknown[] = list;
  for (let i = 0; i < all.length; i++) {
    const isKind = typeof all[i] === kind && all[i] !== null;
    if (isKind && !WITH_DATA.has(name)) continue;
    const at = `${path}${name}[${i}]`;
    checkKind(at, kind, all[i]);
    checkBytes(`${at}.data`, (all[i] as Values)["data"]);
  }
}

function checkKind(name: string, kind: "string" | "object", value: unknown): void {
  if (typeof value !== kind || value === null) {
    refuseValue(name, kind === "string" ? "a string" : "an object", value);
  }
}

function checkBytes(name: string, value: unknown): void {
  if (!isBytes(value)) refuseValue(name, "a Uint8Array", value);
}
