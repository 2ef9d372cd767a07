/** Reads the IP payload of a packet. */
import type { Packet } from "./capture-file.ts";

export interface IpPacket {
  readonly source: string;
  readonly target: string;
  /** 6: TCP, 17: UDP. */
  readonly protocol: number;
  readonly payload: Uint8Array;
  readonly time: Date | null;
  /** Present if it is a part of a larger one. */
  readonly fragment?: {
    readonly id: number;
    readonly offset: number;
    readonly hasMore: boolean;
  };
}

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

/** `null` if it is not IP, or too short for its headers. */
export function ipPacketOf(packet: Packet): IpPacket | null {
  const payload = networkPayload(packet);
  if (payload === null || payload.length < 20) return null;
  const version = (payload[0] as number) >> 4;
  const { time } = packet;
  return version === 4 ? readIpv4(payload, time) : version === 6 ? readIpv6(payload, time) : null;
}

/** LINKTYPE_ numbers (tcpdump.org/linktypes.html). */
function networkPayload({ link, bytes }: Packet): Uint8Array | null {
  switch (link) {
    case 0: // BSD loopback: an address family in the byte order of the machine
    case 108:
      return bytes.subarray(4);
    case 1:
      return behindEthertype(bytes, 12);
    case 12: // raw IP, by three numbers
    case 14:
    case 101:
    case 228:
    case 229:
      return bytes;
    case 113: // Linux cooked
      return behindEthertype(bytes, 14);
    case 276: {
      const type = u16(bytes, 0);
      return type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6 ? bytes.subarray(20) : null;
    }
    default:
      return null;
  }
}

function behindEthertype(bytes: Uint8Array, at: number): Uint8Array | null {
  let offset = at;
  while (VLAN_TAGS.has(u16(bytes, offset))) offset += 4;
  const type = u16(bytes, offset);
  return type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6 ? bytes.subarray(offset + 2) : null;
}

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x10000 + u16(bytes, at + 2);
}

function readIpv4(bytes: Uint8Array, time: Date | null): IpPacket | null {
  const headerLength = ((bytes[0] as number) & 15) * 4;
  // 0: the network card cuts the packet later, so the length was not known yet.
  const total = u16(bytes, 2) || bytes.length;
  if (headerLength < 20 || total < headerLength) return null;
  const flags = u16(bytes, 6);
  const offset = (flags & 0x1fff) * 8;
  const hasMore = (flags & 0x2000) !== 0;
  return {
    source: address4(bytes, 12),
    target: address4(bytes, 16),
    protocol: bytes[9] as number,
    // Bytes after the total length are padding of the link.
    payload: bytes.subarray(headerLength, total),
    time,
    ...(offset > 0 || hasMore ? { fragment: { id: u16(bytes, 4), offset, hasMore } } : {}),
  };
}

const FRAGMENT_HEADER = 44;
/** Hop-by-hop, routing, destination options. */
const OPTION_HEADERS: ReadonlySet<number> = new Set([0, 43, 60]);

function readIpv6(bytes: Uint8Array, time: Date | null): IpPacket | null {
  if (bytes.length < 40) return null;
  const length = u16(bytes, 4);
  const end = length === 0 ? bytes.length : 40 + length;
  let next = bytes[6] as number;
  let at = 40;
  let fragment: IpPacket["fragment"];
  while (OPTION_HEADERS.has(next) || next === FRAGMENT_HEADER) {
    if (at + 8 > bytes.length) return null;
    if (next === FRAGMENT_HEADER) {
      const field = u16(bytes, at + 2);
      fragment = { id: u32(bytes, at + 4), offset: field & 0xfff8, hasMore: (field & 1) === 1 };
      next = bytes[at] as number;
      at += 8;
      break;
    }
    next = bytes[at] as number;
    at += ((bytes[at + 1] as number) + 1) * 8;
  }
  return {
    source: address6(bytes, 8),
    target: address6(bytes, 24),
    protocol: next,
    payload: bytes.subarray(at, end),
    time,
    ...(fragment?.offset || fragment?.hasMore ? { fragment } : {}),
  };
}

function address4(bytes: Uint8Array, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

function address6(bytes: Uint8Array, at: number): string {
  return Array.from({ length: 8 }, (_, i) => u16(bytes, at + i * 2).toString(16)).join(":");
}

/** Limit of packets that wait for a part; beyond it, the oldest one is given up. */
const MOST_WAITING = 256;
/** The longest IP packet. */
const LONGEST_PACKET = 65_535;
/** Parts begin at multiples of it. */
const BLOCK = 8;

interface Waiting {
  whole: Uint8Array;
  /** Which blocks are there, and how many. */
  readonly has: Uint8Array;
  known: number;
  /** The length of the whole packet, once its last part is there. */
  end: number;
}

/** Reassembles the fragments of IP packets. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();
  #givenUp = 0;

  /** Number of packets that were never complete. */
  get missing(): number {
    return this.#waiting.size + this.#givenUp;
  }

  /** The whole packet, or `null` while parts are missing. */
  add(packet: IpPacket): IpPacket | null {
    if (packet.fragment === undefined) return packet;
    const { source, target, protocol, fragment, payload, time } = packet;
    const { id, offset, hasMore } = fragment;
    const end = offset + payload.length;
    if (end > LONGEST_PACKET) return null;
    const key = `${source} ${target} ${protocol} ${id}`;
    const waiting = this.#waiting.get(key) ?? this.#open(key);
    if (!hasMore) waiting.end = end;
    copyBlocks(waiting, packet.payload, offset, hasMore);
    if (waiting.known < Math.ceil(waiting.end / BLOCK)) return null;
    this.#waiting.delete(key);
    return { source, target, protocol, payload: waiting.whole.subarray(0, waiting.end), time };
  }

  #open(key: string): Waiting {
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size >= MOST_WAITING && oldest !== undefined) {
      this.#waiting.delete(oldest);
      this.#givenUp++;
    }
    const whole = new Uint8Array(2048);
    const has = new Uint8Array((LONGEST_PACKET + 1) / BLOCK);
    const waiting = { whole, has, known: 0, end: Number.POSITIVE_INFINITY };
    this.#waiting.set(key, waiting);
    return waiting;
  }
}

/** If parts differ, the first one counts. */
function copyBlocks(waiting: Waiting, payload: Uint8Array, offset: number, hasMore: boolean): void {
  const end = offset + payload.length;
  if (end > waiting.whole.length) {
    const next = new Uint8Array(Math.min(LONGEST_PACKET, 2 * end));
    next.set(waiting.whole);
    waiting.whole = next;
  }
  const blocks = hasMore ? Math.floor(end / BLOCK) : Math.ceil(end / BLOCK);
  for (let block = offset / BLOCK; block < blocks; block++) {
    if (waiting.has[block] === 1) continue;
    waiting.has[block] = 1;
    waiting.known++;
    const from = block * BLOCK - offset;
    waiting.whole.set(payload.subarray(from, from + BLOCK), block * BLOCK);
  }
}
