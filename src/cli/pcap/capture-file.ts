/**
 * Files of captured packets, pcap and pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng), down to
 * the bytes of each packet.
 */
import { Failure } from "../failure.ts";

/** One packet as it was on the link. */
export interface Packet {
  /** LINKTYPE_ number of the interface. */
  readonly link: number;
  readonly bytes: Uint8Array;
}

/** What a capture holds. */
export interface PacketFile {
  readonly packets: readonly Packet[];
  /** The file ends in the middle of a packet, as when the capture was interrupted. */
  readonly isCut: boolean;
}

/** As big-endian number: the classic magic in both byte orders, with micro- and nanoseconds. */
const PCAP_MAGIC: ReadonlyMap<number, boolean> = new Map([
  [0xa1b2c3d4, false],
  [0xa1b23c4d, false],
  [0xd4c3b2a1, true],
  [0x4d3cb2a1, true],
]);

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

/** @throws Failure if it is no such file. */
export function readPacketFile(bytes: Uint8Array, name: string): PacketFile {
  if (!isPacketFile(bytes)) throw new Failure(`${name}: neither pcap nor pcapng`);
  const view = viewOf(bytes);
  const isLittle = PCAP_MAGIC.get(view.getUint32(0));
  return isLittle === undefined ? readPcapng(bytes, view, name) : readPcap(bytes, view, isLittle);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function readPcap(bytes: Uint8Array, view: DataView, isLittle: boolean): PacketFile {
  const packets: Packet[] = [];
  if (bytes.length < 24) return { packets, isCut: true };
  // The upper bits say how long the check sum of the frames is.
  const link = view.getUint32(20, isLittle) & 0xffff;
  let at = 24;
  while (at + 16 <= bytes.length) {
    const length = view.getUint32(at + 8, isLittle);
    at += 16;
    if (at + length > bytes.length) return { packets, isCut: true };
    packets.push({ link, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return { packets, isCut: at < bytes.length };
}

const Block = { Interface: 1, Packet: 2, Simple: 3, Enhanced: 6 } as const;

function readPcapng(bytes: Uint8Array, view: DataView, name: string): PacketFile {
  const packets: Packet[] = [];
  let isLittle = false;
  /** Of each interface of the section: its link type, and how many bytes of a packet it keeps. */
  let interfaces: { readonly link: number; readonly most: number }[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    if (view.getUint32(at) === SECTION) {
      isLittle = view.getUint32(at + 8, true) === BYTE_ORDER;
      interfaces = [];
    }
    const type = view.getUint32(at, isLittle);
    const length = view.getUint32(at + 4, isLittle);
    if (length < 12 || length % 4 !== 0) {
      throw new Failure(`${name}: damaged at byte ${at}: a block of ${length} bytes`);
    }
    const end = at + length;
    if (end > bytes.length) return { packets, isCut: true };
    const keep = (link: number | undefined, from: number, size: number): void => {
      if (link === undefined || from + size > end - 4) {
        throw new Failure(`${name}: damaged at byte ${at}: a packet that does not fit its block`);
      }
      packets.push({ link, bytes: bytes.subarray(from, from + size) });
    };
    if (type === Block.Interface && length >= 20) {
      const most = view.getUint32(at + 12, isLittle);
      interfaces.push({ link: view.getUint16(at + 8, isLittle), most });
    } else if (type === Block.Enhanced && length >= 32) {
      const of = interfaces[view.getUint32(at + 8, isLittle)];
      keep(of?.link, at + 28, view.getUint32(at + 20, isLittle));
    } else if (type === Block.Packet && length >= 32) {
      const of = interfaces[view.getUint16(at + 8, isLittle)];
      keep(of?.link, at + 28, view.getUint32(at + 20, isLittle));
    } else if (type === Block.Simple && length >= 16) {
      const of = interfaces[0];
      const most = of === undefined || of.most === 0 ? Number.MAX_SAFE_INTEGER : of.most;
      keep(of?.link, at + 12, Math.min(view.getUint32(at + 8, isLittle), most, length - 16));
    }
    at = end;
  }
  return { packets, isCut: at < bytes.length };
}
