/**
 * Finds captured bytes in logs, dumps, pastes and files. It holds no more than a line or a frame, and captured packets
 * that wait for others.
 */
import { checkOptions, oneOf, whole } from "../argument.ts";
import { concat, isBytes } from "../bytes.ts";
import { Aligner } from "./align.ts";
import { FormFinder, INPUT_FORMS, type InputForm, type InputFormName } from "./form.ts";
import { isPacketFile } from "./packets/capture-file.ts";
import { packetStage } from "./packets/stage.ts";
import { type CapturedPiece, type Found, type InputProblem, Problems, type Take } from "./piece.ts";
import { TextReader } from "./text-reader.ts";
import { isGzip, isZip, type Stage, Unpacker } from "./unpack.ts";
import { bytesOfText, Utf16Decoder, utf16Of } from "./utf16.ts";

/** Options for reading an input. */
export interface InputOptions {
  /** The form of the input, if you know it; gzip, zip and UTF-16 around it are still removed. By default it is recognised by the content. */
  readonly form?: InputFormName;
  /** Limit of the unpacked bytes of a gzip or zip file; 1 to 2^40, 1 GiB by default. The rest is left out, with a problem. */
  readonly maxOutputBytes?: number;
  /** Time zone of log times without one, in minutes east of UTC; -840 to 840, 0 by default. */
  readonly utcOffsetMinutes?: number;
  /** In captured packets: the port of the server, 1 to 65535. By default the device is recognised by the content. */
  readonly port?: number;
}

const MAX_OUTPUT_BYTES: number = 1024 ** 3;
/** Number of bytes that show how an input is packed, and whether it has packets. */
const HEAD_LENGTH = 16;
/** Inputs that are packed more often than this are not unpacked. */
const MOST_BOXES = 3;

/**
 * Finds the captured pieces in an input that arrives in chunks.
 *
 * Pieces come out in the order of the input; pieces of captured packets come out as soon as their bytes are complete and
 * show which side is the device. The pieces of one session and direction are one stream; a piece without a session is
 * complete in itself.
 *
 * @example
 * ```ts
 * import { InputReader } from "sinotrack-protocol/text";
 *
 * const hex = Buffer.from("*HQ,353271799434922,XT#").toString("hex");
 * const reader = new InputReader();
 * const pieces = [...reader.push(hex.slice(0, 20)), ...reader.push(`${hex.slice(20)}\n`), ...reader.end()];
 * new TextDecoder().decode(pieces[0].bytes); // "*HQ,353271799434922,XT#"
 * reader.form.name; // "hex"
 * ```
 */
export class InputReader {
  readonly #finder: InputFinder;
  readonly #aligner: Aligner;
  readonly #found: CapturedPiece[] = [];

  /** @throws RangeError that names an option, and TypeError if one is of another type. */
  constructor(options: InputOptions = {}) {
    this.#aligner = new Aligner(({ flow: _, ...piece }) => this.#found.push(piece));
    this.#finder = new InputFinder(options, (found) => this.#aligner.add(found));
  }

  /** The recognised form of the input so far, with the reasons. */
  get form(): InputForm {
    return this.#finder.form;
  }

  /** Problems with their lines; at most a hundred. */
  get problems(): readonly InputProblem[] {
    return [...this.#finder.problems.list];
  }

  /**
   * Takes the next bytes or text of the input, and returns the pieces that they complete. The chunk is copied.
   *
   * @throws TypeError if `chunk` is neither bytes nor a string. Never for its contents.
   */
  push(chunk: Uint8Array | string): CapturedPiece[] {
    this.#finder.push(chunk);
    return this.#found.splice(0);
  }

  /** Ends the input, and returns the pieces that were held. */
  end(): CapturedPiece[] {
    this.#finder.end();
    this.#aligner.end();
    return this.#found.splice(0);
  }
}

/**
 * Finds the captured pieces of a whole input.
 *
 * @throws RangeError that names an option, and TypeError if `input` is neither bytes nor a string. Never for its contents.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { readInput } from "sinotrack-protocol/text";
 *
 * const log = "2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] *HQ,353271799434922,XT#";
 * const [piece] = readInput(log);
 * piece.time; // 2026-08-31T13:27:47.000Z
 * piece.session; // "Tf5d9a4e1"
 * decode(piece.bytes)[0].command; // "XT"
 * ```
 */
export function readInput(input: Uint8Array | string, options?: InputOptions): CapturedPiece[] {
  const reader = new InputReader(options);
  return [...reader.push(input), ...reader.end()];
}

/** Finds pieces and passes them on at once: those of a stream are cut anywhere. */
export class InputFinder {
  readonly problems: Problems = new Problems();
  readonly #form: FormFinder = new FormFinder();
  readonly #options: InputOptions;
  readonly #take: Take;
  #stage: Stage | null;
  #isEnded = false;
  /** Whether `settle` may return pieces. */
  holds = false;

  constructor(options: InputOptions, take: (found: Found) => void) {
    checkOptions(options, {
      form: oneOf(...Object.keys(INPUT_FORMS)),
      maxOutputBytes: (name, value) => whole(name, value, 1, 2 ** 40),
      utcOffsetMinutes: (name, value) => whole(name, value, -840, 840),
      port: (name, value) => whole(name, value, 1, 65_535),
    });
    if (options.form !== undefined) this.#form.found(options.form, 1, "the option form");
    this.#options = options;
    this.#take = take;
    this.#stage = new Opener(0, (head, next) => this.#open(head, next));
  }

  get form(): InputForm {
    return this.#form.form;
  }

  get formName(): InputFormName | null {
    return this.#form.name;
  }

  /** The first lines without a capture, and how many there are. */
  get leftOut(): { readonly text: string; readonly lines: number } {
    return this.#form.leftOut;
  }

  push(chunk: Uint8Array | string): void {
    if (typeof chunk !== "string" && !isBytes(chunk)) {
      throw new TypeError("chunk must be a Uint8Array or a string");
    }
    if (this.#isEnded) throw new RangeError("chunk must come before end()");
    this.holds = true;
    this.#stage?.push(typeof chunk === "string" ? bytesOfText(chunk) : chunk);
  }

  /** Call it after a silence: it releases held whole lines. */
  settle(): void {
    this.holds = false;
    this.#stage?.settle?.();
  }

  end(): void {
    this.#isEnded = true;
    this.#stage?.end();
    this.#stage = null;
  }

  /** The stage that reads an input with these first bytes. */
  #open(head: Uint8Array, boxes: number): { readonly stage: Stage; readonly skip: number } {
    const { form: only = null, maxOutputBytes = MAX_OUTPUT_BYTES } = this.#options;
    const isBox = boxes < MOST_BOXES;
    const inner = new Opener(boxes + 1, (bytes, depth) => this.#open(bytes, depth));
    for (const [name, is] of [
      ["gzip", isGzip],
      ["zip", isZip],
    ] as const) {
      if (!isBox || !is(head)) continue;
      this.#form.box(`the first bytes of ${name}`);
      return { stage: new Unpacker(name, maxOutputBytes, inner, this.problems), skip: 0 };
    }
    const isPackets = only === null && isPacketFile(head);
    if (only === "pcap" || isPackets) {
      this.#form.found("pcap", 1, "the first bytes of pcap or pcapng");
      return { stage: packetStage(this.#options.port, this.#take, this.problems), skip: 0 };
    }
    const utf16 = only === "raw" ? null : utf16Of(head);
    if (isBox && utf16 !== null) {
      this.#form.box("two bytes for each character: UTF-16");
      return { stage: new Utf16Decoder(utf16, inner), skip: utf16.mark };
    }
    const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
    const text = new TextReader({
      take: this.#take,
      problems: this.problems,
      form: this.#form,
      only,
      utcOffsetMinutes: this.#options.utcOffsetMinutes ?? 0,
    });
    return { stage: text, skip: isMarked && only !== "raw" ? 3 : 0 };
  }
}

type Open = (head: Uint8Array, boxes: number) => { readonly stage: Stage; readonly skip: number };

/** Holds the first bytes until they show what the input is. */
class Opener implements Stage {
  readonly #boxes: number;
  readonly #open: Open;
  #head: Uint8Array = new Uint8Array(0);
  #stage: Stage | null = null;

  constructor(boxes: number, open: Open) {
    this.#boxes = boxes;
    this.#open = open;
  }

  push(chunk: Uint8Array): void {
    if (this.#stage !== null) {
      this.#stage.push(chunk);
      return;
    }
    this.#head = concat([this.#head, chunk]);
    if (this.#head.length >= HEAD_LENGTH || isClear(this.#head)) this.#decide();
  }

  end(): void {
    if (this.#stage === null) this.#decide();
    this.#stage?.end();
  }

  settle(): void {
    this.#stage?.settle?.();
  }

  #decide(): void {
    const { stage, skip } = this.#open(this.#head, this.#boxes);
    this.#stage = stage;
    if (this.#head.length > skip) stage.push(this.#head.subarray(skip));
    this.#head = this.#head.subarray(0, 0);
  }
}

/** `*` and a letter begin no file of another kind: a live stream must not wait. */
function isClear(head: Uint8Array): boolean {
  const second = head[1];
  return head[0] === 0x2a && second !== undefined && second !== 0;
}
