import { describe, expect, test } from "vitest";
import { HexReader, hexToBytes } from "../../src/cli/hex.ts";
import type { Piece } from "../../src/cli/pieces.ts";

const NAME = "log.hex";

interface Capture {
  readonly hex: string;
  readonly line: number | undefined;
}

/** The captures in a text that is read in chunks of this size. */
function captures(text: string, size = text.length, join = false): Capture[] {
  const reader = new HexReader({ name: NAME, join });
  const found: Capture[] = [];
  let open = "";
  const take = (pieces: Iterable<Piece>): void => {
    for (const { bytes, ends, line } of pieces) {
      open += Buffer.from(bytes).toString("hex");
      if (!ends) continue;
      found.push({ hex: open, line });
      open = "";
    }
  };
  const source = Buffer.from(text, "latin1");
  for (let at = 0; at < source.length; at += size)
    take(reader.push(source.subarray(at, at + size)));
  take(reader.end());
  expect(open).toBe("");
  return found;
}

describe("hex as people paste it", () => {
  test.each([
    ["plain", "2a4851"],
    ["capitals", "2A4851".toUpperCase()],
    ["blanks", "2a 48\t51 "],
    ["groups of two bytes", "2a48 51"],
    ["colons", "2a:48:51"],
    ["hyphens", "2A-48-51"],
    ["0x", "0x2a 0x48 0X51"],
    ["0x and commas", "0x2a,0x48,0x51,"],
    ["0x once", "0x2a4851"],
    ["escapes", "\\x2a\\x48\\x51"],
    ["Windows line end", "2a4851\r\n"],
  ])("%s", (_name, text) => {
    expect(captures(text)).toEqual([{ hex: "2a4851", line: 1 }]);
  });

  test("0x00 is a byte, and 00 before x is not a prefix", () => {
    expect(captures("0x00 0x0a")).toEqual([{ hex: "000a", line: 1 }]);
    expect(() => captures("00x1")).toThrow('log.hex:1: "x" at column 3 is not hex');
  });

  test("each line is a capture of its own; empty lines are none", () => {
    expect(captures("2a48\n\n  \n512c\r\n38")).toEqual([
      { hex: "2a48", line: 1 },
      { hex: "512c", line: 4 },
      { hex: "38", line: 5 },
    ]);
  });

  test("joined, all lines are one capture without a line number", () => {
    expect(captures("2a48\n512c\n38\n", undefined, true)).toEqual([
      { hex: "2a48512c38", line: undefined },
    ]);
  });

  test("no matter how the text is cut", () => {
    const text = "0x2a, 0x48\r\n\\x51\\x2c\n\n38:31 36-30\n3532";
    for (let size = 1; size <= text.length; size++) {
      expect(captures(text, size), `chunks of ${size}`).toEqual(captures(text));
    }
  });

  test("a line longer than any buffer comes in pieces", () => {
    const reader = new HexReader({ name: NAME });
    const digits = Buffer.alloc(300_000, "2a");
    let length = 0;
    let longest = 0;
    for (const piece of [reader.push(digits), reader.end()].flatMap((pieces) => [...pieces])) {
      length += piece.bytes.length;
      longest = Math.max(longest, piece.bytes.length);
    }
    expect(length).toBe(150_000);
    expect(longest).toBeLessThanOrEqual(65_536);
  });
});

describe("what is not hex is named with its place", () => {
  test.each([
    ["2a4", "log.hex:1: odd number of hex digits"],
    ["2a48\n2a4\n", "log.hex:2: odd number of hex digits"],
    ["2a 4 8", "log.hex:1: odd number of hex digits"],
    ["2a4g", 'log.hex:1: "g" at column 4 is not hex'],
    ["2a48\n\n*HQ", 'log.hex:3: "*" at column 1 is not hex'],
    ["2a\x1b", "log.hex:1: byte 0x1b at column 3 is not hex"],
    ["2a\\48", 'log.hex:1: "\\" at column 4 is not hex'],
    ["2a\\", 'log.hex:1: "\\" at column 3 is not hex'],
    ["x2a", 'log.hex:1: "x" at column 1 is not hex'],
    ["1x2a", 'log.hex:1: "x" at column 2 is not hex'],
  ])("%j", (text, message) => {
    expect(() => captures(text)).toThrow(message);
  });

  test("the captures before it come out first", () => {
    const reader = new HexReader({ name: NAME });
    const pieces = reader.push(Buffer.from("2a48\n2a4\n"));
    expect(pieces.next().value).toMatchObject({ ends: true, line: 1 });
    expect(() => pieces.next()).toThrow("log.hex:2");
  });
});

test("hex in a string is read the same way", () => {
  expect(Buffer.from(hexToBytes("2a 48\n51", NAME, 7)).toString("hex")).toBe("2a4851");
  expect(hexToBytes("", NAME, 7)).toHaveLength(0);
  expect(hexToBytes("2a".repeat(100_000), NAME, 7)).toHaveLength(100_000);
  expect(() => hexToBytes("2a4", NAME, 7)).toThrow("log.hex:7: odd number of hex digits");
});
