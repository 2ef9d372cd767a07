/** Runs frames through tshark with the dissector, one per packet. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { luaSource } from "../../build/wireshark.ts";
import { wiresharkDissector } from "../../src/wireshark/index.ts";

export const hasTshark: boolean = spawnSync("tshark", ["--version"]).status === 0;

const PORT = 5013;

function ipv4(protocol: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt8(0x45, 0);
  head.writeUInt16BE(20 + payload.length, 2);
  head.writeUInt8(64, 8);
  head.writeUInt8(protocol, 9);
  head.writeUInt32BE(0xc6336401, 12);
  head.writeUInt32BE(0xc6336402, 16);
  return Buffer.concat([head, payload]);
}

function udp(payload: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(40_000, 0);
  head.writeUInt16BE(PORT, 2);
  head.writeUInt16BE(8 + payload.length, 4);
  return ipv4(17, Buffer.concat([head, payload]));
}

/** Segments of one connection, starting with the SYN. */
export function tcp(segments: readonly Uint8Array[], port = 40_001): Buffer[] {
  let sequence = 1000;
  const segment = (flags: number, payload: Uint8Array): Buffer => {
    const head = Buffer.alloc(20);
    head.writeUInt16BE(port, 0);
    head.writeUInt16BE(PORT, 2);
    head.writeUInt32BE(sequence, 4);
    head.writeUInt8(0x50, 12);
    head.writeUInt8(flags, 13);
    head.writeUInt16BE(65_535, 14);
    sequence += payload.length + (flags === 2 ? 1 : 0);
    return ipv4(6, Buffer.concat([head, payload]));
  };
  return [segment(2, new Uint8Array(0)), ...segments.map((payload) => segment(0x18, payload))];
}

export function datagrams(frames: readonly Uint8Array[]): Buffer[] {
  return frames.map(udp);
}

/** A capture file of IP packets. */
export function pcap(packets: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262_144, 16);
  head.writeUInt32LE(101, 20);
  return Buffer.concat([
    head,
    ...packets.flatMap((packet, i) => {
      const record = Buffer.alloc(16);
      record.writeUInt32LE(1_700_000_000 + i, 0);
      record.writeUInt32LE(packet.length, 8);
      record.writeUInt32LE(packet.length, 12);
      return [record, packet];
    }),
  ]);
}

/** The values of each field in a packet, by name without `sinotrack.`. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export interface Packet {
  /** One for each frame in it. */
  readonly frames: readonly Fields[];
  readonly isMalformed: boolean;
  readonly text: string;
}

export function dissected(packets: readonly Buffer[], ...more: readonly string[]): Packet[] {
  const pdml = tshark(packets, ["-T", "pdml", ...more]);
  return pdml.split("<packet>").slice(1).map(packetOf);
}

/** The output of tshark for the packets. */
export function tshark(
  packets: readonly Buffer[],
  argv: readonly string[],
  dissector: string = wiresharkDissector(),
): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, "sinotrack.lua"), dissector);
    writeFileSync(join(folder, "capture.pcap"), pcap(packets));
    return run(folder, argv);
  });
}

function inFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-tshark-"));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(folder: string, argv: readonly string[]): string {
  const files = ["-r", "capture.pcap", "-X", "lua_script:sinotrack.lua"];
  return execFileSync("tshark", [...files, ...argv], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...process.env, HOME: folder, TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Rows for the Lua of the dissector. */
export interface LuaBlock {
  readonly rows: readonly object[];
  readonly isBytes: boolean;
  readonly table?: string;
  readonly edition?: number;
}

export interface LuaRead {
  /** Name and value of each field, in order. */
  readonly given: readonly (readonly [name: string, value: unknown])[];
  readonly issues: number;
  /** The error that Lua threw. */
  readonly error?: string;
}

/**
 * Reads rows with the Lua of the dissector, without frames around them.
 *
 * @param own Names of values that no message has.
 */
export function luaReads(
  blocks: readonly LuaBlock[],
  cases: readonly { readonly block: number; readonly bytes: Uint8Array }[],
  own: readonly string[] = [],
): LuaRead[] {
  return inFolder((folder) => {
    const [input, output] = [join(folder, "cases"), join(folder, "reads")];
    const harness = readFileSync(new URL("harness.lua", import.meta.url), "utf8");
    const source = [
      wiresharkDissector(),
      `local CASES, OUT = ${JSON.stringify(input)}, ${JSON.stringify(output)}`,
      luaSource("OWN", own),
      luaSource("BLOCKS", blocks),
      harness,
    ];
    const lines = cases.map(
      ({ block, bytes }) => `${block + 1} ${Buffer.from(bytes).toString("hex")}\n`,
    );
    writeFileSync(join(folder, "sinotrack.lua"), source.join("\n"));
    writeFileSync(join(folder, "capture.pcap"), pcap(datagrams([new Uint8Array(1)])));
    writeFileSync(input, lines.join(""));
    run(folder, []);
    const read = readFileSync(output, "utf8").trimEnd().split("\n");
    return read.map((line) => ({ given: [], issues: 0, ...(JSON.parse(line) as object) }));
  });
}

function packetOf(text: string): Packet {
  const frames = text
    .split('<proto name="sinotrack"')
    .slice(1)
    .map((part) => fieldsOf(part.split("</proto>")[0] as string));
  return { frames, isMalformed: /name="_ws\.malformed"|Lua Error/.test(text), text };
}

function fieldsOf(text: string): Fields {
  const fields = new Map<string, string[]>();
  for (const [, name = "", show = ""] of text.matchAll(
    /<field name="sinotrack\.([^"]+)"[^>]*? show="([^"]*)"/g,
  )) {
    fields.set(name, [...(fields.get(name) ?? []), unescaped(show)]);
  }
  return fields;
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/&amp;/g, "&");
}
