import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { concat } from "../../src/bytes.ts";
import { InputReader, readInput } from "../../src/text/index.ts";
import { type CaptureOptions, deviceCaptures } from "../../src/text/packets/conversations.ts";
import { HEARTBEAT, sinotrack, V1 } from "../cli/harness.ts";
import {
  type Bytes,
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
const sent = (file: Uint8Array, options: CaptureOptions = {}): Uint8Array[] =>
  deviceCaptures(file, options)
    .captures.filter(({ direction }) => direction === "up")
    .map(({ parts }) => concat(parts.map((part) => part.bytes)));
const text = (file: Uint8Array, options: CaptureOptions = {}): string[] =>
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

  it.each(["loopback.pcap", "loopback.pcapng"])("%s gives the bytes that were sent", (name) => {
    const file = readFileSync(new URL(name, folder));
    const { captures, notes } = deviceCaptures(file);
    expect(sent(file).map((capture) => Buffer.from(capture))).toEqual(wanted);
    expect(captures[0]!.from).toMatch(/^tcp 127\.0\.0\.1:\d+ > 127\.0\.0\.1:5013$/);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("1 conversation left out in which no tracker speaks");
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
    // The padding of a segment would stand where the next one belongs.
    expect(text(pcap(CONNECTION, { link: "ethernet", padding: 6 }))).toEqual([V1]);
    expect(
      text(pcap([tcp(DEVICE6, SERVER6, 7, bytes(V1))], { link: "ethernet", padding: 6 })),
    ).toEqual([V1]);
  });

  it("takes a file that ends in the middle of a packet as far as it goes, and says so", () => {
    for (const file of [pcap(CONNECTION), pcapng(CONNECTION)]) {
      const { notes } = deviceCaptures(file.subarray(0, -20));
      expect(sent(file.subarray(0, -20))).toHaveLength(1);
      expect(notes).toContain("ends in the middle of a packet");
    }
  });

  it("says what is damaged", () => {
    const file = pcapng(CONNECTION);
    file[32] = 3; // the length of the second block
    expect(deviceCaptures(file).fault).toContain("damaged at byte 28");
    expect(deviceCaptures(new Uint8Array(40)).fault).toBe("neither pcap nor pcapng");
  });

  it("never fails in any other way, whatever the bytes are", () => {
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
          expect(() => deviceCaptures(damaged)).not.toThrow();
        },
      ),
    );
  });

  it("is recognised, and a stream of line ends is not taken for it", () => {
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
  it("come out the same in whatever order and however often their segments come", () => {
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
          const { notes } = deviceCaptures(file);
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

  it("are cut where bytes are missing, and say so", () => {
    const file = pcap([
      CONNECTION[0]!,
      tcp(DEVICE, SERVER, 1000, bytes(V1)),
      tcp(DEVICE, SERVER, 1500, bytes(HEARTBEAT)),
    ]);
    const { captures, notes } = deviceCaptures(file);
    expect(captures).toHaveLength(2);
    expect(notes).toEqual(["1 gap in tcp 10.0.0.7:49152 > 192.0.2.1:5013"]);
  });

  it("over the same pair of sockets are two if it is opened twice", () => {
    // With sequence numbers that the first one has used.
    const again = [
      tcp(DEVICE, SERVER, 1004, [], "syn"),
      tcp(DEVICE, SERVER, 1004, [], "syn"),
      tcp(DEVICE, SERVER, 1005, bytes(HEARTBEAT)),
    ];
    expect(text(pcap([...CONNECTION, ...again]))).toEqual([V1, HEARTBEAT]);
  });
});

describe("the direction from the device to the server", () => {
  it("is told by the content, whoever opened the connection", () => {
    const turned = [
      tcp(SERVER, DEVICE, 1, [], "syn"),
      tcp(SERVER, DEVICE, 2, [...ACK, ...ACK, ...ACK]),
      tcp(DEVICE, SERVER, 9, bytes(V1)),
    ];
    expect(text(pcap(turned))).toEqual([V1]);
  });

  it("is that of who opened it, where both say the same", () => {
    const echo = [
      tcp(DEVICE, SERVER, 0, [], "syn"),
      tcp(SERVER, DEVICE, 0, [], "synAck"),
      tcp(DEVICE, SERVER, 1, bytes(HEARTBEAT)),
      tcp(SERVER, DEVICE, 1, bytes(HEARTBEAT)),
    ];
    const { captures } = deviceCaptures(pcap(echo));
    expect(captures.filter(({ direction }) => direction === "up").map(({ from }) => from)).toEqual([
      "tcp 10.0.0.7:49152 > 192.0.2.1:5013",
    ]);
    const datagrams = [
      udp(DEVICE, SERVER, bytes(HEARTBEAT)),
      udp(SERVER, DEVICE, bytes(HEARTBEAT)),
    ];
    expect(
      deviceCaptures(pcap(datagrams))
        .captures.filter(({ direction }) => direction === "up")
        .map(({ from }) => from),
    ).toEqual(["udp 10.0.0.7:49152 > 192.0.2.1:5013"]);
  });

  it("is what goes to --port, if given, whatever it is", () => {
    const file = pcap([tcp(DEVICE, SERVER, 5, bytes("hello")), udp(DEVICE, SERVER, bytes(V1))]);
    expect(text(file)).toEqual([V1]);
    expect(text(file, { port: 5013 })).toEqual(["hello", V1]);
    expect(text(file, { port: 49_152 })).toEqual([]);
  });
});

describe("hostile captures hide nothing", () => {
  const device = CONNECTION.map((packet) => Uint8Array.from(packet));

  it("says what was too much", () => {
    const file = pcapOf([
      ...device,
      ...Array.from({ length: 120_000 }, (_, n) =>
        Uint8Array.from(udp(host(n), SERVER, [72, 105])),
      ),
    ]);
    const { notes } = deviceCaptures(file);
    expect(text(file)).toEqual([V1]);
    expect(notes.join()).toMatch(/20002 packets left out: the capture has more connections/);
  });

  it("a fragment that comes twice does not hide one that is late", () => {
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

  it("is read where there is no Buffer, as in a browser", () => {
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
  ])("are put together in any order: %s", (_name, from, to) => {
    const [a, b, c] = parts(from, to) as [Bytes, Bytes, Bytes];
    for (const order of [
      [a, b, c],
      [c, a, b],
      [b, b, c, a],
    ]) {
      expect(text(pcap(order))).toEqual([V1 + V1 + V1]);
    }
    const { captures, notes } = deviceCaptures(pcap([a, c]));
    expect(captures).toEqual([]);
    expect(notes).toEqual(["1 packet of which a fragment is missing"]);
  });
});
