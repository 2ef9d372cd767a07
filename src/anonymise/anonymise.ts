/**
 * Captures without who and where: a value that no row calls harmless becomes another of the same form, and nothing
 * else changes. Every replacement has the length of the original; only `7E` frames may need an escape more or less.
 */
import { checkOptions } from "../argument.ts";
import { assertBytes, concat } from "../bytes.ts";
import { decode } from "../decode.ts";
import { spansOf } from "../explain.ts";
import { contentsOf, headerLength } from "../frame/escaped.ts";
import type { Frame } from "../model/frame.ts";
import type { UnknownMessage } from "../model/message.ts";
import { assertProtocol, type ProtocolLike } from "../model/protocol.ts";
import { CHECKSUM, sumOf } from "../pengaoda/record.ts";
import { anonymiseEscaped } from "./escaped.ts";
import { replaceFields } from "./fields.ts";
import { Replacer } from "./replacer.ts";

/** What an anonymiser knows besides what the library does. */
export interface AnonymiserOptions {
  /**
   * The protocol of your own firmware, from `./layout`. A value of its rows that says nothing, itself or by its kind, in
   * `personal` is replaced.
   */
  readonly protocol?: ProtocolLike;
}

/** Anonymises one capture after the other; what is the same in two of them stays the same. */
export type Anonymiser = (bytes: Uint8Array) => Uint8Array;

/**
 * Makes an anonymiser.
 *
 * Times, speeds, status, country and network stay, and all other documented values that are not personal. Ids keep
 * their first three digits, SIM numbers four; places near each other stay near each other. In texts and undocumented
 * fields, words, dates and short numbers stay: **review the result before you publish it.** Of undocumented bytes only
 * 00 and FF stay. A frame decodes to the same properties and issues as before. Check bytes that were right are
 * right again.
 *
 * @param seed Tells what becomes what: the same seed, the same replacement. Who knows it can try out which
 * id became which, so keep it as secret as the capture.
 * @throws TypeError if `seed` is no string, RangeError if it is empty.
 */
export function createAnonymiser(seed: string, options: AnonymiserOptions = {}): Anonymiser {
  if (typeof seed !== "string") throw new TypeError("seed must be a string");
  if (seed === "") throw new RangeError("seed must not be empty");
  checkOptions(options, { protocol: assertProtocol });
  const replacer = new Replacer(seed);
  return (bytes) => {
    assertBytes(bytes, "bytes");
    // Not a Buffer, which JSON would take for a long list.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return anonymise(plain, replacer, options);
  };
}

function anonymise(bytes: Uint8Array, replacer: Replacer, options: AnonymiserOptions): Uint8Array {
  const messages = decode(bytes, options);
  for (const { deviceId } of messages) if (deviceId !== null) replacer.id(deviceId);
  const out: Uint8Array[] = [];
  /** By what they are parts of, and their number: the message, and where it is in `out`. */
  const parts = new Map<string, [UnknownMessage, number][]>();
  let key = "";
  let at = 0;
  for (const message of messages) {
    const { frame, jt808, deviceId, command } = message;
    if (frame.offset < at) {
      // The whole of a message in parts, behind its last part.
      let body = bodyOf(anonymiseFrame(frame, replacer, options));
      parts.get(key)?.forEach(([one, slot]) => {
        const { length } = one.tail!;
        out[slot] = anonymiseEscaped(one.frame, replacer, options, body.subarray(0, length));
        body = body.subarray(length);
      });
      parts.delete(key);
      continue;
    }
    out.push(bytes.subarray(at, frame.offset), anonymiseFrame(frame, replacer, options));
    at = frame.offset + frame.bytes.length;
    if (jt808?.part === undefined || jt808.part.number === 0) continue;
    key = `${deviceId} ${command} ${jt808.part.total}`;
    const others = parts.get(key) ?? [];
    others[jt808.part.number] = [message as UnknownMessage, out.length - 1];
    parts.set(key, others);
  }
  return concat([...out, bytes.subarray(at)]);
}

/** Of JT/T 808. */
function bodyOf(frame: Uint8Array): Uint8Array {
  const { bytes, from, to } = contentsOf(frame, 1, frame.length - 1);
  return bytes.subarray(from + headerLength(bytes, from, to), to - 1);
}

/** How often other values are drawn if the frame has another form with the first ones. */
const MOST_ATTEMPTS = 32;

function anonymiseFrame(frame: Frame, replacer: Replacer, options: AnonymiserOptions): Uint8Array {
  const form = formOf(frame.bytes, options);
  let made = frame.bytes;
  for (replacer.attempt = 0; replacer.attempt < MOST_ATTEMPTS; replacer.attempt++) {
    made = draw(frame, replacer, options);
    if (formOf(made, options) === form) break;
  }
  replacer.attempt = 0;
  return made;
}

/** Properties that tell what a message is. */
const NAMES = /^(?:type|command|code|field|format)$/;

/** All but the values of what the bytes are decoded to. */
function formOf(bytes: Uint8Array, options: AnonymiserOptions): string {
  return JSON.stringify(decode(bytes, options), (key, value: unknown) => {
    if (typeof value === "string") return NAMES.test(key) ? value : "";
    return typeof value === "number" || value instanceof Uint8Array ? 0 : value;
  });
}

function draw(frame: Frame, replacer: Replacer, options: AnonymiserOptions): Uint8Array {
  const { format, bytes } = frame;
  if (format === "escaped") return anonymiseEscaped(frame, replacer, options);
  const spans = spansOf(frame, options);
  const out = replaceFields(bytes, format, spans, replacer);
  // A bare record of PengAoDa ends with its sum: right, or wrong by as much as before.
  const sum = spans.find(({ meaning }) => meaning.name === CHECKSUM.name)?.from;
  if (sum !== undefined) out[sum] = bytes[sum]! ^ sumOf(bytes, sum) ^ sumOf(out, sum);
  return out;
}
