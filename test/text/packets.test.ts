import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { type InputOptions, InputReader, readInput } from "../../src/text/index.ts";
import { HEARTBEAT, sinotrack, V1 } from "../cli/harness.ts";
import {
  type Bytes,
  capturesOf,
  DEVICE,
  DEVICE6,
  host,
  ip,
  LINKS,
  pcap,
  pcapng,
  pcapOf,
  SERVER,
  SERVER6,
  tcp,
  udp,
  udpBytes,
} from "../cli/packets.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const bytes = (text: string): Bytes => [...Buffer.from(text, "latin1")];
const sent = (file: Uint8Array, options: InputOptions = {}): Uint8Array[] =>
  capturesOf(file, options)
    .captures.filter(({ direction }) => direction === "up")
    .map((capture) => capture.bytes);
const text = (file: Uint8Array, options: InputOptions = {}): string[] =>
  sent(file, options).map((capture) => Buffer.from(capture).toString("latin1"));

const ACK = bytes("*HQ,8160528000,R12,102411#");
const CONNECTION: Bytes[] = [
  tcp(DEVICE, SERVER, 999, [], "syn"),
  tcp(SERVER, DEVICE, 4999, [], "synAck"),
  tcp(DEVICE, SERVER, 1000, bytes(V1.slice(0, 30))),
  tcp(SERVER, DEVICE, 5000, ACK),
  tcp(DEVICE, SERVER, 1030, bytes(V1.slice(30))),
];

describe("captures of real packets, with segments lost and sent again", () => {
  const folder = new URL("../cli/captures/", import.meta.url);
  const written = JSON.parse(readFileSync(new URL("sent.json", folder), "utf8"));
  const known = new Map(
    loadVectors().flatMap(({ vectors }) => vectors.map((vector) => [vector.id, bytesOf(vector)])),
  );
  const wanted = [
    Buffer.concat(written.tcp.map((id: string) => known.get(id)!)),
    ...written.udp.map((id: string) => Buffer.from(known.get(id)!)),
  ];

  it.each(["loopback.pcap", "loopback.pcapng"])("%s gives the bytes as sent", (name) => {
    const file = readFileSync(new URL(name, folder));
    const { captures, notes } = capturesOf(file);
    expect(sent(file).map((capture) => Buffer.from(capture))).toEqual(wanted);
    expect(captures[0]!.from).toMatch(/^tcp 127\.0\.0\.1:\d+ > 127\.0\.0\.1:5013$/);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("1 conversation without a tracker left out");
  });

  it("is decoded like any other input", async () => {
    const file = new URL("loopback.pcap", folder).pathname;
    const { rows, code } = await sinotrack(["decode", file]);
    const raw = await sinotrack(["decode", "--input", "raw"], { stdin: wanted[0] });
    expect(code).toBe(0);
    const plain = rows.map(({ origin, ...row }) => row);
    expect(plain.slice(0, raw.rows.length)).toEqual(raw.rows);
    expect(rows[0]?.["origin"]).toMatchObject({
      session: expect.stringMatching(/^tcp 127\.0\.0\.1:\d+ > 127\.0\.0\.1:5013$/),
      receivedAt: expect.stringMatching(/^202\d-\d\d-\d\dT/),
    });
    expect(rows.length).toBe(raw.rows.length + 2);
  });
});

describe("forms of files", () => {
  const cases = [true, false].flatMap((isLittle) =>
    Object.keys(LINKS).map((link) => ({ isLittle, link: link as keyof typeof LINKS })),
  );
  it.each(cases)("pcap and pcapng, $link, little-endian $isLittle", (options) => {
    expect(text(pcap(CONNECTION, options))).toEqual([V1]);
    expect(text(pcap(CONNECTION, { ...options, isNano: true }))).toEqual([V1]);
    expect(text(pcapng(CONNECTION, options))).toEqual([V1]);
    const six = [tcp(DEVICE6, SERVER6, 7, bytes(V1)), udp(DEVICE6, SERVER6, bytes(HEARTBEAT))];
    expect(text(pcap(six, options))).toEqual([V1, HEARTBEAT]);
  });

  it("leaves out the padding of short packets", () => {
    const file = pcap([udp(DEVICE, SERVER, bytes("*HQ,1234567890,XT#"))], {
      link: "ethernet",
      padding: 9,
    });
    expect(text(file)).toEqual(["*HQ,1234567890,XT#"]);
    // The padding of a segment would be where the next one belongs.
    expect(text(pcap(CONNECTION, { link: "ethernet", padding: 6 }))).toEqual([V1]);
    expect(
      text(pcap([tcp(DEVICE6, SERVER6, 7, bytes(V1))], { link: "ethernet", padding: 6 })),
    ).toEqual([V1]);
  });

  it("reads a truncated file as far as possible, with a note", () => {
    for (const file of [pcap(CONNECTION), pcapng(CONNECTION)]) {
      const { notes } = capturesOf(file.subarray(0, -20));
      expect(sent(file.subarray(0, -20))).toHaveLength(1);
      expect(notes).toContain("ends in the middle of a packet");
    }
  });

  it("reports damage", () => {
    const file = pcapng(CONNECTION);
    file[32] = 3; // the length of the second block
    expect(capturesOf(file).fault).toContain("damaged at byte 28");
    expect(capturesOf(new Uint8Array(40)).fault).toBe("neither pcap nor pcapng");
  });

  it("never fails in any other way, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          pcap(CONNECTION),
          pcapng(CONNECTION),
          pcap(CONNECTION, { link: "cooked2" }),
        ),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
        (file, changes) => {
          const damaged = file.slice();
          for (const [at, value] of changes) damaged[12 + at] = value;
          expect(() => capturesOf(damaged)).not.toThrow();
        },
      ),
    );
  });

  it("gives the same pieces, times and notes in any chunks, compressed or not", () => {
    const packets = [
      ...CONNECTION,
      udp(DEVICE6, SERVER6, bytes(HEARTBEAT)),
      tcp(DEVICE, SERVER, 1200, bytes(V1)),
      tcp(SERVER, DEVICE, 5000 + ACK.length, ACK),
    ];
    const read = (file: Uint8Array, size: number): unknown[] => {
      const reader = new InputReader();
      const pieces: unknown[] = [];
      for (let at = 0; at < file.length; at += size) {
        pieces.push(...reader.push(file.subarray(at, at + size)));
      }
      pieces.push(...reader.end());
      return [pieces, reader.problems];
    };
    for (const plain of [pcap(packets), pcapng(packets), pcapng(packets, { isLittle: false })]) {
      const whole = read(plain, plain.length);
      expect((whole[0] as unknown[]).length).toBe(5);
      for (const file of [plain, gzipSync(plain), zipSync({ "a.pcap": plain })]) {
        for (const size of [1, 2, 3, 7, 64, 333]) expect(read(file, size)).toEqual(whole);
      }
    }
  });

  it("skips a packet that is too long, with a note, and continues after it", () => {
    const file = pcapOf([
      Uint8Array.from(udp(DEVICE, SERVER, bytes(V1))),
      new Uint8Array(1024 * 1024 + 1),
      Uint8Array.from(udp(DEVICE, SERVER, bytes(HEARTBEAT))),
    ]);
    const { captures, notes } = capturesOf(file, {}, 65_536);
    expect(captures.map(({ bytes: { length } }) => length)).toEqual([V1.length, HEARTBEAT.length]);
    expect(notes).toEqual(["1 packet of more than 1 MiB"]);
    expect(capturesOf(file.subarray(0, 1_000_000)).notes).toEqual([
      "ends in the middle of a packet",
      "1 packet of more than 1 MiB",
    ]);
  });

  it("of another kind is not read as packets", () => {
    expect(capturesOf(new Uint8Array(5)).fault).toBe("neither pcap nor pcapng");
    const faces = pcapng([]);
    const face = faces.subarray(28, 48);
    const many = new Uint8Array(28 + 20 * 65_537);
    many.set(faces.subarray(0, 28));
    for (let at = 28; at < many.length; at += 20) many.set(face, at);
    expect(capturesOf(many).fault).toContain("too many interfaces");
  });

  it("gives a message before the file ends", () => {
    const file = pcap([...CONNECTION, udp(SERVER, DEVICE, [0])]);
    const reader = new InputReader();
    const pieces = reader.push(file.subarray(0, -1));
    expect(pieces.map(({ direction }) => direction)).toContain("up");
  });

  it("is recognised, and a stream of line ends is not", () => {
    const formOf = (input: Uint8Array): unknown => {
      const reader = new InputReader();
      reader.push(input);
      reader.end();
      return reader.form.name;
    };
    expect(formOf(pcap([]))).toBe("pcap");
    expect(formOf(pcapng([], { isLittle: false }))).toBe("pcap");
    expect(formOf(Buffer.from(`\n\r\r\n${V1}`))).toBe("text");
  });
});

describe("connections", () => {
  it("are the same whatever the order and repetition of their segments", () => {
    const stream = bytes(`${V1}${HEARTBEAT}${V1}`);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.array(fc.tuple(fc.nat(stream.length - 1), fc.integer({ min: 1, max: 60 })), {
          maxLength: 12,
        }),
        fc.infiniteStream(fc.nat(1000)),
        (start, extra, order) => {
          const cut = (from: number, length: number): Bytes =>
            tcp(DEVICE, SERVER, (start + 1 + from) >>> 0, stream.slice(from, from + length));
          const parts: Bytes[] = [];
          for (let at = 0; at < stream.length; at += 40) parts.push(cut(at, 40));
          for (const [from, length] of extra) parts.push(cut(from, length));
          const mixed = parts
            .map((part) => [order.next().value as number, part] as const)
            .sort(([a], [b]) => a - b)
            .map(([, part]) => part);
          const opening = tcp(DEVICE, SERVER, start, [], "syn");
          const file = pcap([opening, ...mixed]);
          const { notes } = capturesOf(file);
          expect(sent(file).map((capture) => [...capture])).toEqual([stream]);
          expect(notes).toEqual([]);
        },
      ),
    );
  });

  it("without their opening begin with the earliest segment", () => {
    const file = pcap([CONNECTION[4]!, CONNECTION[2]!]);
    expect(text(file)).toEqual([V1]);
  });

  it("keep the first of two different readings of the same bytes, as the receiver did", () => {
    const file = pcap([
      CONNECTION[0]!,
      tcp(DEVICE, SERVER, 1000, bytes(V1)),
      tcp(DEVICE, SERVER, 1000, bytes("X".repeat(20))),
      tcp(DEVICE, SERVER, 999, bytes("?")),
    ]);
    expect(text(file)).toEqual([V1]);
  });

  it("are split at missing bytes, with a note", () => {
    const file = pcap([
      CONNECTION[0]!,
      tcp(DEVICE, SERVER, 1000, bytes(V1)),
      tcp(DEVICE, SERVER, 1500, bytes(HEARTBEAT)),
    ]);
    const { captures, notes } = capturesOf(file);
    expect(captures).toHaveLength(2);
    expect(notes).toEqual(["1 gap in tcp 10.0.0.7:49152 > 192.0.2.1:5013"]);
  });

  it("assign late data to its run, after the gap was given up", () => {
    const long = V1.repeat(900);
    const half = V1.length * 450;
    const part = (from: number, to: number): Bytes =>
      tcp(DEVICE, SERVER, 1000 + from, bytes(long.slice(from, to)));
    const rest = Array.from({ length: 900 - 451 }, (_, n) => half + V1.length * (n + 1));
    const file = pcap([
      CONNECTION[0]!,
      part(0, half),
      // One is missing, and arrives after more data than a receiver has room for.
      ...rest.flatMap((at) => [part(at, at + V1.length)]),
      part(half, half + V1.length),
    ]);
    const { captures, notes } = capturesOf(file);
    expect(captures.map((one) => [one.from, one.bytes.length / V1.length])).toEqual([
      ["tcp 10.0.0.7:49152 > 192.0.2.1:5013", 451],
      ["tcp 10.0.0.7:49152 > 192.0.2.1:5013, part 2", 449],
    ]);
    expect(notes).toEqual(["1 gap in tcp 10.0.0.7:49152 > 192.0.2.1:5013"]);
  });

  it("over the same pair of sockets are two if it is opened twice", () => {
    // Its sequence numbers were also used by the first one.
    const again = [
      tcp(DEVICE, SERVER, 1004, [], "syn"),
      tcp(DEVICE, SERVER, 1004, [], "syn"),
      tcp(DEVICE, SERVER, 1005, bytes(HEARTBEAT)),
    ];
    expect(text(pcap([...CONNECTION, ...again]))).toEqual([V1, HEARTBEAT]);
  });
});

describe("the direction from the device to the server", () => {
  it("is determined by the content, whoever opened the connection", () => {
    const turned = [
      tcp(SERVER, DEVICE, 1, [], "syn"),
      tcp(SERVER, DEVICE, 2, [...ACK, ...ACK, ...ACK]),
      tcp(DEVICE, SERVER, 9, bytes(V1)),
    ];
    expect(text(pcap(turned))).toEqual([V1]);
  });

  it("is that of the opener, if both sides send the same", () => {
    const echo = [
      tcp(DEVICE, SERVER, 0, [], "syn"),
      tcp(SERVER, DEVICE, 0, [], "synAck"),
      tcp(DEVICE, SERVER, 1, bytes(HEARTBEAT)),
      tcp(SERVER, DEVICE, 1, bytes(HEARTBEAT)),
    ];
    const { captures } = capturesOf(pcap(echo));
    expect(captures.filter(({ direction }) => direction === "up").map(({ from }) => from)).toEqual([
      "tcp 10.0.0.7:49152 > 192.0.2.1:5013",
    ]);
    const datagrams = [
      udp(DEVICE, SERVER, bytes(HEARTBEAT)),
      udp(SERVER, DEVICE, bytes(HEARTBEAT)),
    ];
    expect(capturesOf(pcap(datagrams)).captures.map(({ direction }) => direction)).toEqual([
      "up",
      "down",
    ]);
  });

  it("is towards --port if given, whatever the content", () => {
    const file = pcap([
      tcp(DEVICE, SERVER, 4, [], "syn"),
      tcp(DEVICE, SERVER, 5, bytes("hello")),
      udp(DEVICE, SERVER, bytes(V1)),
    ]);
    expect(text(file)).toEqual([V1]);
    expect(text(file, { port: 5013 })).toEqual(["hello", V1]);
    expect(text(file, { port: 49_152 })).toEqual([]);
  });
});

describe("hostile captures hide nothing", () => {
  const device = CONNECTION.map((packet) => Uint8Array.from(packet));

  it("too many conversations end silent ones, and lose nothing", () => {
    const foreign = (count: number): Uint8Array[] =>
      Array.from({ length: count }, (_, n) => Uint8Array.from(udp(host(n), SERVER, [72, 105])));
    const last = Uint8Array.from(tcp(DEVICE, SERVER, 1030 + V1.length - 30, bytes(HEARTBEAT)));
    const file = pcapOf([...device, ...foreign(50_000), last]);
    const { notes } = capturesOf(file);
    expect(text(file)).toEqual([`${V1}${HEARTBEAT}`]);
    expect(notes).toEqual([
      "50000 conversations without a tracker left out; --port reads a port in any case",
    ]);
  });

  it("too many connections close silent ones, not active ones", () => {
    const half = V1.length / 2;
    const speak = (n: number, from: number, to?: number): Uint8Array =>
      Uint8Array.from(tcp(host(n), SERVER, 1 + from, bytes(V1.slice(from, to))));
    const many = Array.from({ length: 10_500 }, (_, n) => [
      Uint8Array.from(tcp(host(n), SERVER, 0, [], "syn")),
      speak(n, 0),
      Uint8Array.from(tcp(host(n), SERVER, 1 + V1.length, bytes(V1.slice(0, half)))),
    ]);
    const last = Uint8Array.from(
      tcp(host(10_499), SERVER, 1 + V1.length + half, bytes(V1.slice(half))),
    );
    const pieces = readInput(pcapOf([...many.flat(), last]));
    const whole = pieces.filter(({ bytes: { length } }) => length === V1.length);
    expect(whole).toHaveLength(10_501);
    expect(whole.at(-1)?.session).toBe(whole.at(-2)?.session);
  });

  it("a repeated fragment does not hide a late one", () => {
    const data = udpBytes(DEVICE, SERVER, bytes(V1));
    const cut = (at: number): Bytes =>
      ip(DEVICE, SERVER, 17, data.slice(at, at + 16), {
        id: 9,
        offset: at,
        hasMore: at + 16 < data.length,
      });
    const starts = Array.from({ length: Math.ceil(data.length / 16) }, (_, i) => 16 * i);
    const [late, ...others] = starts as [number, ...number[]];
    const twice = [...others, ...others, ...others].map(cut);
    expect(text(pcap([...twice, cut(late)]))).toEqual([V1]);
  });

  it("is read without Buffer, as in a browser", () => {
    const file = Uint8Array.from(pcap(CONNECTION));
    const fileNg = Uint8Array.from(pcapng(CONNECTION));
    vi.stubGlobal("Buffer", undefined);
    try {
      const found = [file, fileNg].map((one) =>
        readInput(one).filter(({ direction }) => direction === "up"),
      );
      expect(found.map((pieces) => pieces.map(({ bytes: { length } }) => length))).toEqual([
        [V1.length],
        [V1.length],
      ]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("datagrams in fragments", () => {
  const data = bytes(`${V1}${V1}${V1}`);
  const parts = (from: typeof DEVICE, to: typeof SERVER): Bytes[] => {
    const whole = udpBytes(from, to, data);
    return [0, 80, 160].map((offset) =>
      ip(from, to, 17, whole.slice(offset, offset === 160 ? undefined : offset + 80), {
        id: 77,
        offset,
        hasMore: offset < 160,
      }),
    );
  };

  it.each([
    ["IPv4", DEVICE, SERVER],
    ["IPv6", DEVICE6, SERVER6],
  ])("are assembled in any order: %s", (_name, from, to) => {
    const [a, b, c] = parts(from, to) as [Bytes, Bytes, Bytes];
    for (const order of [
      [a, b, c],
      [c, a, b],
      [b, b, c, a],
    ]) {
      expect(text(pcap(order))).toEqual([V1 + V1 + V1]);
    }
    const { captures, notes } = capturesOf(pcap([a, c]));
    expect(captures).toEqual([]);
    expect(notes).toEqual(["1 packet with a missing fragment"]);
  });
});
