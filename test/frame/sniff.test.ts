import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signatures } from "../../src/frame/foreign.ts";
import { decode, type Sniffed, sniff } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const hex = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

const OURS = ["h02-ascii", "h02-binary", "jt808"];
const V1 = "*HQ,1234567890,V1,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,FFFFDFFF#";
const RECORD = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
/** 0x0002, a heartbeat: docs/protocol/jt808.md §3. */
const JT808 = "7e00020000040018106239002b7d027e";

/** First messages of foreign protocols, in the form of their documents, with made-up ids. */
const FOREIGN: readonly (readonly [string, string, Uint8Array])[] = [
  ["gt06", "GT06 login", hex("7878 0d 01 0123456789012345 0001 8cdd 0d0a")],
  ["gt06", "GT06 long packet", hex("7979 0021 94 0a 0123456789012345 0123456789012345")],
  ["teltonika", "Teltonika login", hex("000f 333536333037303432343431303133")],
  [
    "teltonika",
    "Teltonika codec 8",
    hex("00000000 00000036 08 01 0000016b40d8ea30 01 00000000000000000000000000000000"),
  ],
  [
    "teltonika",
    "Teltonika codec 8, a length of 7E",
    hex("00000000 0000007e 08 02 0000016b40d8ea30 01 00000000000000000000000000000000"),
  ],
  [
    "teltonika",
    "Teltonika codec 8, a length of 24",
    hex("00000000 00000024 08 01 0000016b40d8ea30 01 00000000000000000000000000000000"),
  ],
  [
    "teltonika",
    "Teltonika codec 8 extended, a length of 2A",
    hex("00000000 0000002a 8e 01 0000016b412cee00 01 00000000000000000000000000000000"),
  ],
  ["tk103", "TK103 login", ascii("(012345678901BP05000012345678901240101A2234.9273N11354.3980E)")],
  ["tk103", "JT600 text", ascii("(0123456789,W01,11355.4764,E,2237.0236,N,A,010124,101112)")],
  ["coban", "Coban login", ascii("##,imei:123456789012345,A;")],
  [
    "coban",
    "Coban position",
    ascii("imei:123456789012345,tracker,2401011011,,F,101112.000,A,2234.9273,N,11354.3980,E,0,0;"),
  ],
  ["nmea", "NMEA RMC", ascii("$GPRMC,101112,A,2234.9273,N,11354.3980,E,0.0,0.0,010124,,*1D\r\n")],
  ["nmea", "NMEA GGA", ascii("$GNGGA,101112,2234.9273,N,11354.3980,E,1,08,0.9,5.4,M,,,,*4F\r\n")],
  ["nmea", "NMEA GSA of Galileo", ascii("$GAGSA,A,3,,,,,,,,,,,,,2.5,1.3,2.1*39\r\n")],
  [
    "queclink",
    "Queclink report",
    ascii("+RESP:GTFRI,1A0200,123456789012345,,,00,1,1,0,0.0,0,5.4,113.906633,22.582121$"),
  ],
  ["queclink", "Queclink buffered report", ascii("+BUFF:GTFRI,1A0200,123456789012345,,,00$")],
  [
    "meitrack",
    "Meitrack report",
    ascii("$$A138,123456789012345,AAA,35,22.582121,113.906633,240101101112,A,8,24*A1\r\n"),
  ],
  ["watch", "Watch keep-alive", ascii("[3G*1234567890*0002*LK]")],
  ["wialon-ips", "Wialon IPS login", ascii("#L#2.0;123456789012345;NA;BB2B\r\n")],
  [
    "suntech",
    "Suntech status",
    ascii("ST300STT;123456;20;010;20240101;10:11:12;2f1;+22.5;+113.9\r"),
  ],
  ["mqtt", "MQTT connect", hex("10 11 0004 4d515454 04 02 003c 0005 6c6162656c")],
  ["mqtt", "MQTT connect, a length of two bytes", hex("10 8101 0004 4d515454 04 c2 003c 0005")],
  ["gosafe", "GoSafe", ascii("*GS06,356449061139936,171510,,SYS:G6S;V3.37#")],
  ["meiligao", "Meiligao, login", hex("24240011123456ffffffff50008b9b0d0a")],
  ["http", "HTTP GET", ascii("GET / HTTP/1.1\r\nHost: gw.example.com\r\n\r\n")],
  ["http", "HTTP POST of OsmAnd", ascii("POST /?id=123456&lat=22.58 HTTP/1.1\r\n\r\n")],
  ["http", "HTTP PUT", ascii("PUT /x HTTP/1.1\r\n\r\n")],
  ["http", "HTTP PATCH", ascii("PATCH /x HTTP/1.1\r\n\r\n")],
  ["http", "HTTP through a proxy", ascii("CONNECT gw.example.com:443 HTTP/1.1\r\n\r\n")],
  ["http", "HTTP/2 preface", ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")],
  ["tls", "TLS client hello", hex("16 0301 0200 01 0001fc 0303 00112233445566778899aabbccddeeff")],
  ["ssh", "SSH banner", ascii("SSH-2.0-OpenSSH_9.6\r\n")],
  ["rdp", "RDP connection request", hex("0300 0013 0e e0 0000 0000 00 0100 0800 03000000")],
];

function prefixes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length + 1 }, (_, n) => bytes.subarray(0, n));
}

describe("sniff", () => {
  it.each([
    ["h02-ascii", undefined, ascii(V1)],
    ["h02-binary", undefined, hex(RECORD)],
    ["h02-binary", undefined, hex(`58${RECORD.slice(2)}`)],
    ["jt808", undefined, hex(JT808)],
    ["jt808", undefined, hex(`7e${JT808}`)],
    // 0x5501 from one maker, and 0x8105 from a server, with attributes of 7E: not all ids are below 0x1000.
    ["jt808", undefined, hex("7e55018c41856878251901")],
    ["jt808", undefined, hex("7e8105007d02123456789012")],
    // No header, but a closing flag.
    ["jt808", undefined, hex("7e307d02087d01557e")],
    ["h02-ascii", "pengaoda", hex(`7e${Buffer.from(V1).toString("hex")}117e`)],
    ["h02-binary", "pengaoda", hex(`7e${RECORD}117e`)],
  ] as const)("recognises %s (%s), after separators too", (protocol, family, bytes) => {
    const expected = family === undefined ? { protocol } : { protocol, family };
    expect(sniff(bytes)).toEqual(expected);
    expect(sniff(new Uint8Array([13, 10, 0, 0, ...bytes]))).toEqual(expected);
  });

  it("recognises every vector that begins with a frame, and takes no prefix of any for foreign", () => {
    const seen = new Set<string>();
    for (const { vectors } of loadVectors()) {
      for (const vector of vectors) {
        const bytes = bytesOf(vector);
        const { format, bytes: first } = decode(bytes)[0]!.frame;
        const isText = format === "ascii" || (format === "escaped" && first[1] === 0x2a);
        const isJt808 = format === "escaped" && first[1] !== 0x2a && first[1] !== 0x24;
        const expected = isText ? "h02-ascii" : isJt808 ? "jt808" : "h02-binary";
        if (format !== "noise") {
          expect(sniff(bytes).protocol, vector.id).toBe(expected);
          expect(sniff(first).protocol, vector.id).toBe(expected);
        }
        for (const prefix of prefixes(bytes)) {
          const { protocol } = sniff(prefix);
          seen.add(protocol);
          expect(protocol, `${vector.id}, ${prefix.length} bytes`).not.toBe("foreign");
        }
      }
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining(["h02-ascii", "h02-binary"]));
  });

  it.each(FOREIGN)("recognises %s: %s", (family, _what, bytes) => {
    expect(sniff(bytes)).toEqual({ protocol: "foreign", family });
    for (const prefix of prefixes(bytes)) expect(OURS).not.toContain(sniff(prefix).protocol);
  });

  it("has a sample of every family", () => {
    const sampled = new Set(FOREIGN.map(([family]) => family));
    expect([...sampled].sort()).toEqual(
      signatures()
        .map(({ family }) => family)
        .sort(),
    );
  });

  it("returns incomplete, and how many bytes decide, while both are possible", () => {
    const undecided = { protocol: "incomplete", need: 64 };
    for (const bytes of [
      "",
      "0d0a00",
      "24",
      "2a48",
      "7e",
      "58",
      RECORD.slice(0, 48),
      "000f",
      "78",
      "ff",
    ]) {
      expect(sniff(hex(bytes)), bytes).toEqual(undecided);
    }
    expect(sniff(hex(RECORD.slice(0, 50)))).toEqual({ protocol: "h02-binary" });
    expect(sniff(ascii("*HQ,"))).toEqual({ protocol: "h02-ascii" });
    expect(sniff(hex("7e02"))).toEqual({ protocol: "incomplete", need: 64 });
    expect(sniff(hex("7e0200002601391234567800017e"))).toEqual({ protocol: "jt808" });
  });

  it("looks for a start after damage, in the first 36 bytes", () => {
    const noise = (length: number): number[] => new Array(length).fill(0xff);
    const behind = (length: number, bytes: Uint8Array): Sniffed =>
      sniff(new Uint8Array([...noise(length), ...bytes]));
    for (const length of [1, 20, 36]) {
      expect(behind(length, ascii(V1))).toEqual({ protocol: "h02-ascii" });
      expect(behind(length, hex(RECORD))).toEqual({ protocol: "h02-binary" });
      expect(behind(length, hex(JT808))).toEqual({ protocol: "jt808" });
      expect(behind(length, hex(`7e${RECORD}`))).toEqual({
        protocol: "h02-binary",
        family: "pengaoda",
      });
    }
    expect(behind(37, ascii(V1))).toEqual({ protocol: "foreign" });
    // The long id, with padding.
    const long = hex(
      "2435294402521185901047591808172637735400074338916e024138feffffffff01120064ba73005ecc",
    );
    expect(behind(36, long)).toEqual({ protocol: "h02-binary" });
    // A single flag, or one before other bytes than a header, is noise like the rest.
    for (const no of [
      "7e0200ff",
      "7e020000aa",
      "7e02000012aa",
      "7e1001000012",
      "7e2aff",
      "7e24ff",
    ]) {
      expect(behind(3, hex(`${no}${"ff".repeat(60)}`)), no).toEqual({ protocol: "foreign" });
    }
    // A stray flag in front.
    expect(sniff(ascii(`\x7e\xaa\xbb${V1}`))).toEqual({ protocol: "h02-ascii" });
    expect(sniff(hex(`7eaabb7e${"ff".repeat(60)}`))).toEqual({ protocol: "foreign" });
    expect(sniff(new Uint8Array(noise(36)))).toMatchObject({ protocol: "incomplete" });
    expect(sniff(new Uint8Array(noise(37)))).toEqual({ protocol: "foreign" });
    expect(sniff(new Uint8Array(64))).toEqual({ protocol: "foreign" });
  });

  it("never revokes an answer, decides with `need` bytes, and accepts any bytes", () => {
    const starts = [
      ...FOREIGN.map(([, , bytes]) => [...bytes]),
      [...ascii(V1)],
      [...hex(RECORD)],
      [...hex(JT808)],
    ];
    const piece = fc.oneof(
      fc.constantFrom(...starts),
      fc.array(fc.constantFrom(0, 13, 10, 0x24, 0x2a, 0x7e, 0x58, 0x50, 0x78, 8), { maxLength: 9 }),
      fc.array(fc.nat(255), { maxLength: 20 }),
    );
    fc.assert(
      fc.property(piece, piece, piece, fc.nat(70), (a, b, c, cut) => {
        const bytes = new Uint8Array([...a.slice(0, cut), ...b, ...c]);
        let before: Sniffed = { protocol: "incomplete" };
        for (const prefix of prefixes(bytes)) {
          const now = sniff(prefix);
          if (before.protocol !== "incomplete") expect(now).toEqual(before);
          if (now.protocol === "incomplete") {
            expect(now.need).toBeGreaterThan(prefix.length);
            expect(now.need).toBeLessThanOrEqual(64);
          } else expect(now.need).toBeUndefined();
          before = now;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("throws TypeError for other types, and accepts a Buffer", () => {
    for (const value of [undefined, null, 1, "*HQ,", {}, [], new Uint16Array(4)]) {
      expect(() => sniff(value as never)).toThrow(TypeError);
    }
    expect(sniff(Buffer.from("*HQ,"))).toEqual({ protocol: "h02-ascii" });
  });
});
