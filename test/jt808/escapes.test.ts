/**
 * 7D 01 and 7D 02 in a frame: as escapes, and as data in a frame that was passed on unescaped (docs/protocol/jt808.md
 * §3).
 */
import { describe, expect, it } from "vitest";
import { explain, type Message, parseFrame } from "../../src/index.ts";
import { fromHex, toHex } from "./frames.ts";

const PHONE = "019176652184";
const sumOf = (hex: string): string =>
  [...fromHex(hex)]
    .reduce((sum, byte) => sum ^ byte, 0)
    .toString(16)
    .padStart(2, "0");
/** An unknown message whose header announces a body of `length` bytes. */
const head = (length: number): string => `0f0f${length.toString(16).padStart(4, "0")}${PHONE}00b3`;
const read = (hex: string): unknown[] => {
  const message = parseFrame({ format: "escaped", bytes: fromHex(hex), offset: 0 }) as Message & {
    tail: Uint8Array;
  };
  return [
    toHex(message.tail),
    ...message.issues.map(({ code }) => code).filter((code) => code !== "not-decoded"),
  ];
};

describe("a body", () => {
  const right = (sent: string, meant: string): string =>
    `7e${head(meant.length / 2)}${sent}${sumOf(head(meant.length / 2) + meant)}7e`;
  it.each<readonly [what: string, frame: string, ...shown: string[]]>([
    ["without escapes", right("aabb", "aabb"), "aabb"],
    ["with one of each", right("aa7d01bb7d02", "aa7dbb7e"), "aa7dbb7e"],
    ["of escapes alone", right("7d017d017d02", "7d7d7e"), "7d7d7e"],
    ["with an escaped escape", right("7d0101", "7d01"), "7d01"],
    ["with a 7D that nobody escaped", right("aa7dbb", "aa7dbb"), "aa7dbb"],
    ["with 7D 03", right("7d03", "7d03"), "7d03"],
    ["with 7D 00", right("7d00", "7d00"), "7d00"],
    ["that is unescaped already", right("aa7d01bb", "aa7d01bb"), "aa7d01bb", "unescaped"],
    ["that is unescaped already, with a 7E", right("7d02", "7d02"), "7d02", "unescaped"],
  ])("%s", (_what, frame, ...shown) => {
    expect(read(frame)).toEqual(shown);
  });

  it("is unescaped if checksum or length are wrong either way", () => {
    const sent = "aa7d01bb";
    const sum = sumOf(head(4) + sent);
    const wrong = (Number.parseInt(sum, 16) ^ 4).toString(16).padStart(2, "0");
    expect(read(`7e${head(4)}${sent}${wrong}7e`)).toEqual([
      "aa7dbb",
      "bad-checksum",
      "length-differs",
    ]);
    // The right checksum of the bytes as sent, but another length.
    const other = sumOf(head(5) + sent);
    expect(read(`7e${head(5)}${sent}${other}7e`)).toEqual([
      "aa7dbb",
      "bad-checksum",
      "length-differs",
    ]);
    // The right checksum of the unescaped bytes, but another length.
    const third = sumOf(`${head(7)}aa7dbb`);
    expect(read(`7e${head(7)}${sent}${third}7e`)).toEqual(["aa7dbb", "length-differs"]);
  });

  it("may have its checksum escaped", () => {
    // The last byte of the body makes the checksum 7E, or 7D.
    for (const [sum, sent] of [
      [0x7e, "7d02"],
      [0x7d, "7d01"],
    ] as const) {
      const byte = (Number.parseInt(sumOf(head(1)), 16) ^ sum).toString(16).padStart(2, "0");
      expect(read(`7e${head(1)}${byte}${sent}7e`)).toEqual([byte]);
      if (sum === 0x7d) expect(read(`7e${head(1)}${byte}7d7e`)).toEqual([byte]);
    }
  });
});

describe("explain", () => {
  it("gives offsets that count escapes", () => {
    // The id has an escaped 7E, the phone number none, the number of the message an escaped 7D, the body one of each.
    const meant = `0f7e0003${PHONE}7d01aa7d7e`;
    const sent = `0f7d020003${PHONE}7d0101aa7d017d02`;
    const rows = explain({
      format: "escaped",
      bytes: fromHex(`7e${sent}${sumOf(meant)}7e`),
      offset: 0,
    });
    expect(rows.map(({ offset, length, name, value }) => [offset, length, name, value])).toEqual([
      [0, 1, "start", "7e"],
      [1, 3, "command", "0x0f7e"],
      [4, 2, "jt808", { version: 2013 }],
      [6, 6, "deviceId", PHONE],
      [12, 3, "serialNumber", 0x7d01],
      [15, 5, "tail", "aa7d7e"],
      [20, 1, "checksum", sumOf(meant)],
      [21, 1, "end", "7e"],
    ]);
  });

  it("gives offsets in a frame that is already unescaped", () => {
    const meant = `${head(3)}7d01aa`;
    const rows = explain({
      format: "escaped",
      bytes: fromHex(`7e${meant}${sumOf(meant)}7e`),
      offset: 0,
    });
    expect(
      rows.slice(-3).map(({ offset, length, name, value }) => [offset, length, name, value]),
    ).toEqual([
      [13, 3, "tail", "7d01aa"],
      [16, 1, "checksum", sumOf(meant)],
      [17, 1, "end", "7e"],
    ]);
  });
});
