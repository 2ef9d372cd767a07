/** pcap and pcapng as an input like any other: each connection and each datagram is a capture. */
import { Failure } from "../failure.ts";
import type { Piece, PieceReader } from "../pieces.ts";
import { type CaptureOptions, deviceCaptures } from "./conversations.ts";

export interface PacketReaderOptions extends CaptureOptions {
  /** Names the input in messages. */
  readonly name: string;
  /** Takes what people should know about the capture. */
  readonly note?: (line: string) => void;
}

/** A connection can only be put together when all its packets are there, so the file is held. */
const MOST_BYTES = 512 * 1024 * 1024;

export class PacketReader implements PieceReader {
  readonly #options: PacketReaderOptions;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(options: PacketReaderOptions) {
    this.#options = options;
  }

  // biome-ignore lint/correctness/useYield: nothing is known before the end.
  *push(chunk: Uint8Array): Generator<Piece> {
    this.#length += chunk.length;
    if (this.#length > MOST_BYTES) {
      throw new Failure(`${this.#options.name}: more than ${MOST_BYTES >> 20} MiB of packets`);
    }
    // A copy: the chunk belongs to the caller.
    this.#chunks.push(chunk.slice());
  }

  *end(): Generator<Piece> {
    const { name, note } = this.#options;
    const { captures, notes } = deviceCaptures(Buffer.concat(this.#chunks), name, this.#options);
    for (const line of notes) note?.(line);
    for (const { bytes } of captures) yield { bytes, ends: true };
  }
}
