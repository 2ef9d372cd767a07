/** Finds the bytes of a difference in a capture. */
import { type Explanation, explain, type Message } from "../index.ts";
import type { Difference } from "../vectors/compare.ts";

/** Some bytes of the input. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
  /** As text in a text frame, otherwise as hexadecimal digits. */
  readonly raw: string;
}

/** Finds for each difference the bytes of the new value. */
export class Evidence {
  readonly #bytes: Uint8Array;
  readonly #messages: readonly Message[];
  #explained: readonly Explanation[] | undefined;

  constructor(bytes: Uint8Array, messages: readonly Message[]) {
    this.#bytes = bytes;
    this.#messages = messages;
  }

  /** Empty if no bytes give such a value, for example for a lost property. */
  bytesOf(difference: Difference): ByteRange[] {
    const { kind, message: index, path, received } = difference;
    const message = this.#messages[index];
    if (kind === "threw" || kind === "lost-message" || message === undefined) return [];
    if (path === "") return this.#wholeFrame(message);
    const [property = ""] = path.split(/[.[]/, 1);
    if (property === "issues") return this.#issues(message, difference);
    const entries = this.#entriesOf(message).filter(({ name }) => name === property);
    const element = /^\w+\[(\d+)\]/.exec(path);
    const one = element === null ? undefined : entries[Number(element[1])];
    if (one !== undefined) return [range(one)];
    if (entries.length > 0) return entries.map(range);
    // Values without bytes of their own: the type, or a property of the whole frame.
    return received === undefined ? [] : this.#wholeFrame(message);
  }

  #issues(message: Message, { expected }: Difference): ByteRange[] {
    const known = new Set((Array.isArray(expected) ? expected : []).map((pair) => String(pair)));
    return message.issues
      .filter(({ code, field }) => !known.has(`${code},${field}`))
      .map(({ offset, length, received }) => ({
        offset: message.frame.offset + offset,
        length,
        raw: received,
      }));
  }

  #wholeFrame({ frame }: Message): ByteRange[] {
    const { offset, bytes, format } = frame;
    const encoding = format === "ascii" ? "latin1" : "hex";
    return [{ offset, length: bytes.length, raw: Buffer.from(bytes).toString(encoding) }];
  }

  #entriesOf({ frame }: Message): Explanation[] {
    this.#explained ??= explain(this.#bytes);
    const end = frame.offset + frame.bytes.length;
    return this.#explained.filter(({ offset }) => offset >= frame.offset && offset < end);
  }
}

function range({ offset, length, raw }: Explanation): ByteRange {
  return { offset, length, raw };
}
