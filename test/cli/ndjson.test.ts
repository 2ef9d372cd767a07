/** A line of NDJSON is the JSON of the result of `toJson`, after the origin. */
import { expect, test } from "vitest";
import { LineBuffer } from "../../src/cli/line-buffer.ts";
import { ndjsonPrinter } from "../../src/cli/ndjson.ts";
import type { Origin } from "../../src/cli/printer.ts";
import { printableJson } from "../../src/cli/text.ts";
import { decode, type Message, toJson } from "../../src/index.ts";
import { parseSms } from "../../src/sms/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

function obviousLine(message: Message, origin: Origin, noFrame: boolean): string {
  const { transport, peer, ...place } = origin;
  const { text: _, ...reply } = message.type === "text" ? parseSms(message.text) : { text: "" };
  const whole = message.type === "text" ? { ...message, reply } : message;
  const row = {
    ...(transport === undefined ? {} : { transport, peer, receivedAt: origin.receivedAt }),
    ...(Object.keys(place).length === 0 ? {} : { origin: place }),
    ...toJson(whole as Message, { frame: !noFrame }),
  };
  return `${printableJson(JSON.stringify(row))}\n`;
}

const ORIGINS: readonly Origin[] = [
  {},
  { file: 'a"\u0085b\u202e\\.log', line: 3, direction: "down" },
  { transport: "tcp", peer: "[::1]:5013", receivedAt: new Date(Date.UTC(2026, 1, 3, 4, 5, 6, 7)) },
];

const messages = loadVectors().flatMap(({ vectors }) =>
  vectors.flatMap((vector) => decode(bytesOf(vector))),
);

test.each([false, true])("of every vector, without frame: %s", (noFrame) => {
  const print = ndjsonPrinter({ noFrame });
  expect(messages.length).toBeGreaterThan(500);
  for (const origin of ORIGINS) {
    for (const message of messages) {
      expect(print(message, origin)).toBe(obviousLine(message, origin, noFrame));
    }
  }
});

test.each([
  ["times", [Number.NaN, 0, -1, 8.64e15, -8.64e15, -62167219200000, 253402300800000, 1e12 + 7]],
  ["numbers", [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e21, 1e-7, 0.1, 2 ** 53]],
  ["texts", ["", '"', "\\", "\u0000\u001f\u007f\u009f\u2028", "ÄÖ漢", "\ud800", "😀\u{e0001}"]],
  ["others", [null, undefined, true, [], {}, [undefined, [null]], { a: undefined, "": 1 }]],
])("of custom %s", (what, values) => {
  const [first] = messages;
  for (const value of values) {
    const own = what === "times" ? new Date(value as number) : value;
    const message = { ...first, own, inner: { own: [own], "a\u2028b": new Uint8Array([0, 255]) } };
    const line = ndjsonPrinter()(message as unknown as Message, {});
    expect(line).toBe(obviousLine(message as unknown as Message, {}, false));
  }
});

test("the flags of a status are those of its word and its table", () => {
  const print = ndjsonPrinter();
  const text = "*HQ,8168000005,V1,043602,A,2234.9273,N,11354.3980,E,000.06,000,220714,FFF7BBFF#";
  for (const statusTable of ["tq", "sinotrack", "cantrack", "tq"] as const) {
    for (const word of ["FFF7BBFF", "FFFFBBFF", "00000000"]) {
      const [message] = decode(text.replace("FFF7BBFF", word), { statusTable });
      expect(print(message!, {})).toBe(obviousLine(message!, {}, false));
    }
  }
});

test("a property of another message may be named like the frame or the status", () => {
  const print = ndjsonPrinter();
  const [first] = messages;
  for (const status of ["open", "closed", 1, null, { word: "a" }, { word: "a", b: 1 }]) {
    const message = {
      ...first,
      values: { status, frame: status, latitude: "1" },
    } as unknown as Message;
    expect(print(message, {})).toBe(obviousLine(message, {}, false));
  }
});

test("returned lines do not change when others follow", () => {
  for (const length of [1, 40_000, 100_000]) {
    const lines = new LineBuffer();
    const taken = ["a", "b"].map((letter) => {
      lines.addAscii(letter.repeat(length));
      return lines.take();
    });
    expect(taken.map(String)).toEqual(["a".repeat(length), "b".repeat(length)]);
  }
});
