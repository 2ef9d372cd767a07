/** Assembles the parts of long JT/T 808 messages. */
import { checkOptions, refuse } from "../argument.ts";
import { copyBytes } from "../bytes.ts";
import { contentsOf } from "../frame/escaped.ts";
import { FLAG } from "../frame/start.ts";
import { SplitFrame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { assertJt808Options, type Jt808Options, parseJt808 } from "./parse.ts";
import { wrap } from "./wrap.ts";

export interface SubPackagesOptions extends Jt808Options {
  /** Limit of the bytes that are held, of all bodies together; 65536 by default. */
  readonly maxBytes?: number;
  /** Limit of the messages whose parts are held; 8 by default. */
  readonly maxMessages?: number;
}

interface Unfinished {
  readonly parts: (Uint8Array | undefined)[];
  /** Offset of each part, in the order of their numbers. */
  readonly offsets: number[];
  /** Header of the first part that arrived. */
  readonly header: Uint8Array;
  bytes: number;
  missing: number;
}

/**
 * Collects parts until a message is complete. Use one for each connection; `decode` has its own. Every part is also a
 * message of its own (`unknown`, with `jt808.part` and its bytes in `tail`), so parts that are dropped here because of the
 * limits, or that never become complete, are not lost.
 *
 * @example
 * ```ts
 * import { parseFrame, splitFrames } from "sinotrack-protocol";
 * import { SubPackages } from "sinotrack-protocol/session";
 *
 * // A batch of two positions, cut into two parts.
 * const parts = [
 *   "7e0704202101917665218400b300020001000201001c00000000000000030158990606ca0fd7000400000000211129111705447e",
 *   "7e0704201e01917665218400b400020002001c00000000000000030158990606ca0fd70004000000002111291117354c7e",
 * ];
 * const subPackages = new SubPackages();
 * const received = [];
 * for (const frame of splitFrames(Buffer.from(parts.join(""), "hex")).frames) {
 *   received.push(subPackages.add(parseFrame(frame))?.type ?? "a part");
 * }
 * received; // ["a part", "positions"]
 * ```
 */
export class SubPackages {
  readonly #options: SubPackagesOptions;
  readonly #maxBytes: number;
  readonly #maxMessages: number;
  /** In the order in which they began. */
  readonly #unfinished: Map<string, Unfinished> = new Map();
  #bytes = 0;

  /** @throws RangeError for a limit that is not a whole number above 0. */
  constructor(options: SubPackagesOptions = {}) {
    assertJt808Options(options);
    checkOptions(options, { maxBytes: aboveZero, maxMessages: aboveZero });
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? 65536;
    this.#maxMessages = options.maxMessages ?? 8;
  }

  /** Number of bytes that are held. */
  get buffered(): number {
    return this.#bytes;
  }

  /**
   * Takes the next message of the connection. Returns the assembled message if it was the last missing part:
   * with the header of the first part that arrived, an assembled `frame` without part numbers at the `offset` of this last
   * part, and the offset of each part in `jt808.assembled`. Otherwise returns `null`. Parts with a bad checksum or length
   * are ignored.
   */
  add(message: Message): Message | null {
    const part = message.jt808?.part;
    if (part === undefined || part.total < 2 || part.number < 1 || part.number > part.total)
      return null;
    if (message.type !== "unknown" || message.tail === undefined) return null;
    if (message.issues.some(({ code }) => IS_DAMAGE.has(code))) return null;
    const key = `${message.deviceId} ${message.command} ${part.total}`;
    const slot = part.number - 1;
    const known = this.#unfinished.get(key);
    const before = known?.parts[slot];
    if (before !== undefined) {
      if (isSame(before, message.tail)) return null;
      // Another message of this kind: the previous one was never completed.
      this.#drop(key);
    }
    const unfinished = this.#unfinished.get(key) ?? this.#begin(key, message, part.total);
    unfinished.parts[slot] = message.tail;
    unfinished.offsets[slot] = message.frame.offset;
    unfinished.bytes += message.tail.length;
    unfinished.missing--;
    this.#bytes += message.tail.length;
    if (unfinished.missing === 0) {
      this.#drop(key);
      return this.#join(unfinished, message.frame.offset);
    }
    for (const oldest of this.#unfinished.keys()) {
      if (this.#bytes <= this.#maxBytes && this.#unfinished.size <= this.#maxMessages) break;
      this.#drop(oldest);
    }
    return null;
  }

  #begin(key: string, { frame, jt808 }: Message, total: number): Unfinished {
    const { bytes: sent } = frame;
    const { bytes, from } = contentsOf(sent, sent[0] === FLAG ? 1 : 0, sent.length - 1);
    const length = jt808!.version === 2019 ? 17 : 12;
    const unfinished: Unfinished = {
      parts: [],
      offsets: [],
      header: copyBytes(bytes, from, from + length),
      bytes: 0,
      missing: total,
    };
    this.#unfinished.set(key, unfinished);
    return unfinished;
  }

  #drop(key: string): void {
    this.#bytes -= this.#unfinished.get(key)!.bytes;
    this.#unfinished.delete(key);
  }

  #join({ parts, offsets, header, bytes }: Unfinished, offset: number): Message {
    // Clears the bit for parts, and keeps the version bit; the length has only ten bits.
    const version = header.length === 17 ? 0x40 : 0;
    header[2] = (header[2]! & 0x9c) | version | ((bytes >> 8) & 3);
    header[3] = bytes & 0xff;
    const contents = [...header, ...parts.flatMap((part) => [...part!])];
    const sent = wrap(contents);
    const frame = new SplitFrame("escaped", sent, 0, sent.length, offset);
    const message = parseJt808(frame, this.#options, null);
    return { ...message, jt808: { ...message.jt808!, assembled: { offsets } } } as Message;
  }
}

const IS_DAMAGE: ReadonlySet<string> = /* @__PURE__ */ new Set(["bad-checksum", "length-differs"]);

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function aboveZero(name: string, value: unknown): void {
  if (!Number.isInteger(value) || (value as number) < 1) {
    refuse(name, "a whole number above 0", value);
  }
}
