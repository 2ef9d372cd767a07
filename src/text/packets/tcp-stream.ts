/** What one segment brought. */
export interface StreamPart {
  readonly bytes: Uint8Array;
  readonly time: Date | null;
}

/**
 * One direction of a TCP connection, from its segments as they were captured: late, twice, overlapping,
 * or not at all. Of bytes that were sent twice the first ones count, as they did for the receiver.
 */
export class TcpStream {
  readonly #segments: { readonly from: number; readonly part: StreamPart }[] = [];
  /** Sequence number of the first byte; positions are counted from it, so that they do not wrap. */
  #first: number | null = null;
  #isStartKnown = false;

  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  /** The segment that opens the connection. */
  open(sequence: number): void {
    this.#first ??= (sequence + 1) >>> 0;
    this.#isStartKnown = true;
  }

  /** Whether `open` with this number would be the opening at hand, sent again. */
  isOpenedBy(sequence: number): boolean {
    return this.#isStartKnown && this.#first === (sequence + 1) >>> 0;
  }

  add(sequence: number, bytes: Uint8Array, time: Date | null): void {
    if (bytes.length === 0) return;
    this.#first ??= sequence;
    // The difference as signed 32 bits: numbers wrap, and what was sent first may come later.
    this.#segments.push({ from: (sequence - this.#first) | 0, part: { bytes, time } });
  }

  /** The bytes in order, in one run; more runs where bytes are missing between them. */
  runs(): StreamPart[][] {
    const inOrder = this.#segments
      .map((segment, arrival) => ({ ...segment, arrival }))
      .sort((a, b) => a.from - b.from || a.arrival - b.arrival);
    const runs: StreamPart[][] = [];
    // Before the opening there is nothing: such a byte is a probe of a connection that sleeps.
    let at = this.#isStartKnown ? 0 : Number.NEGATIVE_INFINITY;
    for (const { from, part } of inOrder) {
      const { bytes, time } = part;
      const end = from + bytes.length;
      if (end <= at) continue;
      const isGap = from > at && !(at === Number.NEGATIVE_INFINITY);
      if (runs.length === 0 || isGap) runs.push([]);
      runs.at(-1)?.push({ bytes: bytes.subarray(Math.max(0, at - from)), time });
      at = end;
    }
    return runs;
  }
}
