/**
 * Files of captured packets, pcap and pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng), down to
 * the bytes of each packet.
 */
/** One packet as it was on the link. */
export interface Packet {
  /** LINKTYPE_ number of the interface. */
  readonly link: number;
  readonly bytes: Uint8Array;
  /** When it was captured; `null` where the file does not say. */
  readonly time: Date | null;
}

/** What was found besides the packets. */
export interface PacketFile {
  /** The file ends in the middle of a packet, as when the capture was interrupted. */
  readonly isCut: boolean;
  /** What is wrong with it, behind the packets. */
  readonly fault: string | null;
}

/** As big-endian number: the classic magic in both byte orders, with micro- and nanoseconds. */
const PCAP_MAGIC: ReadonlyMap<number, boolean> = new Map([
  [0xa1b2c3d4, false],
  [0xa1b23c4d, false],
  [0xd4c3b2a1, true],
  [0x4d3cb2a1, true],
]);

const NANO_MAGIC: ReadonlySet<number> = new Set([0xa1b23c4d, 0x4d3cb2a1]);

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;

/** Whether a file that begins so is one of captured packets. At least 12 bytes are needed to tell. */
export function isPacketFile(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const view = viewOf(head);
  const first = view.getUint32(0);
  if (PCAP_MAGIC.has(first)) return true;
  return (
    first === SECTION &&
    (view.getUint32(8) === BYTE_ORDER || view.getUint32(8, true) === BYTE_ORDER)
  );
}

/** Gives the packets to `take`, one after the other: of small ones a list would be many times the file. */
export function readPacketFile(bytes: Uint8Array, take: (packet: Packet) => void): PacketFile {
  if (!isPacketFile(bytes)) return { isCut: false, fault: "neither pcap nor pcapng" };
  const view = viewOf(bytes);
  const isLittle = PCAP_MAGIC.get(view.getUint32(0));
  return isLittle === undefined
    ? readPcapng(bytes, view, take)
    : readPcap(bytes, view, isLittle, take);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function readPcap(
  bytes: Uint8Array,
  view: DataView,
  isLittle: boolean,
  take: (packet: Packet) => void,
): PacketFile {
  if (bytes.length < 24) return { isCut: true, fault: null };
  const fractions = NANO_MAGIC.has(view.getUint32(0)) ? 1e6 : 1e3;
  // The upper bits say how long the check sum of the frames is.
  const link = view.getUint32(20, isLittle) & 0xffff;
  let at = 24;
  while (at + 16 <= bytes.length) {
    const length = view.getUint32(at + 8, isLittle);
    const fraction = view.getUint32(at + 4, isLittle) / fractions;
    const time = dateOf(view.getUint32(at, isLittle) * 1000 + fraction);
    at += 16;
    if (at + length > bytes.length) return { isCut: true, fault: null };
    take({ link, bytes: bytes.subarray(at, at + length), time });
    at += length;
  }
  return { isCut: at < bytes.length, fault: null };
}

/** Zero stands for a time that nobody knew. */
function dateOf(milliseconds: number): Date | null {
  return milliseconds > 0 && milliseconds < 4.1e12 ? new Date(Math.floor(milliseconds)) : null;
}

const Block = { Interface: 1, Packet: 2, Simple: 3, Enhanced: 6 } as const;

/** Units of time a millisecond: of microseconds, or as the option `if_tsresol` of an interface says. */
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

function readPcapng(bytes: Uint8Array, view: DataView, take: (packet: Packet) => void): PacketFile {
  let isLittle = false;
  /** Of each interface of the section: its link type, how many bytes of a packet it keeps, and its clock. */
  let interfaces: { readonly link: number; readonly most: number; readonly resolution: number }[] =
    [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    if (view.getUint32(at) === SECTION) {
      isLittle = view.getUint32(at + 8, true) === BYTE_ORDER;
      interfaces = [];
    }
    const type = view.getUint32(at, isLittle);
    const length = view.getUint32(at + 4, isLittle);
    if (length < 12 || length % 4 !== 0) {
      return { isCut: false, fault: `damaged at byte ${at}: a block of ${length} bytes` };
    }
    const end = at + length;
    if (end > bytes.length) return { isCut: true, fault: null };
    let isGood = true;
    const keep = (
      of: (typeof interfaces)[number] | undefined,
      from: number,
      size: number,
      clock?: number,
    ): void => {
      isGood = of !== undefined && from + size <= end - 4;
      if (of === undefined || !isGood) return;
      const time =
        clock === undefined
          ? null
          : dateOf(
              (view.getUint32(clock, isLittle) * 2 ** 32 + view.getUint32(clock + 4, isLittle)) /
                of.resolution,
            );
      take({ link: of.link, bytes: bytes.subarray(from, from + size), time });
    };
    if (type === Block.Interface && length >= 20) {
      const most = view.getUint32(at + 12, isLittle);
      const resolution = resolutionOf(view, at + 16, end - 4, isLittle);
      interfaces.push({ link: view.getUint16(at + 8, isLittle), most, resolution });
    } else if (type === Block.Enhanced && length >= 32) {
      const of = interfaces[view.getUint32(at + 8, isLittle)];
      keep(of, at + 28, view.getUint32(at + 20, isLittle), at + 12);
    } else if (type === Block.Packet && length >= 32) {
      const of = interfaces[view.getUint16(at + 8, isLittle)];
      keep(of, at + 28, view.getUint32(at + 20, isLittle), at + 12);
    } else if (type === Block.Simple && length >= 16) {
      const of = interfaces[0];
      const most = of === undefined || of.most === 0 ? Number.MAX_SAFE_INTEGER : of.most;
      keep(of, at + 12, Math.min(view.getUint32(at + 8, isLittle), most, length - 16));
    }
    if (!isGood) {
      const fault = `damaged at byte ${at}: a packet that does not fit its block`;
      return { isCut: false, fault };
    }
    at = end;
  }
  return { isCut: at < bytes.length, fault: null };
}
