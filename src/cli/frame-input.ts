/** Frames from an input of any form, each stream split on its own. Pure: the playground uses it as well. */
import type { SplitOptions } from "../frame/scan.ts";
import { FrameSplitter } from "../frame/splitter.ts";
import type { Frame } from "../model/frame.ts";
import { Places, Streams } from "../text/align.ts";
import type { InputForm } from "../text/form.ts";
import { InputFinder, type InputOptions } from "../text/input-reader.ts";
import type { Direction, Found, Problems } from "../text/piece.ts";
import type { Origin, OriginDraft } from "./printer.ts";
import { Tally } from "./tally.ts";

/** The side whose frames are wanted. With `both`, each message has its sender. */
export type Wanted = Direction | "both";

export interface FrameInputOptions extends InputOptions {
  readonly splitting?: SplitOptions;
  /** Whether lines without a connection are one stream instead of separate captures. */
  readonly join?: boolean;
  /** `up` by default: data of the server is only counted. */
  readonly direction?: Wanted;
}

/** Takes the captures and frames, in order. */
export interface FrameSink {
  /** A capture that is complete in itself. Its lines are counted from that of the origin. */
  capture(bytes: Uint8Array, origin: Origin): void;
  /** A frame of a stream. Streams have numbers, counted from 1 as they begin. */
  frame(stream: number, frame: Frame, origin: Origin): void;
  /** The stream has ended. */
  close(stream: number): void;
}

interface Stream {
  readonly number: number;
  readonly splitter: FrameSplitter;
  readonly places: Places;
}

export class FrameInput {
  readonly tally: Tally = new Tally();
  readonly #finder: InputFinder;
  readonly #options: FrameInputOptions;
  readonly #sink: FrameSink;
  readonly #streams: Streams<Stream>;
  #count = 0;

  constructor(options: FrameInputOptions, sink: FrameSink) {
    const { splitting, join: _, direction: __, ...reading } = options;
    this.#options = options;
    this.#sink = sink;
    this.#streams = new Streams<Stream>(
      () => ({
        number: ++this.#count,
        splitter: new FrameSplitter(splitting),
        places: new Places(),
      }),
      (stream) => {
        this.#give(stream, stream.splitter.flush());
        sink.close(stream.number);
      },
    );
    this.#finder = new InputFinder(reading, (found) => this.#take(found));
  }

  get form(): InputForm {
    return this.#finder.form;
  }

  get problems(): Problems {
    return this.#finder.problems;
  }

  /** Whether bytes may wait for more. */
  get holds(): boolean {
    if (this.#finder.holds) return true;
    for (const { splitter } of this.#streams.all()) if (splitter.buffered > 0) return true;
    return false;
  }

  push(chunk: Uint8Array): void {
    this.tally.read(chunk);
    this.#finder.push(chunk);
  }

  /** Call it after a silence: it releases complete frames. */
  settle(): void {
    this.#finder.settle();
    for (const stream of this.#streams.all()) this.#give(stream, stream.splitter.settle());
  }

  end(): void {
    this.#finder.end();
    this.#streams.endAll();
  }

  /** One line for people if the input could not be read; otherwise `null`. */
  complaint(): string | null {
    return this.tally.complaint(this.#finder, "--direction both shows it");
  }

  #take(found: Found): void {
    const { direction = "up", join = false } = this.#options;
    const side = found.direction ?? "up";
    if (direction !== "both" && side !== direction && found.direction !== null) {
      this.tally.leftOut++;
      return;
    }
    this.tally.capture(found.bytes);
    const { flow, session } = found;
    if (flow === "whole" && !join) {
      this.#pause();
      this.#sink.capture(found.bytes, this.#originOf(found, found.line));
      return;
    }
    const key = session === null ? "" : `${side} ${session}`;
    if (key !== "") this.#pause();
    const stream = this.#streams.of(key);
    stream.places.add(found);
    this.#give(stream, stream.splitter.push(found.bytes));
    // The next read of the connection came later: it does not affect this one.
    if (flow === "read") this.#give(stream, stream.splitter.settle());
    stream.places.keep(stream.splitter.buffered);
  }

  /** A capture from elsewhere follows held bytes of the stream without a name, so these are released first. */
  #pause(): void {
    const stream = this.#streams.get("");
    if (stream !== undefined && stream.splitter.buffered > 0) {
      this.#give(stream, stream.splitter.flush());
    }
  }

  #give({ number, places }: Stream, frames: readonly Frame[]): void {
    for (const frame of frames) {
      const found = places.of(frame.offset);
      const origin = found === null ? {} : this.#originOf(found, places.line);
      this.#sink.frame(number, frame, origin);
    }
  }

  #originOf(found: Found, line: number): Origin {
    const { direction = "up", join = false } = this.#options;
    const name = this.#finder.formName;
    const origin: OriginDraft = {};
    // Raw bytes have no lines.
    if (name !== "raw" && name !== "pcap" && !join) origin.line = line;
    if (found.session !== null) origin.session = found.session;
    if (found.time !== null) origin.receivedAt = found.time;
    if (direction === "both" && found.direction !== null) origin.direction = found.direction;
    return origin;
  }
}
