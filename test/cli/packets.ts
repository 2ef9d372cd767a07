/** Writes packet captures for tests to read back. */
import { concat } from "../../src/bytes.ts";
import type { Direction, InputOptions } from "../../src/text/index.ts";
import { InputFinder } from "../../src/text/input-reader.ts";

export type Bytes = readonly number[];

const u16 = (n: number): Bytes => [(n >> 8) & 255, n & 255];
const u32 = (n: number): Bytes => [...u16((n >>> 16) & 0xffff), ...u16(n & 0xffff)];

export interface Socket {
  readonly address: string;
  readonly port: number;
}

export const DEVICE: Socket = { address: "10.0.0.7", port: 49152 };
export const SERVER: Socket = { address: "192.0.2.1", port: 5013 };
export const DEVICE6: Socket = { address: "fd00::7", port: 49152 };
export const SERVER6: Socket = { address: "fd00::1", port: 5013 };

const FLAGS = { syn: 2, synAck: 18, ack: 16, fin: 17 } as const;

export function tcp(
  from: Socket,
  to: Socket,
  sequence: number,
  data: Bytes,
  flag: keyof typeof FLAGS = "ack",
): Bytes {
  const header = [...u16(from.port), ...u16(to.port), ...u32(sequence), ...u32(1)];
  return ip(from, to, 6, [...header, 0x50, FLAGS[flag], ...u16(1000), ...u32(0), ...data]);
}

export function udp(from: Socket, to: Socket, data: Bytes): Bytes {
  return ip(from, to, 17, udpBytes(from, to, data));
}

export function udpBytes(from: Socket, to: Socket, data: Bytes): Bytes {
  return [...u16(from.port), ...u16(to.port), ...u16(8 + data.length), 0, 0, ...data];
}

export interface Fragment {
  readonly id: number;
  readonly offset: number;
  readonly hasMore: boolean;
}

export function ip(
  from: Socket,
  to: Socket,
  protocol: number,
  payload: Bytes,
  fragment?: Fragment,
): Bytes {
  const { id = 0, offset = 0, hasMore = false } = fragment ?? {};
  if (from.address.includes(":")) {
    const extra =
      fragment === undefined ? [] : [protocol, 0, ...u16(offset | (hasMore ? 1 : 0)), ...u32(id)];
    const next = fragment === undefined ? protocol : 44;
    const head = [0x60, 0, 0, 0, ...u16(extra.length + payload.length), next, 64];
    return [...head, ...ipv6(from.address), ...ipv6(to.address), ...extra, ...payload];
  }
  const flags = (offset / 8) | (hasMore ? 0x2000 : 0);
  const head = [
    0x45,
    0,
    ...u16(20 + payload.length),
    ...u16(id),
    ...u16(flags),
    64,
    protocol,
    0,
    0,
  ];
  return [...head, ...ipv4(from.address), ...ipv4(to.address), ...payload];
}

function ipv4(address: string): Bytes {
  return address.split(".").map(Number);
}

/** Only addresses of the form fd00::N. */
function ipv6(address: string): Bytes {
  const [head, last] = address.split("::") as [string, string];
  return [
    ...u16(Number.parseInt(head, 16)),
    ...new Array(12).fill(0),
    ...u16(Number.parseInt(last, 16)),
  ];
}

/** The header of each link type before IP. */
export const LINKS = {
  ethernet: {
    type: 1,
    head: (is6: boolean): Bytes => [...new Array(12).fill(2), ...ethertype(is6)],
  },
  vlan: {
    type: 1,
    head: (is6: boolean): Bytes => [...new Array(12).fill(2), 0x81, 0, 0, 5, ...ethertype(is6)],
  },
  twoVlans: {
    type: 1,
    head: (is6: boolean): Bytes => [
      ...new Array(12).fill(2),
      ...[0x88, 0xa8, 0, 5, 0x81, 0, 0, 6],
      ...ethertype(is6),
    ],
  },
  raw: { type: 101, head: (): Bytes => [] },
  loopback: { type: 0, head: (is6: boolean): Bytes => [is6 ? 30 : 2, 0, 0, 0] },
  openBsdLoopback: { type: 108, head: (is6: boolean): Bytes => [0, 0, 0, is6 ? 24 : 2] },
  cooked: {
    type: 113,
    head: (is6: boolean): Bytes => [...new Array(14).fill(0), ...ethertype(is6)],
  },
  cooked2: {
    type: 276,
    head: (is6: boolean): Bytes => [...ethertype(is6), ...new Array(18).fill(0)],
  },
} as const;

function ethertype(is6: boolean): Bytes {
  return is6 ? [0x86, 0xdd] : [0x08, 0x00];
}

export interface FileOptions {
  readonly link?: keyof typeof LINKS;
  readonly isLittle?: boolean;
  readonly isNano?: boolean;
  /** Bytes after each packet, as Ethernet pads short ones. */
  readonly padding?: number;
}

function onLink(packets: readonly Bytes[], options: FileOptions): Bytes[] {
  const link = LINKS[options.link ?? "raw"];
  const padding = new Array(options.padding ?? 0).fill(0);
  return packets.map((packet) => [...link.head(packet[0]! >> 4 === 6), ...packet, ...padding]);
}

export function pcap(packets: readonly Bytes[], options: FileOptions = {}): Uint8Array {
  const order = orderOf(options);
  const magic = options.isNano ? 0xa1b23c4d : 0xa1b2c3d4;
  const head = [...order(magic), ...order(0x00040002), ...order(0), ...order(0), ...order(65_535)];
  const bytes = [...head, ...order(LINKS[options.link ?? "raw"].type)];
  for (const packet of onLink(packets, options)) {
    bytes.push(
      ...order(1),
      ...order(2),
      ...order(packet.length),
      ...order(packet.length),
      ...packet,
    );
  }
  return new Uint8Array(bytes);
}

function orderOf({ isLittle = true }: FileOptions): (n: number) => Bytes {
  return (n) => (isLittle ? [...u32(n)].reverse() : u32(n));
}

/** Enhanced, simple and obsolete packet blocks in turn, and a block of unknown type. */
export function pcapng(packets: readonly Bytes[], options: FileOptions = {}): Uint8Array {
  const order = orderOf(options);
  const half = (n: number): Bytes => (options.isLittle === false ? u16(n) : [...u16(n)].reverse());
  const block = (type: number, body: Bytes): Bytes => {
    const padded = [...body, ...new Array((4 - (body.length % 4)) % 4).fill(0)];
    const length = order(12 + padded.length);
    return [...order(type), ...length, ...padded, ...length];
  };
  const section = block(0x0a0d0d0a, [
    ...order(0x1a2b3c4d),
    ...half(1),
    ...half(0),
    ...order(-1),
    ...order(-1),
  ]);
  const link = LINKS[options.link ?? "raw"].type;
  const face = block(1, [...half(link), ...half(0), ...order(65_535)]);
  const bytes = [...section, ...face, ...block(0x0bad, [1, 2, 3])];
  for (const [i, packet] of onLink(packets, options).entries()) {
    const size = order(packet.length);
    const times = [...order(0), ...order(0)];
    if (i % 3 === 0) bytes.push(...block(6, [...order(0), ...times, ...size, ...size, ...packet]));
    else if (i % 3 === 1) bytes.push(...block(3, [...size, ...packet]));
    else bytes.push(...block(2, [...half(0), ...half(0), ...times, ...size, ...size, ...packet]));
  }
  return new Uint8Array(bytes);
}

/** A file of many packets; pcap() is for few. */
export function pcapOf(packets: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.from("a1b2c3d4000200040000000000000000000fffff00000065", "hex");
  return Buffer.concat([
    head,
    ...packets.flatMap((packet) => {
      const record = Buffer.alloc(16);
      record.writeUInt32BE(1_700_000_000);
      record.writeUInt32BE(packet.length, 8);
      record.writeUInt32BE(packet.length, 12);
      return [record, packet];
    }),
  ]);
}

/** Address number n of 16 million. */
export const host = (n: number): Socket => ({
  address: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
  port: 1024 + (n % 60_000),
});

/** Bytes that one side sent over a connection without a gap, or in one datagram. */
export interface Capture {
  readonly from: string | null;
  readonly direction: Direction | null;
  readonly bytes: Uint8Array;
}

export interface Captures {
  readonly captures: readonly Capture[];
  readonly notes: readonly string[];
  readonly fault: string | null;
}

/** The captures in a file of packets, read in chunks of some size. */
export function capturesOf(
  file: Uint8Array,
  options: InputOptions = {},
  size: number = file.length,
): Captures {
  const streams = new Map<
    string,
    { from: string; direction: Direction | null; parts: Uint8Array[] }
  >();
  const all: { from: string | null; direction: Direction | null; parts: Uint8Array[] }[] = [];
  const finder = new InputFinder({ ...options, form: "pcap" }, (found) => {
    const { session: from, direction, bytes } = found;
    if (from === null) {
      all.push({ from, direction, parts: [bytes] });
      return;
    }
    const key = `${direction} ${from}`;
    const known = streams.get(key);
    if (known === undefined) {
      const stream = { from, direction, parts: [bytes] };
      streams.set(key, stream);
      all.push(stream);
    } else known.parts.push(bytes);
  });
  for (let at = 0; at < file.length; at += size) finder.push(file.subarray(at, at + size));
  finder.end();
  const texts = (code: string): string[] =>
    finder.problems.list.filter((one) => one.code === code).map(({ text }) => text);
  return {
    captures: all.map(({ parts, ...one }) => ({ ...one, bytes: concat(parts) })),
    notes: texts("packets"),
    fault: texts("damaged")[0] ?? null,
  };
}
