import type { DecodeOptions } from "../decode.ts";
import { checkSplitOptions } from "../frame/scan.ts";
import { splitFrames } from "../frame/split.ts";
import { FrameSplitter } from "../frame/splitter.ts";
import { SubPackages } from "../jt808/sub-packages.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import { assertParseOptions, type ParseOptions, parseFrame } from "../parse.ts";

/** Without `deviceId`, which only `X` records need. */
const PARSING = [
  "statusTable",
  "jt808UtcOffsetMinutes",
  "jt808Profiles",
  "decodeText",
  "protocol",
] as const satisfies readonly (keyof ParseOptions)[];

/**
 * The reading half of a session, for readers that never answer: it splits, parses, remembers the device for frames without
 * an id (`X` records), and assembles the parts of long JT/T 808 messages.
 */
export class MessageReader {
  /** The device that spoke last. */
  deviceId: string | null;
  readonly #options: DecodeOptions;
  /** The options for the parser; without any it is faster. */
  readonly #parsing: ParseOptions | undefined;
  // Made when they are needed: many a peer sends nothing, or datagrams alone.
  #splitter: FrameSplitter | undefined;
  #parts: SubPackages | undefined;

  /** @throws RangeError that names the option. */
  constructor(options: DecodeOptions = {}) {
    assertParseOptions(options);
    checkSplitOptions(options);
    this.#options = options;
    this.#parsing = PARSING.some((name) => options[name] !== undefined) ? options : undefined;
    this.deviceId = options.deviceId ?? null;
  }

  /** Bytes that wait for more. */
  get buffered(): number {
    return this.#splitter?.buffered ?? 0;
  }

  push(chunk: Uint8Array): Message[] {
    this.#splitter ??= new FrameSplitter(this.#options);
    return this.parse(this.#splitter.push(chunk));
  }

  settle(): Message[] {
    return this.#splitter === undefined ? [] : this.parse(this.#splitter.settle());
  }

  flush(): Message[] {
    return this.#splitter === undefined ? [] : this.parse(this.#splitter.flush());
  }

  /** A datagram, which is always complete. */
  datagram(bytes: Uint8Array): Message[] {
    return this.parse(splitFrames(bytes, { ...this.#options, end: true }).frames);
  }

  /** Parses frames that were split elsewhere. */
  parse(frames: readonly Frame[]): Message[] {
    const messages: Message[] = [];
    for (const frame of frames) {
      const message = parseFrame(frame, this.#optionsFor(frame));
      if (message.deviceId !== null) this.deviceId = message.deviceId;
      messages.push(message);
      if (message.jt808?.part === undefined) continue;
      this.#parts ??= new SubPackages(this.#options);
      const whole = this.#parts.add(message);
      if (whole !== null) messages.push(whole);
    }
    return messages;
  }

  #optionsFor({ format }: Frame): ParseOptions | undefined {
    const { deviceId } = this;
    return format === "mileage" && deviceId !== null
      ? { ...this.#parsing, deviceId }
      : this.#parsing;
  }
}
