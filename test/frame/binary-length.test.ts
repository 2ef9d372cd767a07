/**
 * How the length of a `$` frame is found. All frames have the same head and the documented layout (docs/protocol/h02.md
 * §1.3), so that a wrong split shows.
 */
import { describe, expect, it } from "vitest";
import { FrameSplitter, splitFrames } from "../../src/index.ts";
import { ascii, chunked, contents, fromHex, hex, join, whole } from "./streams.ts";

/** id, time, date, latitude, battery, longitude and flags, speed and course, status. */
function head(second: string, date = "130826"): string {
  return `24 4109003232 0816${second} ${date} 09350290 06 083569926e 000000 fffffbff`;
}
/** TQ: FF 00, record number. */
function short(record: string, second = "00", date?: string): Uint8Array {
  return fromHex(`${head(second, date)} ff00${record}`);
}
/** FF 00, CSQ, satellites, mileage, mcc 712, mnc, lac, cid, record number. */
function classic(
  record: string,
  {
    csq = "0b",
    satellites = "00",
    mileage = "00000000",
    lac = "0000",
    cid = "0000",
    second = "00",
    date = "130826",
  } = {},
): Uint8Array {
  return fromHex(
    `${head(second, date)} ff00${csq}${satellites}${mileage}02c803${lac}${cid}${record}`,
  );
}
/** Counter, zeros, mcc 460, mnc 0, lac, cid, record number. */
function sinotrack(
  record: string,
  { counter = "00000000", lac = "3338", cid = "81e5" } = {},
): Uint8Array {
  return fromHex(`${head("00")} ${counter} 00000000 01cc00 ${lac} ${cid} ${record}`);
}
const TEXT = ascii(
  "*HQ,4109003232,V1,081600,A,0935.0290,N,08356.9926,W,000.00,000,130826,FFFFFBFF#",
);

function lengths(...parts: Uint8Array[]): string[] {
  return splitFrames(join(...parts), { end: true }).frames.map(
    ({ format, bytes }) => `${format} ${bytes.length}`,
  );
}

describe("one length on a connection", () => {
  it("45-byte frames in 1460-byte reads lose none of a thousand, whatever the counter in the tail", () => {
    const frames: Uint8Array[] = [];
    for (let i = 0; i < 1000; i++) {
      const low = (i & 0xff).toString(16).padStart(2, "0");
      const cell = (i * 37).toString(16).padStart(4, "0");
      frames.push(classic(low, { cid: cell, lac: `${low}24`, mileage: `0000${cell}` }));
    }
    expect(chunked(join(...frames), () => 1460).map((line) => line.split(" ")[2])).toEqual(
      frames.map(hex),
    );
  });

  for (const marker of ["24", "2a", "23", "58"]) {
    it(`a tail that holds ${marker} is no start`, () => {
      const frames = [
        classic("01", { satellites: marker === "58" ? "1f" : "00", lac: `${marker}00` }),
        classic(marker, { mileage: `0000${marker}00` }),
        classic("03", { cid: `00${marker}`, lac: `${marker}${marker}` }),
        sinotrack(marker),
        sinotrack("05", { lac: `${marker}48`, cid: `51${marker}` }),
      ];
      expect(whole(join(...frames)).map((line) => line.split(" ")[2])).toEqual(frames.map(hex));
      expect(chunked(join(...frames), () => 1).map((line) => line.split(" ")[2])).toEqual(
        frames.map(hex),
      );
    });
  }

  it("the year bytes 23 and 24 are # and $, and cut nothing", () => {
    for (const date of ["150623", "150624", "240224", "230223"]) {
      const frames = [short("50", "23", date), classic("01", { date }), short("51", "24", date)];
      expect(whole(join(...frames)).map((line) => line.split(" ")[2])).toEqual(frames.map(hex));
    }
  });

  it("a frame that comes in two pieces, cut anywhere, is whole", () => {
    const bytes = join(sinotrack("01"), sinotrack("02"));
    for (let at = 1; at < bytes.length; at++) {
      const splitter = new FrameSplitter();
      const frames = [
        ...splitter.push(bytes.slice(0, at)),
        ...splitter.push(bytes.slice(at)),
        ...splitter.flush(),
      ];
      expect(frames.map((frame) => frame.bytes.length)).toEqual([45, 45]);
    }
  });
});

describe("two lengths on a connection", () => {
  it("45 and 32 in turn", () => {
    expect(lengths(classic("01"), short("02"), classic("03"), short("04"), classic("05"))).toEqual([
      "binary 45",
      "binary 32",
      "binary 45",
      "binary 32",
      "binary 45",
    ]);
  });
  it("32 first, then 45", () => {
    expect(lengths(short("00"), short("00"), classic("01"), classic("02"), short("00"))).toEqual([
      "binary 32",
      "binary 32",
      "binary 45",
      "binary 45",
      "binary 32",
    ]);
  });
  it("45 with a fix and 54 without, as SinoTrack sends them", () => {
    const noFix = fromHex(`${head("00")} 00000000 0129 02 4f6d28d60d 4f6d28d809 4f6d278708 080000`);
    expect(lengths(sinotrack("01"), noFix, sinotrack("02"), noFix, noFix)).toEqual([
      "binary 45",
      "binary 54",
      "binary 45",
      "binary 54",
      "binary 54",
    ]);
  });
  it("text and binary glued, both ways", () => {
    expect(lengths(TEXT, classic("01"), TEXT, short("02"), TEXT, sinotrack("03"), TEXT)).toEqual([
      "ascii 79",
      "binary 45",
      "ascii 79",
      "binary 32",
      "ascii 79",
      "binary 45",
      "ascii 79",
    ]);
  });
});

describe("held frames", () => {
  it("a first frame with 00 after FF 00 may be a longer one with GSM level 0", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(short("00"))).toEqual([]);
    expect(splitter.flush().map((frame) => frame.bytes.length)).toEqual([32]);
    expect(lengths(classic("01", { csq: "00" }))).toEqual(["binary 45"]);
    expect(lengths(classic("01", { csq: "00" }), TEXT)).toEqual(["binary 45", "ascii 79"]);
  });
  it("a lone 32-byte frame is held while it may be the beginning of a longer one", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(short("05"))).toEqual([]);
    expect(splitter.buffered).toBe(32);
    expect(splitter.flush().map((frame) => frame.bytes.length)).toEqual([32]);
    expect(splitter.buffered).toBe(0);
  });
  it("a record number above 31 is no GSM level, so the frame is not held", () => {
    expect(new FrameSplitter().push(short("78"))).toHaveLength(1);
  });
  it("a record number that counts on is not held", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(join(short("05"), short("06")))).toHaveLength(2);
    expect(splitter.push(short("07"))).toHaveLength(1);
  });
  it("nothing is held on a connection that has proved its length", () => {
    const long = new FrameSplitter();
    expect(long.push(join(classic("11"), classic("12")))).toHaveLength(2);
    expect(long.push(classic("13"))).toHaveLength(1);
    const sino = new FrameSplitter();
    expect(sino.push(join(sinotrack("01"), TEXT))).toHaveLength(2);
    expect(sino.push(sinotrack("02"))).toHaveLength(1);
    const brief = new FrameSplitter();
    brief.push(join(...Array(8).fill(short("00")), TEXT));
    expect(brief.push(short("00"))).toHaveLength(1);
  });
  it("the caller may set the length", () => {
    const splitter = new FrameSplitter({ binaryLength: 45 });
    expect(splitter.push(classic("01"))).toHaveLength(1);
  });
  it("a frame of unknown length read as 32 bytes teaches the connection", () => {
    const splitter = new FrameSplitter();
    splitter.push(join(...Array(8).fill(short("00")), TEXT));
    // Proved 32 and nothing else: the first longer one whose GSM level is the next record number is cut, and only
    // that. Of its 13 bytes the first five are NUL, which separates frames.
    const first = [...splitter.push(join(classic("01", { csq: "01" }), TEXT))];
    expect(first.map(({ format, bytes }) => `${format} ${bytes.length}`)).toEqual([
      "binary 32",
      "noise 8",
      "ascii 79",
    ]);
    expect(contents(splitter.push(join(classic("02", { csq: "01" }), TEXT)))).toEqual([
      `binary ${hex(classic("02", { csq: "01" }))}`,
      `ascii ${hex(TEXT)}`,
    ]);
  });
  it("settle releases whole frames and keeps the rest", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(classic("01"))).toEqual([]);
    expect(splitter.settle()).toHaveLength(1);
    expect(splitter.push(TEXT.slice(0, 40))).toEqual([]);
    expect(splitter.settle()).toEqual([]);
    expect(splitter.push(TEXT.slice(40))).toHaveLength(1);
    expect(splitter.push(fromHex(`${head("00")} 0000`))).toEqual([]);
    expect(splitter.settle()).toEqual([]);
    expect(splitter.buffered).toBe(31);
  });
});

describe("after a frame that fits nothing", () => {
  it("a tail with a network is accepted", () => {
    expect(lengths(sinotrack("01"), ascii("garbage"), TEXT)).toEqual([
      "binary 45",
      "noise 7",
      "ascii 79",
    ]);
  });
  it("otherwise 32 bytes, which hold the position, and noise", () => {
    expect(lengths(short("05"), ascii("garbage"), TEXT)).toEqual([
      "binary 32",
      "noise 7",
      "ascii 79",
    ]);
  });
  it("29 bytes and no more are a truncated frame", () => {
    expect(lengths(fromHex(head("00")))).toEqual(["binary 29"]);
  });
  it("any other GSM level is no expected record number, so the frame is whole", () => {
    const before = Array<Uint8Array>(8).fill(short("00"));
    expect(lengths(...before, TEXT, classic("01"), TEXT).slice(-2)).toEqual([
      "binary 45",
      "ascii 79",
    ]);
  });
  it("a damaged head is noise, and the next frame is found", () => {
    const damaged = short("50");
    damaged[7] = 0x99;
    damaged[10] = 0x13;
    expect(lengths(damaged, short("51"), TEXT)).toEqual(["noise 32", "binary 32", "ascii 79"]);
  });
});

describe("the padlock, which counts its own length", () => {
  it("LBS: 32 + 8n + 1, WiFi: 32 + 7n + 1", () => {
    const lbs = fromHex(`${head("00")} ff0102 ${"0102030405060708".repeat(2)} 09`);
    const wifi = fromHex(`${head("00")} ff0203 ${"a1a2a3a4a5a6a7".repeat(3)} 09`);
    expect(lengths(lbs, TEXT, wifi, wifi, lbs)).toEqual([
      "binary 49",
      "ascii 79",
      "binary 54",
      "binary 54",
      "binary 49",
    ]);
  });
});
