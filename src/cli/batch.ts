/**
 * Frames on their way to another thread, and lines on their way back. Copying an object for each frame would cost more than
 * reading it, so the bytes are joined, and the rest are numbers.
 */
import { concat } from "../bytes.ts";
import type { Message } from "../index.ts";
import type { Frame, FrameFormat } from "../model/frame.ts";
import { MessageReader } from "../session/reader.ts";
import { decodeCapture } from "./decode-capture.ts";
import { decodeOptionsOf, type ReadingOptions } from "./decode-options.ts";
import type { FrameSink } from "./frame-input.ts";
import { LineBuffer } from "./line-buffer.ts";
import { ndjsonPrinter } from "./ndjson.ts";
import type { Origin, OriginDraft, Printer } from "./printer.ts";
import { Tally, type TallyCounts } from "./tally.ts";

/** Options for reading and printing, as given: functions cannot be sent to another thread. */
export interface BatchOptions {
  readonly reading: ReadingOptions;
  readonly noFrame: boolean;
}

export interface Batch {
  /** The bytes of all frames, joined. */
  readonly bytes: Uint8Array;
  /** `FIELDS` numbers for each frame. */
  readonly numbers: Float64Array;
  readonly sessions: readonly string[];
  readonly file: string | null;
  /** Streams from this number on begin in the batch. */
  readonly firstNew: number;
  /** Streams that end in the batch. */
  readonly closed: readonly number[];
}

export interface BatchResult {
  /** `null` if a message depends on earlier batches: then the batch must be read after them. */
  readonly lines: Uint8Array | null;
  /** The last device id of each stream that has one. */
  readonly devices: readonly (readonly [stream: number, deviceId: string])[];
  readonly tally: TallyCounts;
}

/** A frame: its format, length, offset, stream, line, session, time, direction. */
const FIELDS = 8;
const FORMATS: readonly FrameFormat[] = [
  "ascii",
  "binary",
  "mileage",
  "picture",
  "escaped",
  "noise",
];
/** In place of a format: a capture that is complete in itself. */
const CAPTURE = -1;
const DIRECTIONS = [undefined, "up", "down"] as const;
/** Stands for an unknown line, session or time, which are never negative. */
const NONE = -1;

/** Size of a batch, in bytes or frames, from which sending it is worth while. */
const MOST_BYTES: number = 128 * 1024;
const MOST_FRAMES = 2048;
/** The lines of a batch have fewer than this many times its bytes. */
const LINES_TO_BYTES = 10;

export class BatchWriter implements FrameSink {
  readonly #file: string | null;
  #parts: Uint8Array[] = [];
  #size = 0;
  #numbers: number[] = [];
  #sessions = new Map<string, number>();
  #closed: number[] = [];
  #firstNew = 1;
  #next = 1;

  constructor(file: string | null) {
    this.#file = file;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0 && this.#closed.length === 0;
  }

  get isFull(): boolean {
    return this.#size >= MOST_BYTES || this.#parts.length >= MOST_FRAMES;
  }

  capture(bytes: Uint8Array, origin: Origin): void {
    this.#add(CAPTURE, bytes, 0, 0, origin);
  }

  frame(stream: number, { format, bytes, offset }: Frame, origin: Origin): void {
    this.#next = Math.max(this.#next, stream + 1);
    this.#add(FORMATS.indexOf(format), bytes, offset, stream, origin);
  }

  close(stream: number): void {
    this.#closed.push(stream);
  }

  /** Returns the batch and begins the next one. */
  take(): Batch {
    const batch: Batch = {
      bytes: concat(this.#parts),
      numbers: new Float64Array(this.#numbers),
      sessions: [...this.#sessions.keys()],
      file: this.#file,
      firstNew: this.#firstNew,
      closed: this.#closed,
    };
    this.#parts = [];
    this.#size = 0;
    this.#numbers = [];
    this.#sessions = new Map();
    this.#closed = [];
    this.#firstNew = this.#next;
    return batch;
  }

  #add(format: number, bytes: Uint8Array, offset: number, stream: number, origin: Origin): void {
    const { line = NONE, session, receivedAt, direction } = origin;
    this.#parts.push(bytes);
    this.#size += bytes.length;
    this.#numbers.push(format, bytes.length, offset, stream, line);
    this.#numbers.push(session === undefined ? NONE : this.#session(session));
    this.#numbers.push(receivedAt?.getTime() ?? Number.NaN, DIRECTIONS.indexOf(direction));
  }

  #session(name: string): number {
    const index = this.#sessions.get(name) ?? this.#sessions.size;
    this.#sessions.set(name, index);
    return index;
  }
}

/** Passes the contents of a batch to a sink, in order; stops when the sink has enough. */
function each(
  { bytes, numbers, sessions, file }: Batch,
  take: (one: Frame | Uint8Array, stream: number, origin: Origin) => boolean,
): boolean {
  let from = 0;
  for (let at = 0; at < numbers.length; at += FIELDS) {
    const format = numbers[at]!;
    const to = from + numbers[at + 1]!;
    const line = numbers[at + 4]!;
    const session = numbers[at + 5]!;
    const time = numbers[at + 6]!;
    const direction = DIRECTIONS[numbers[at + 7]!];
    const origin: OriginDraft = {};
    if (file !== null) origin.file = file;
    if (line !== NONE) origin.line = line;
    if (session !== NONE) origin.session = sessions[session]!;
    if (!Number.isNaN(time)) origin.receivedAt = new Date(time);
    if (direction !== undefined) origin.direction = direction;
    const part = bytes.subarray(from, to);
    const one =
      format === CAPTURE
        ? part
        : { format: FORMATS[format]!, bytes: part, offset: numbers[at + 2]! };
    if (!take(one, numbers[at + 3]!, origin)) return false;
    from = to;
  }
  return true;
}

/** Reads batches and prints their messages. */
export class BatchReader {
  readonly #options: BatchOptions;
  readonly #printer: Printer;
  /** Readers of streams that continue from batch to batch, as far as this reader needs them. */
  readonly #readers = new Map<number, MessageReader>();

  constructor(options: BatchOptions) {
    this.#options = options;
    this.#printer = ndjsonPrinter({ noFrame: options.noFrame });
  }

  /** Reads a batch without those before it, if none of its messages depends on them. */
  read(batch: Batch): BatchResult {
    return this.#read(batch, new Map(), batch.firstNew);
  }

  /** Reads a batch after all others. */
  readInOrder(batch: Batch): BatchResult {
    const result = this.#read(batch, this.#readers, 0);
    this.#close(batch);
    return result;
  }

  /** Continues after a batch that another reader has read. */
  follow(batch: Batch, { devices }: BatchResult): void {
    for (const [stream, deviceId] of devices)
      this.#reader(this.#readers, stream).deviceId = deviceId;
    this.#close(batch);
  }

  #close({ closed }: Batch): void {
    for (const stream of closed) this.#readers.delete(stream);
  }

  #reader(readers: Map<number, MessageReader>, stream: number): MessageReader {
    let reader = readers.get(stream);
    if (reader === undefined) {
      reader = new MessageReader(decodeOptionsOf(this.#options.reading));
      readers.set(stream, reader);
    }
    return reader;
  }

  /** @param firstNew Earlier parts of streams before this number may be unknown. */
  #read(batch: Batch, readers: Map<number, MessageReader>, firstNew: number): BatchResult {
    const reading = decodeOptionsOf(this.#options.reading);
    const lines = new LineBuffer(LINES_TO_BYTES * batch.bytes.length);
    const tally = new Tally();
    const take = (message: Message, origin: Origin): void => {
      tally.add(message);
      this.#printer.write?.(message, origin, lines);
    };
    const isInOrder = readers === this.#readers;
    const isRead = each(batch, (one, stream, origin) => {
      if (one instanceof Uint8Array) {
        decodeCapture(one, reading, origin, take);
        return true;
      }
      const reader = this.#reader(readers, stream);
      const needsDevice = one.format === "mileage" && reader.deviceId === null;
      if (needsDevice && stream < firstNew) return false;
      for (const message of reader.parse([one])) {
        // Parts of a long message may be in several batches.
        if (!isInOrder && message.jt808?.part !== undefined) return false;
        take(message, origin);
      }
      return true;
    });
    const devices: [number, string][] = [];
    for (const [stream, { deviceId }] of isInOrder ? [] : readers) {
      if (deviceId !== null) devices.push([stream, deviceId]);
    }
    return { lines: isRead ? lines.take() : null, devices, tally: tally.counts };
  }
}
