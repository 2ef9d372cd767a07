/**
 * Files of captured packets, pcap and pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng), down to
 * the bytes of each packet. No more than one packet is held.
 */
import { concat } from "../../bytes.ts";

/** One packet as it was on the link. */
export interface Packet {
  /** LINKTYPE_ number of the interface. */
  readonly link: number;
  /** A view that is valid until the next packet. */
  readonly bytes: Uint8Array;
  /** Time of the capture; `null` if the file does not have it. */
  readonly time: Date | null;
}

/** As big-endian numbers: the classic magic in both byte orders, and the fractions of a millisecond that it means. */
const PCAP_MAGIC: ReadonlyMap<number, readonly [isLittle: boolean, fractions: number]> = new Map([
  [0xa1b2c3d4, [false, 1e3]],
  [0xa1b23c4d, [false, 1e6]],
  [0xd4c3b2a1, [true, 1e3]],
  [0x4d3cb2a1, [true, 1e6]],
]);

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
/** Number of bytes that show whether a file has captured packets. */
const SHORTEST_HEAD = 12;

/** Longer packets, which no link with IP has, and longer blocks are skipped. */
const LONGEST_RECORD: number = 1024 * 1024;
/** An interface is a network card; a file with more is hostile. */
const MOST_INTERFACES = 65_536;

/** Whether a file with this beginning has captured packets. Needs at least 12 bytes. */
export function isPacketFile(head: Uint8Array): boolean {
  if (head.length < SHORTEST_HEAD) return false;
  const view = viewOf(head);
  const first = view.getUint32(0);
  if (PCAP_MAGIC.has(first)) return true;
  return (
    first === SECTION &&
    (view.getUint32(8) === BYTE_ORDER || view.getUint32(8, true) === BYTE_ORDER)
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The records of a file format. */
interface Format {
  /** Length of the record at the beginning of `view`; more than the available bytes if it is not known yet. */
  length(view: DataView): number;
  /** Reads the whole record at the beginning of `bytes`; returns its fault, if it has one. */
  read(bytes: Uint8Array, view: DataView): string | null;
}

/** Passes the packets of a file to `take` as its bytes come. */
export class PacketFileReader {
  readonly #take: (packet: Packet) => void;
  #format: Format | null = null;
  /** The beginning of a record, and its offset in the file. */
  #held: Uint8Array = new Uint8Array(0);
  #offset = 0;
  /** Bytes of a skipped record. */
  #skip = 0;
  /** The file ends in the middle of a packet, as when the capture was interrupted. */
  isCut = false;
  /** The fault of the file, after the packets that were read. */
  fault: string | null = null;
  /** Number of skipped packets and blocks. */
  tooLong = 0;

  constructor(take: (packet: Packet) => void) {
    this.#take = take;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.fault === null) {
      if (this.#skip > 0) {
        const count = Math.min(this.#skip, chunk.length - at);
        this.#skip -= count;
        this.#offset += count;
        at += count;
      } else if (this.#held.length === 0) {
        const used = this.#record(chunk.subarray(at));
        if (used === 0) this.#held = chunk.slice(at);
        at = used === 0 ? chunk.length : at + used;
      } else {
        // Only as many bytes as the record needs: the rest is read in place.
        const wanted = this.#lengthOf(this.#held) - this.#held.length;
        const count = Math.min(wanted, chunk.length - at);
        this.#held = concat([this.#held, chunk.subarray(at, at + count)]);
        at += count;
        if (this.#record(this.#held) > 0) this.#held = this.#held.subarray(0, 0);
      }
    }
  }

  end(): void {
    if (this.fault !== null) return;
    if (this.#format === null && !this.#open(this.#held)) {
      this.fault = "neither pcap nor pcapng";
      return;
    }
    this.isCut = this.#held.length > 0 || this.#skip > 0;
  }

  #open(head: Uint8Array): boolean {
    if (!isPacketFile(head)) return false;
    const magic = PCAP_MAGIC.get(viewOf(head).getUint32(0));
    this.#format = magic === undefined ? new Pcapng(this.#take) : new Pcap(...magic, this.#take);
    return true;
  }

  #lengthOf(bytes: Uint8Array): number {
    return this.#format?.length(viewOf(bytes)) ?? SHORTEST_HEAD;
  }

  /** Number of bytes of the record at the beginning of `bytes`; 0 if some are missing. */
  #record(bytes: Uint8Array): number {
    if (this.#format === null) {
      if (bytes.length < SHORTEST_HEAD) return 0;
      if (!this.#open(bytes)) {
        this.fault = "neither pcap nor pcapng";
        return bytes.length;
      }
    }
    const format = this.#format as Format;
    const view = viewOf(bytes);
    const length = format.length(view);
    if (length > LONGEST_RECORD) {
      this.tooLong++;
      const used = Math.min(length, bytes.length);
      this.#skip = length - used;
      this.#offset += used;
      return used;
    }
    if (length > bytes.length) return 0;
    const fault = format.read(bytes, view);
    if (fault !== null) this.fault = `damaged at byte ${this.#offset}: ${fault}`;
    this.#offset += length;
    return length;
  }
}

/** Zero stands for an unknown time. */
function dateOf(milliseconds: number): Date | null {
  return milliseconds > 0 && milliseconds < 4.1e12 ? new Date(Math.floor(milliseconds)) : null;
}

class Pcap implements Format {
  readonly #isLittle: boolean;
  readonly #fractions: number;
  readonly #take: (packet: Packet) => void;
  /** Known from the head of the file. */
  #link: number | null = null;

  constructor(isLittle: boolean, fractions: number, take: (packet: Packet) => void) {
    this.#isLittle = isLittle;
    this.#fractions = fractions;
    this.#take = take;
  }

  length(view: DataView): number {
    if (this.#link === null) return 24;
    return view.byteLength < 16 ? 16 : 16 + view.getUint32(8, this.#isLittle);
  }

  read(bytes: Uint8Array, view: DataView): null {
    const isLittle = this.#isLittle;
    if (this.#link === null) {
      // The upper bits have the length of the frame checksum.
      this.#link = view.getUint32(20, isLittle) & 0xffff;
      return null;
    }
    const fraction = view.getUint32(4, isLittle) / this.#fractions;
    const time = dateOf(view.getUint32(0, isLittle) * 1000 + fraction);
    this.#take({ link: this.#link, bytes: bytes.subarray(16, this.length(view)), time });
    return null;
  }
}

const Block = { Interface: 1, Packet: 2, Simple: 3, Enhanced: 6 } as const;

/** Units of time per millisecond: microseconds by default, or by the option `if_tsresol` of an interface. */
const USUAL_RESOLUTION = 1e3;
const RESOLUTION = 9;

function resolutionOf(view: DataView, from: number, to: number, isLittle: boolean): number {
  let at = from;
  while (at + 4 <= to) {
    const code = view.getUint16(at, isLittle);
    const length = view.getUint16(at + 2, isLittle);
    if (code === RESOLUTION && length === 1 && at + 5 <= to) {
      const value = view.getUint8(at + 4);
      return (value & 0x80 ? 2 ** (value & 0x7f) : 10 ** value) / 1000;
    }
    if (code === 0) break;
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return USUAL_RESOLUTION;
}

interface Interface {
  readonly link: number;
  /** Number of bytes that it keeps of a packet; 0 for all. */
  readonly most: number;
  readonly resolution: number;
}

class Pcapng implements Format {
  readonly #take: (packet: Packet) => void;
  #isLittle = false;
  /** The interfaces of the section. */
  #interfaces: Interface[] = [];

  constructor(take: (packet: Packet) => void) {
    this.#take = take;
  }

  length(view: DataView): number {
    if (view.byteLength < 12) return 12;
    const length = view.getUint32(4, this.#orderOf(view));
    // Its faults are reported when it is read.
    return length < 12 || length % 4 !== 0 ? 12 : length;
  }

  read(bytes: Uint8Array, view: DataView): string | null {
    if (view.getUint32(0) === SECTION) {
      this.#isLittle = this.#orderOf(view);
      this.#interfaces = [];
    }
    const isLittle = this.#isLittle;
    const type = view.getUint32(0, isLittle);
    const length = view.getUint32(4, isLittle);
    if (length < 12 || length % 4 !== 0) return `a block of ${length} bytes`;
    if (type === Block.Interface && length >= 20) {
      if (this.#interfaces.length >= MOST_INTERFACES) return "too many interfaces";
      const most = view.getUint32(12, isLittle);
      const resolution = resolutionOf(view, 16, length - 4, isLittle);
      this.#interfaces.push({ link: view.getUint16(8, isLittle), most, resolution });
    }
    let isGood = true;
    if (type === Block.Enhanced && length >= 32) {
      isGood = this.#packet(bytes, view, length, view.getUint32(8, isLittle));
    } else if (type === Block.Packet && length >= 32) {
      isGood = this.#packet(bytes, view, length, view.getUint16(8, isLittle));
    } else if (type === Block.Simple && length >= 16) {
      const of = this.#interfaces[0];
      const most = of?.most || Number.MAX_SAFE_INTEGER;
      const size = Math.min(view.getUint32(8, isLittle), most, length - 16);
      isGood = this.#give(of, bytes, 12, size, null);
    }
    return isGood ? null : "a packet that does not fit its block";
  }

  /** The packet of a block with its interface and a time. */
  #packet(bytes: Uint8Array, view: DataView, length: number, number: number): boolean {
    const isLittle = this.#isLittle;
    const of = this.#interfaces[number];
    const size = view.getUint32(20, isLittle);
    if (of === undefined || 28 + size > length - 4) return false;
    const clock = view.getUint32(12, isLittle) * 2 ** 32 + view.getUint32(16, isLittle);
    return this.#give(of, bytes, 28, size, dateOf(clock / of.resolution));
  }

  #give(
    of: Interface | undefined,
    bytes: Uint8Array,
    from: number,
    size: number,
    time: Date | null,
  ): boolean {
    if (of === undefined) return false;
    this.#take({ link: of.link, bytes: bytes.subarray(from, from + size), time });
    return true;
  }

  /** A section carries its byte order. */
  #orderOf(view: DataView): boolean {
    return view.getUint32(0) === SECTION ? view.getUint32(8, true) === BYTE_ORDER : this.#isLittle;
  }
}
