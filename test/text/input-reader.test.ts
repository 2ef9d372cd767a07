import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import {
  type CapturedPiece,
  type Direction,
  INPUT_PROBLEMS,
  type InputOptions,
  type InputProblem,
  type InputProblemCode,
  InputReader,
  readInput,
} from "../../src/text/index.ts";
import { BINARY, HEARTBEAT, toHexText, V1 } from "../cli/harness.ts";
import { FORMS, hexdumpC, tcpdump, xxd } from "./forms.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const binary: Uint8Array = Buffer.from(BINARY, "hex");

function read(
  input: Uint8Array | string,
  options: InputOptions = {},
  size = 1_000_000,
): { pieces: CapturedPiece[]; reader: InputReader } {
  const reader = new InputReader(options);
  const pieces: CapturedPiece[] = [];
  const all = typeof input === "string" ? bytes(input) : input;
  for (let at = 0; at < all.length; at += size) {
    pieces.push(...reader.push(all.subarray(at, at + size)));
  }
  return { pieces: [...pieces, ...reader.end()], reader };
}

const sides: readonly (Direction | null)[] = ["up", "down", null];
const codes = Object.keys(INPUT_PROBLEMS) as InputProblemCode[];
const isProblem = ({ code, line, column, text }: InputProblem): boolean =>
  codes.includes(code) && line >= 1 && column >= 1 && text !== "";

const texts = (pieces: readonly CapturedPiece[]): string[] =>
  pieces.map((piece) => Buffer.from(piece.bytes).toString("latin1"));

describe("the context of a capture is read", () => {
  it("time, session and direction of JSON, CSV and READ/WRITE logs", () => {
    const way = ({ direction, time, session }: CapturedPiece): unknown[] => [
      direction,
      time?.toISOString() ?? null,
      session,
    ];
    const json = read(
      `{"level":30,"time":1728123851000,"dir":"rx","session":"a1","raw":"${toHexText(V1)}"}\n{"level":30,"time":1728123852000,"dir":"tx","session":"a1","raw":"${toHexText("*HQ,1,R12,102411#")}"}\n`,
    );
    expect(json.pieces.map(way)).toEqual([
      ["up", "2024-10-05T10:24:11.000Z", "a1"],
      ["down", "2024-10-05T10:24:12.000Z", "a1"],
    ]);
    const csv = read(
      `time,direction,session,hex\n2024-10-05T12:24:11+02:00,in,7,${toHexText(V1)}\n2024-10-05T12:24:12+02:00,out,7,${toHexText(V1)}\n`,
    );
    expect(csv.pieces.map(way)).toEqual([
      ["up", "2024-10-05T10:24:11.000Z", "7"],
      ["down", "2024-10-05T10:24:12.000Z", "7"],
    ]);
    const log = read(
      `2024-10-05 12:24:11 READ 10.0.0.7:49152 ${V1}\n2024-10-05 12:24:11 WRITE 10.0.0.7:49152 ${V1}\n`,
      { utcOffsetMinutes: 120 },
    );
    expect(log.pieces.map(way)).toEqual([
      ["up", "2024-10-05T10:24:11.000Z", "10.0.0.7:49152"],
      ["down", "2024-10-05T10:24:11.000Z", "10.0.0.7:49152"],
    ]);
  });

  it.each([
    ["tcpdump", `${tcpdump(bytes(V1))}\n${tcpdump(bytes("*HQ,1,R12,102411#"), false)}\n`],
    [
      "Wireshark, the other side indented",
      `${hexdumpC(bytes(V1))}\n${hexdumpC(bytes("*HQ,1,R12,102411#")).replace(/^/gm, "    ")}\n`,
    ],
    ["words", `from device: ${V1}\nto device: *HQ,1,R12,102411#\n`],
    ["RX and TX", `RX ${toHexText(V1)}\nTX ${toHexText("*HQ,1,R12,102411#")}\n`],
    ["a title above", `Sent to the device:\n${toHexText("*HQ,1,R12,102411#")}\n`],
  ])("%s", (_name, input) => {
    const down = read(input).pieces.filter(({ direction }) => direction === "down");
    expect(texts(down)).toEqual(["*HQ,1,R12,102411#"]);
  });

  it("line and column point to the capture", () => {
    const input = `first\n\nsecond RX: ${toHexText(V1)}\n`;
    const [piece] = read(input).pieces;
    const line = input.split("\n")[(piece?.line ?? 0) - 1] ?? "";
    expect(line.slice((piece?.column ?? 0) - 1)).toBe(toHexText(V1));
  });
});

describe("wrappers of an input are removed", () => {
  const log = `2023-05-19 10:27:34  INFO: [T10b9422c: h02 < 10.2.2.2] ${toHexText(V1)}\n`;
  const wrapped: [string, Uint8Array][] = [
    ["gzip", gzipSync(log)],
    ["zip", zipSync({ "folder/": new Uint8Array(0), "tracker-server.log": bytes(log) })],
    ["a zip of what was packed", zipSync({ "x.log.gz": gzipSync(log) })],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${log}`, "utf16le")],
    ["UTF-16 without", Buffer.from(log, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\ufeff${log}`, "utf16le").swap16()],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${log}`)],
  ];
  it.each(wrapped)("%s, in any chunks", (_name, input) => {
    for (const size of [1, 7, 1_000_000]) {
      const { pieces, reader } = read(input, {}, size);
      expect(texts(pieces)).toEqual([V1]);
      expect(reader.form.name).toBe("traccar");
      expect(reader.problems).toEqual([]);
    }
  });

  it("no more than maxOutputBytes, with a note", () => {
    const lines = gzipSync(log.repeat(100_000));
    const { pieces, reader } = read(lines, { maxOutputBytes: 10 * log.length });
    expect(pieces).toHaveLength(10);
    expect(reader.problems).toMatchObject([{ code: "too-large" }]);
    expect(read(lines, { maxOutputBytes: 1e9 }).pieces).toHaveLength(100_000);
  });

  it("a damaged input is read as far as possible, with a note", () => {
    const packed = gzipSync(log.repeat(1000), { level: 0 });
    const { pieces, reader } = read(packed.subarray(0, packed.length / 2));
    expect(pieces.length).toBeGreaterThan(100);
    expect(reader.problems.map(({ code }) => code)).toContain("damaged");
    const two = read(zipSync({ a: bytes(log), b: bytes(log) }));
    expect(two.pieces).toHaveLength(1);
    expect(two.reader.problems).toMatchObject([{ code: "several-files" }]);
  });
});

describe("raw bytes", () => {
  it("give one piece per frame, in any chunks", () => {
    const stream = Buffer.concat([bytes(`${V1}\r\n`), binary, bytes(HEARTBEAT)]);
    const all = read(stream).pieces;
    expect(all.map((piece) => Buffer.from(piece.bytes).toString("hex"))).toEqual([
      toHexText(V1),
      BINARY,
      toHexText(HEARTBEAT),
    ]);
    expect(all.map(({ line, column }) => [line, column])).toEqual([
      [1, 1],
      [2, 1],
      [2, 46],
    ]);
    for (const size of [1, 2, 3, 50]) expect(read(stream, {}, size).pieces).toEqual(all);
  });

  it("release a text frame at its end, without a line end", () => {
    const reader = new InputReader();
    expect(texts(reader.push(V1.slice(0, 30)))).toEqual([]);
    expect(texts(reader.push(V1.slice(30)))).toEqual([V1]);
  });

  it("may have a frame with a text of several lines", () => {
    const sms = "*HQ,7028911234,SMS,ST906(70SACD)\nID:7028911234\nGSM:26#";
    expect(texts(read(`${sms}\n${V1}\n`).pieces)).toEqual([sms, V1]);
  });
});

describe("a chosen form", () => {
  it("is the only one that is read", () => {
    const hex = toHexText(V1);
    expect(texts(read(hex, { form: "hex" }).pieces)).toEqual([V1]);
    expect(texts(read(hex, { form: "raw" }).pieces).join("")).toBe(hex);
    expect(texts(read(hex, { form: "traccar" }).pieces)).toEqual([]);
    const { reader } = read("2a48\n2a zz\n", { form: "hex" });
    expect(reader.problems).toMatchObject([{ code: "not-hex", line: 2, column: 4 }]);
  });

  it.each([
    ["", 2, 3],
    ["> ", 2, 5],
  ])(
    "names the line of a half byte after %j, in a form with captures over several lines",
    (quote, line, column) => {
      const lines = [toHexText("*HQ,353271799434922,XT"), "2a4"].map((text) => quote + text);
      const { reader } = read(lines.join("\n"));
      expect(reader.problems).toMatchObject([{ code: "odd-digits", line, column }]);
    },
  );

  it.each([
    [{ form: "xml" }, "options.form must be one of raw, text"],
    [{ maxOutputBytes: 0 }, "options.maxOutputBytes must be a whole number"],
    [{ utcOffsetMinutes: 900 }, "options.utcOffsetMinutes must be a whole number"],
    [{ port: 70_000 }, "options.port must be a whole number"],
  ])("options are checked: %j", (options, message) => {
    expect(() => new InputReader(options as never)).toThrow(RangeError);
    expect(() => readInput("", options as never)).toThrow(message);
  });

  it("a value that is no input is refused", () => {
    expect(() => readInput(17 as never)).toThrow(TypeError);
    const reader = new InputReader();
    reader.end();
    expect(() => reader.push("x")).toThrow("chunk must come before end()");
  });
});

describe("no frame is invented", () => {
  it.each([
    [
      "ids and check sums",
      "user 2412345678901234567890123456789012345678 sha 7e0200aabbccddeeff00112233445566778899aa uuid 24000000-0000-4000-8000-000000000000\n",
    ],
    ["prose with stars", "*no, that is #1 of *it, see #2\nand **AB, cd**\n"],
    ["a list of numbers", "ports [5013, 5014, 36, 32] and [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"],
    ["a quote in prose", "it's b' see #17 $HOME ~/.bashrc and $HOME ~/.profile, it's b'\n"],
    ["times and addresses", "10:24:11 24:20:72:12:91:93:10:52 2024-10-05 10:24:11\n"],
    [
      "lines of Traccar without a capture",
      "2018-05-19 10:27:34  INFO: [10B9422C] id: 4710031234, lat: 47.70274\n2018-05-19 10:27:34  INFO: [10B9422C] connected\n",
    ],
  ])("%s", (_name, input) => {
    expect(read(input).pieces).toEqual([]);
  });

  it.each([
    ["the middle of a frame", "b'1212,A,2234.5678,N,'", "1212,A,2234.5678,N,"],
    ["blanks beside an escape", "b'a b\\x24'", "a b$"],
    ["blanks inside a frame", "b'*HQ,1234567890,SMS,a b#'", "*HQ,1234567890,SMS,a b#"],
  ])("but bytes stay: %s", (_name, input, expected) => {
    expect(texts(read(`${input}\n`).pieces)).toEqual([expected]);
  });

  it("an invalid line of base64 costs no frame", () => {
    const frame = "7e0002000301234567890100205a1f01ed7e";
    const { pieces } = read(`fgI${"A".repeat(61)}\n${frame}\n`);
    expect(pieces.map((piece) => Buffer.from(piece.bytes).toString("hex"))).toEqual([frame]);
  });

  it("the text column of a dump is no frame", () => {
    const { pieces } = read(`${xxd(bytes(V1))}\n`);
    expect(texts(pieces)).toEqual([V1]);
  });

  it("any input: no throw, and the same pieces in any chunks", () => {
    const written = FORMS.map(({ isBinary, write }) =>
      write(isBinary ? [binary, bytes(V1)] : [bytes(V1), bytes(HEARTBEAT)]),
    );
    const part = fc.oneof(
      fc.constantFrom(...written, "\n", "\r\n", " ", "{", '"', "[", "24", "HEX: ", "\\x24", "b'"),
      fc.string({ maxLength: 30, unit: "binary" }),
      fc.uint8Array({ maxLength: 30 }).map((some) => Buffer.from(some).toString("latin1")),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(part, fc.nat(2000), fc.nat(2000)), { maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        (parts, size) => {
          const input = parts.map(([text, from, to]) =>
            text.slice(from % 7, text.length - (to % 9)),
          );
          const all = bytes(input.join(""));
          const whole = read(all);
          const cut = read(all, {}, size);
          expect(cut.pieces).toEqual(whole.pieces);
          expect(cut.reader.problems).toEqual(whole.reader.problems);
          expect(whole.reader.problems.every(isProblem)).toBe(true);
          expect(whole.pieces.every(({ direction }) => sides.includes(direction))).toBe(true);
        },
      ),
      { numRuns: Number(process.env["FUZZ"] ?? 400) },
    );
  });
});
