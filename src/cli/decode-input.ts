/** Messages from an input of any form, each with where it comes from. Pure: the playground uses it as well. */
import { type DecodeOptions, decode, type Message } from "../index.ts";
import { MessageReader } from "../session/reader.ts";
import { Places, Streams } from "../text/align.ts";
import type { InputForm } from "../text/form.ts";
import { InputFinder, type InputOptions } from "../text/input-reader.ts";
import type { Direction, Found, InputProblem } from "../text/piece.ts";
import type { Origin } from "./printer.ts";
import { Tally } from "./tally.ts";

/** Whose frames are wanted. `both` says of each message who sent it. */
export type Wanted = Direction | "both";

export interface DecodeInputOptions extends InputOptions {
  readonly reading?: DecodeOptions;
  /** Lines that name no connection are one stream, not captures of their own. */
  readonly join?: boolean;
  /** `up` by default: what the server sent is only counted. */
  readonly direction?: Wanted;
}

/** Gets each message with where it comes from. */
export type Sink = (message: Message, origin: Origin) => void;

interface Stream {
  readonly decoder: MessageReader;
  readonly places: Places;
}

export class InputDecoder {
  readonly #finder: InputFinder;
  readonly #options: DecodeInputOptions;
  readonly #sink: Sink;
  readonly #streams: Streams<Stream>;
  readonly #tally = new Tally();

  constructor(options: DecodeInputOptions, sink: Sink) {
    const { form, maxOutputBytes, utcOffsetMinutes, port } = options;
    this.#options = options;
    this.#sink = sink;
    this.#streams = new Streams<Stream>(
      () => ({ decoder: new MessageReader(options.reading), places: new Places() }),
      (stream) => this.#give(stream, stream.decoder.flush()),
    );
    this.#finder = new InputFinder(
      {
        ...(form === undefined ? {} : { form }),
        ...(maxOutputBytes === undefined ? {} : { maxOutputBytes }),
        ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
        ...(port === undefined ? {} : { port }),
      },
      (found) => this.#take(found),
    );
  }

  get form(): InputForm {
    return this.#finder.form;
  }

  get problems(): readonly InputProblem[] {
    return this.#finder.problems.list;
  }

  get problemCount(): number {
    return this.#finder.problems.count;
  }

  /** How many captures were left out because the other side sent them. */
  get leftOut(): number {
    return this.#tally.leftOut;
  }

  /** Whether something may wait for what follows. */
  get holds(): boolean {
    if (this.#finder.holds) return true;
    for (const { decoder } of this.#streams.all()) if (decoder.buffered > 0) return true;
    return false;
  }

  push(chunk: Uint8Array): void {
    this.#tally.read(chunk);
    this.#finder.push(chunk);
  }

  /** After a silence: what is complete comes out. */
  settle(): void {
    this.#finder.settle();
    for (const stream of this.#streams.all()) this.#give(stream, stream.decoder.settle());
  }

  end(): void {
    this.#finder.end();
    this.#streams.endAll();
  }

  /** One line for people if the input is none that was understood; `null` if all is well. */
  complaint(): string | null {
    return this.#tally.complaint(this.#finder, "--direction both shows it");
  }

  #take(found: Found): void {
    const { direction = "up", join = false, reading } = this.#options;
    const side = found.direction ?? "up";
    if (direction !== "both" && side !== direction && found.direction !== null) {
      this.#tally.leaveOut();
      return;
    }
    this.#tally.capture(found.bytes);
    const { flow, session } = found;
    if (flow === "whole" && !join) {
      this.#pause();
      const places = new Places();
      places.add(found);
      this.#print(decode(found.bytes, reading), places);
      return;
    }
    const key = session === null ? "" : `${side} ${session}`;
    if (key !== "") this.#pause();
    const stream = this.#streams.of(key);
    stream.places.add(found);
    this.#give(stream, stream.decoder.push(found.bytes));
    // The next read of the connection came later: what it brings does not change what this one says.
    if (flow === "read") this.#give(stream, stream.decoder.settle());
    stream.places.keep(stream.decoder.buffered);
  }

  /** A capture elsewhere follows what is held of the stream without a name: so it comes out first. */
  #pause(): void {
    const stream = this.#streams.get("");
    if (stream !== undefined && stream.decoder.buffered > 0) {
      this.#give(stream, stream.decoder.flush());
    }
  }

  #give({ places }: Stream, messages: readonly Message[]): void {
    this.#print(messages, places);
  }

  #print(messages: readonly Message[], places: Places): void {
    const { direction = "up", join = false } = this.#options;
    const name = this.form.name;
    for (const message of messages) {
      this.#tally.add(message);
      const found = places.of(message.frame.offset);
      // Bytes as such have no lines.
      const hasLine = found !== null && name !== "raw" && name !== "pcap" && !join;
      this.#sink(message, {
        ...(hasLine ? { line: found.line } : {}),
        ...(found?.session == null ? {} : { session: found.session }),
        ...(found?.time == null ? {} : { receivedAt: found.time }),
        ...(direction === "both" && found?.direction != null ? { direction: found.direction } : {}),
      });
    }
  }
}
