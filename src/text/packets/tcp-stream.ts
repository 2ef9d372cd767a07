/** The new bytes of one segment. */
export interface StreamPart {
  readonly bytes: Uint8Array;
  readonly time: Date | null;
}

/**
 * Takes the bytes of a stream in order. Bytes of one run follow each other without a gap.
 *
 * @param run 0 for the first run; after a gap another one begins.
 */
export type TakePart = (run: number, part: StreamPart) => void;

interface Segment extends StreamPart {
  readonly from: number;
}

/** Bytes that are missing, after those of a run. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly run: number;
}

/** Bytes that wait for missing ones before these are given up: the usual window of a receiver. */
const MOST_HELD_BYTES = 65_536;
const MOST_HELD_SEGMENTS = 256;
/** Segments that are sorted before the first one is released, if the opening of the connection was not captured. */
const FIRST_SEGMENTS = 8;
/** Late bytes are still released if they belong into one of this many latest gaps. */
const MOST_GAPS = 8;

/**
 * One direction of a TCP connection, from its segments as they were captured: late, twice, overlapping,
 * or not at all. If bytes were sent twice the first ones count, as for the receiver.
 */
export class TcpStream {
  readonly #take: TakePart;
  /** Segments that wait for missing bytes, by position, then by arrival. */
  #held: Segment[] = [];
  /** Number of bytes that wait for others. */
  heldBytes = 0;
  /** The position of the next byte, and the sequence number there. Positions do not wrap. */
  #at = 0;
  #sequence: number | null = null;
  /** Sequence number of the first byte, if the opening was captured. */
  #opened: number | null = null;
  #isStarted = false;
  #run = 0;
  #runs = 1;
  #gaps: Gap[] = [];
  /** Number of gaps. */
  gapCount = 0;
  /** Whether it has had no bytes so far. */
  isEmpty = true;

  constructor(take: TakePart) {
    this.#take = take;
  }

  /** The segment that opens the connection. */
  open(sequence: number): void {
    if (this.#sequence !== null) return;
    this.#opened = (sequence + 1) >>> 0;
    this.#sequence = this.#opened;
    this.#isStarted = true;
  }

  /** Whether `open` with this number would repeat the current opening. */
  isOpenedBy(sequence: number): boolean {
    return this.#opened === (sequence + 1) >>> 0;
  }

  /** @param bytes Kept as they are. */
  add(sequence: number, bytes: Uint8Array, time: Date | null): void {
    if (bytes.length === 0) return;
    this.isEmpty = false;
    this.#sequence ??= sequence;
    // The difference as signed 32 bits: numbers wrap, and earlier bytes may come later.
    const from = this.#at + ((sequence - this.#sequence) | 0);
    const segment = { from, bytes, time };
    if (this.#isStarted && from <= this.#at) {
      if (from < this.#at) this.#fill(segment);
      this.#next(segment);
      this.#release();
      return;
    }
    this.#hold(segment);
    if (!this.#isStarted) {
      if (this.#held.length >= FIRST_SEGMENTS) this.#start();
    } else if (this.heldBytes > MOST_HELD_BYTES || this.#held.length > MOST_HELD_SEGMENTS) {
      this.#skip();
    }
  }

  /** Ends the stream and releases held bytes. */
  end(): void {
    if (!this.#isStarted) this.#start();
    while (this.#held.length > 0) this.#skip();
  }

  #hold(segment: Segment): void {
    let at = this.#held.length;
    while (at > 0 && this.#held[at - 1]!.from > segment.from) at--;
    this.#held.splice(at, 0, segment);
    this.heldBytes += segment.bytes.length;
  }

  /** The earliest segment is the first one. */
  #start(): void {
    const [first] = this.#held;
    if (first === undefined) return;
    this.#isStarted = true;
    this.#moveTo(first.from);
    this.#gaps.push({ from: Number.NEGATIVE_INFINITY, to: first.from, run: 0 });
    this.#release();
  }

  /** Gives up the missing bytes. */
  #skip(): void {
    const [first] = this.#held;
    if (first === undefined) return;
    this.gapCount++;
    this.#addGap({ from: this.#at, to: first.from, run: this.#run });
    this.#run = this.#runs++;
    this.#moveTo(first.from);
    this.#release();
  }

  /** Releases the bytes that follow without a gap. */
  #release(): void {
    let count = 0;
    for (const segment of this.#held) {
      if (segment.from > this.#at) break;
      this.heldBytes -= segment.bytes.length;
      this.#next(segment);
      count++;
    }
    if (count > 0) this.#held.splice(0, count);
  }

  #next({ from, bytes, time }: Segment): void {
    const end = from + bytes.length;
    if (end <= this.#at) return;
    this.#take(this.#run, { bytes: bytes.subarray(this.#at - from), time });
    this.#moveTo(end);
  }

  #moveTo(position: number): void {
    this.#sequence = ((this.#sequence ?? 0) + (position - this.#at)) >>> 0;
    this.#at = position;
  }

  #addGap(gap: Gap): void {
    if (gap.from >= gap.to) return;
    this.#gaps.push(gap);
    if (this.#gaps.length > MOST_GAPS) this.#gaps.shift();
  }

  /** Releases bytes that arrive after they were given up. */
  #fill({ from, bytes, time }: Segment): void {
    const to = from + bytes.length;
    const gap = this.#gaps.find((one) => from < one.to && to > one.from);
    if (gap === undefined) return;
    const start = Math.max(from, gap.from);
    const end = Math.min(to, gap.to);
    // A single byte before the beginning is a keep-alive probe.
    if (gap.from === Number.NEGATIVE_INFINITY && end - start === 1) return;
    this.#gaps = this.#gaps.filter((one) => one !== gap);
    const run = start === gap.from ? gap.run : this.#runs++;
    this.#addGap({ from: gap.from, to: start, run: gap.run });
    this.#addGap({ from: end, to: gap.to, run });
    this.#take(run, { bytes: bytes.subarray(start - from, end - from), time });
  }
}
