/** The contract for streams, sentence by sentence, and frames other than `$`. */
import { describe, expect, it } from "vitest";
import { type Frame, FrameSplitter, splitFrames } from "../../src/index.ts";
import { ascii, contents, fromHex, hex, join, whole } from "./streams.ts";

const V1 = "*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#";
const MILEAGE = "5800009814991024031101175555239206012107187c000095fffffbffff0033";

function kinds(text: string): string[] {
  return splitFrames(ascii(text), { end: true }).frames.map(
    ({ format, bytes }) => `${format} ${Buffer.from(bytes).toString("latin1")}`,
  );
}

describe("settle", () => {
  it("releases frames that waited for one that it gives up", () => {
    const splitter = new FrameSplitter();
    const text =
      "*HQ,777,V1,043602,A,2228.4150,N,11312.6610,E,000.06,000,100715,FBFFBBFF,460,00,12719,4419,05,265,52#";
    // A flag and a record of an OBD terminal, truncated in its acceleration (docs/protocol/h02.md §8.4). Its 32 bytes
    // are a position.
    const record = "24863123456710111215062439542345c6116397450e014028fffbdfffff4130";
    const rest = "52000000e163042b21";
    expect(splitter.push(join(fromHex(`7e${record}${rest}`), ascii(text)))).toEqual([]);
    expect(contents(splitter.settle())).toEqual([
      "noise 7e",
      `binary ${record}`,
      `noise ${rest}`,
      `ascii ${hex(ascii(text))}`,
    ]);
    expect(splitter.buffered).toBe(0);
  });
});

describe("text frames", () => {
  it("are released at their #, without waiting for more", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(ascii(V1.slice(0, -1)))).toEqual([]);
    expect(splitter.buffered).toBe(V1.length - 1);
    expect(contents(splitter.push(ascii("#")))).toEqual([`ascii ${hex(ascii(V1))}`]);
    expect(splitter.buffered).toBe(0);
  });
  it("are found without separators, ten in one read", () => {
    expect(kinds(V1.repeat(10))).toEqual(Array(10).fill(`ascii ${V1}`));
  });
  it("are separated by CR, LF and NUL, which belong to no frame", () => {
    expect(kinds(`\r\n\0${V1}\r\n${V1}\0\0\0\n${V1}\r`)).toEqual(Array(3).fill(`ascii ${V1}`));
  });
  it("keep the extension after the # if the firmware writes one", () => {
    const xy =
      "*XY,9082484051,V1,054103,A,2817.69712,N,11233.93519,E,015.234,149.123,041209,FFFFF9FF#<0,0,25,0,0,0,10>";
    const temperature =
      "*HQ,2000523854,V1,160012,A,2235.4681,N,11353.5869,E,0000,356,210317,FFFFFBFF#,T0.0#";
    expect(kinds(xy + xy + temperature + V1)).toEqual(
      [xy, xy, temperature, V1].map((text) => `ascii ${text}`),
    );
    // The same without extension: the next byte decides.
    const bare = xy.slice(0, xy.indexOf("<"));
    expect(kinds(bare + V1)).toEqual([`ascii ${bare}`, `ascii ${V1}`]);
    expect(kinds(`${bare}<not an extension>${V1}`)).toEqual([
      `ascii ${bare}`,
      "noise <not an extension>",
      `ascii ${V1}`,
    ]);
  });
  it("keep it on any connection that has had one", () => {
    expect(kinds(`${V1},T21.5#${V1},T-3.0#${V1}`)).toEqual([
      `ascii ${V1}`,
      "noise ,T21.5#",
      `ascii ${V1},T-3.0#`,
      `ascii ${V1}`,
    ]);
  });
  it("cost only themselves if truncated", () => {
    expect(kinds(`*HQ,8168000005,V1,0436${V1}`)).toEqual([
      "noise *HQ,8168000005,V1,0436",
      `ascii ${V1}`,
    ]);
    const binary = fromHex("2451159218930839471704122440659000102332181e000344fffffbffff0033");
    const cut = ascii("*HQ,8168000005,V1,0436");
    expect(contents(splitFrames(join(cut, binary), { end: true }).frames)).toEqual([
      `noise ${hex(cut)}`,
      `binary ${hex(binary)}`,
    ]);
  });
  it("keep line breaks, stars, dollars and tildes in the texts of devices", () => {
    for (const text of ["SET OK", "a\nb\r\nc", "W07*ID:1*A:apn*4G:14", "costs $5 ~ $6", "x$"]) {
      expect(kinds(`*HQ,8168000005,SMS,${text}#`)).toEqual([`ascii *HQ,8168000005,SMS,${text}#`]);
    }
  });
});

describe("other frames", () => {
  it("X records are 32 bytes, and need no proof", () => {
    const bytes = fromHex(MILEAGE);
    expect(contents(new FrameSplitter().push(bytes))).toEqual([`mileage ${MILEAGE}`]);
  });
  it("P records extend to FF FF FF FF, or to the next `$` frame", () => {
    const head = "5010307310010503162209022212874500113466574c014028fffffbffff0102";
    const picture = fromHex(`${head} ffd8ffe0 2a48 2423 58 00 ffd9 ffffffff`);
    const binary = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
    expect(contents(splitFrames(join(picture, ascii(V1)), { end: true }).frames)).toEqual([
      `picture ${hex(picture)}`,
      `ascii ${hex(ascii(V1))}`,
    ]);
    const open = fromHex(`${head} ffd8ffe0 2a48`);
    expect(contents(splitFrames(join(open, fromHex(binary)), { end: true }).frames)).toEqual([
      `picture ${hex(open)}`,
      `binary ${binary}`,
    ]);
  });
});

describe("7E … 7E", () => {
  /** A JT/T 808 heartbeat: id 0002, no body, phone, serial, XOR. */
  function heartbeat(serial: string): Uint8Array {
    const body = fromHex(`0002 0000 019176652184 ${serial}`);
    const xor = body.reduce((sum, byte) => sum ^ byte, 0);
    return join(fromHex("7e"), body, new Uint8Array([xor]), fromHex("7e"));
  }
  const frames = ["0001", "0002", "0010"].map(heartbeat);

  it("is found without separators, with text, and with `$` frames", () => {
    const binary = fromHex("2451159218930839471704122440659000102332181e000344fffffbffff0033");
    const stream = join(frames[0]!, frames[1]!, ascii(V1), binary, frames[2]!, binary, ascii(V1));
    expect(
      contents(splitFrames(stream, { end: true }).frames).map((line) => line.split(" ")[0]),
    ).toEqual(["escaped", "escaped", "ascii", "binary", "escaped", "binary", "ascii"]);
  });
  it("a stray flag costs no frame, wherever it is", () => {
    for (const stray of ["7e", "7e7e", "aa7e", "7eaabb"]) {
      const stream = join(frames[0]!, fromHex(stray), frames[1]!, frames[2]!);
      const good = contents(splitFrames(stream, { end: true }).frames).filter((line) =>
        line.startsWith("escaped"),
      );
      expect(good).toEqual(frames.map((bytes) => `escaped ${hex(bytes)}`));
    }
  });
  it("a frame with a wrong checksum and length is still a frame", () => {
    const bad = frames[1]!.slice();
    bad[4]! ^= 0x05;
    bad[10]! ^= 0x01;
    expect(contents(splitFrames(join(frames[0]!, bad, frames[2]!), { end: true }).frames)).toEqual(
      [frames[0]!, bad, frames[2]!].map((bytes) => `escaped ${hex(bytes)}`),
    );
  });
  it("two flags around text frames enclose nothing", () => {
    const stream = join(fromHex("7eaa"), ascii(V1), ascii(V1), fromHex("7e"));
    expect(whole(stream).filter((line) => line.includes("ascii"))).toHaveLength(2);
  });
});

describe("limits", () => {
  it("a long backlog of good frames in one chunk passes", () => {
    const splitter = new FrameSplitter({ maxFrameLength: 256 });
    expect(splitter.push(ascii(V1.repeat(10_000)))).toHaveLength(10_000);
  });
  it("an endless frame becomes noise at the limit, and the next frame is found", () => {
    const splitter = new FrameSplitter({ maxFrameLength: 1000 });
    const frames: Frame[] = [];
    for (let i = 0; i < 300; i++)
      frames.push(
        ...splitter.push(ascii("*HQ,1,V1,").subarray(0, i === 0 ? 9 : 0)),
        ...splitter.push(ascii("1234567890")),
      );
    frames.push(...splitter.push(ascii(V1)));
    expect(frames.at(-1)!.format).toBe("ascii");
    expect(frames.slice(0, -1).every((frame) => frame.format === "noise")).toBe(true);
    expect(Math.max(...frames.map((frame) => frame.bytes.length))).toBeLessThanOrEqual(1000);
  });
  it("are checked: RangeError that names the option", () => {
    for (const value of [0, 255, 2 ** 21, 1.5, Number.NaN]) {
      expect(() => new FrameSplitter({ maxFrameLength: value })).toThrow(
        /^options\.maxFrameLength must be/,
      );
    }
    expect(() => splitFrames(new Uint8Array(0), { binaryLength: 31 })).toThrow(RangeError);
  });
  it("bytes that are no Uint8Array are a TypeError, a Buffer is one", () => {
    for (const value of [
      undefined,
      null,
      1,
      [1, 2],
      "*HQ#",
      new ArrayBuffer(2),
      new DataView(new ArrayBuffer(2)),
    ]) {
      expect(() => splitFrames(value as never)).toThrow(TypeError);
      expect(() => new FrameSplitter().push(value as never)).toThrow(TypeError);
    }
    expect(new FrameSplitter().push(Buffer.from(V1, "latin1"))).toHaveLength(1);
  });
  it("a chunk of a Buffer pool is not kept", () => {
    const chunk = Buffer.from(V1.slice(0, 30), "latin1");
    const splitter = new FrameSplitter();
    splitter.push(chunk);
    chunk.fill(0);
    expect(contents(splitter.push(Buffer.from(V1.slice(30), "latin1")))).toEqual([
      `ascii ${hex(ascii(V1))}`,
    ]);
  });
});

describe("splitFrames", () => {
  it("returns how much it consumed, so that the rest can be kept", () => {
    const bytes = ascii(`${V1}\r\n${V1.slice(0, 20)}`);
    const { frames, consumed } = splitFrames(bytes);
    expect(frames).toHaveLength(1);
    expect(consumed).toBe(V1.length + 2);
    expect(splitFrames(bytes, { end: true }).consumed).toBe(bytes.length);
    expect(splitFrames(new Uint8Array(0), { end: true })).toEqual({ frames: [], consumed: 0 });
  });
  it("gives views of the caller's bytes, and offsets into them", () => {
    const bytes = ascii(`\r\n${V1}`);
    const [frame] = splitFrames(bytes).frames;
    expect(frame!.offset).toBe(2);
    expect(frame!.bytes.buffer).toBe(bytes.buffer);
  });
});
