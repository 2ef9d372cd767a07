/** From the bytes of a packet to what IP carries in it. */
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

/** `null` if it is no IP, or too short for what its headers say. */
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
  // 0: the network card was to cut the packet, so the length was not known yet.
  const total = u16(bytes, 2) || bytes.length;
  if (headerLength < 20 || total < headerLength) return null;
  const flags = u16(bytes, 6);
  const offset = (flags & 0x1fff) * 8;
  const hasMore = (flags & 0x2000) !== 0;
  return {
    source: bytes.subarray(12, 16).join("."),
    target: bytes.subarray(16, 20).join("."),
    protocol: bytes[9] as number,
    // What is behind the total length is padding of the link.
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
  const isPart = fragment !== undefined && (fragment.offset > 0 || fragment.hasMore);
  return {
    source: address6(bytes, 8),
    target: address6(bytes, 24),
    protocol: next,
    payload: bytes.subarray(at, end),
    time,
    ...(isPart && fragment !== undefined ? { fragment } : {}),
  };
}

function address6(bytes: Uint8Array, at: number): string {
  return Array.from({ length: 8 }, (_, i) => u16(bytes, at + i * 2).toString(16)).join(":");
}

/** Puts the fragments of IP packets together. */
export class Fragments {
  readonly #parts = new Map<string, IpPacket[]>();

  /** How many packets still wait for a part. */
  get waiting(): number {
    return this.#parts.size;
  }

  /** The packet as a whole, or `null` while parts are missing. */
  add(packet: IpPacket): IpPacket | null {
    if (packet.fragment === undefined) return packet;
    const { source, target, protocol, fragment } = packet;
    const key = `${source} ${target} ${protocol} ${fragment.id}`;
    const parts = [...(this.#parts.get(key) ?? []), packet];
    this.#parts.set(key, parts);
    const payload = joined(parts);
    if (payload === null) return null;
    this.#parts.delete(key);
    return { source, target, protocol, payload, time: packet.time };
  }
}

function joined(parts: readonly IpPacket[]): Uint8Array | null {
  const last = parts.find(({ fragment }) => fragment?.hasMore === false);
  if (last === undefined) return null;
  const whole = new Uint8Array((last.fragment?.offset ?? 0) + last.payload.length);
  let known = 0;
  const inOrder = [...parts].sort((a, b) => (a.fragment?.offset ?? 0) - (b.fragment?.offset ?? 0));
  for (const { fragment, payload } of inOrder) {
    const offset = fragment?.offset ?? 0;
    if (offset > known) return null;
    const part = payload.subarray(0, Math.max(0, whole.length - offset));
    whole.set(part, offset);
    known = Math.max(known, offset + part.length);
  }
  return known >= whole.length ? whole : null;
}
