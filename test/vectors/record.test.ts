import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { plainMessage, recordCapture } from "../../src/vectors/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const V1 = "*HQ,8160528000,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#";
const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";
const SOS = V1.replace("FFFFFBFF", "FFFFFBFD");
/** An `X` record, which has no id (docs/protocol/h02.md §1.4). */
const X = Buffer.from("5800009814991024031101175555239206012107187c000095fffffbffff0033", "hex");

const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as never))));
const wordsOf = (...parts: readonly (string | Uint8Array)[]): unknown[] =>
  recordCapture(joined(...parts)).map(({ messages }) => messages.map(({ command }) => command));

function checkRecorded(bytes: Uint8Array): void {
  const parts = recordCapture(bytes);
  const wherever = (messages: readonly object[]): unknown =>
    JSON.parse(JSON.stringify(messages), (key, value) => (key === "offsets" ? [] : value));
  expect(wherever(parts.flatMap(({ messages }) => messages))).toEqual(
    wherever(decode(bytes).map(plainMessage)),
  );
  for (const part of parts) expect(decode(part.bytes).map(plainMessage)).toEqual(part.messages);
}

/** docs/protocol/jt808.md §3: a heartbeat, or part `number` of `of` of 0x0801 with one byte of body. */
function jt808(serial: number, number = 0, of = 2): Uint8Array {
  const head =
    number === 0
      ? [0x00, 0x02, 0x00, 0x00, 1, 2, 3, 4, 5, 6, 0, serial]
      : [0x08, 0x01, 0x20, 0x01, 1, 2, 3, 4, 5, 6, 0, serial, 0, of, 0, number, 0x55];
  return Uint8Array.from([0x7e, ...head, head.reduce((sum, byte) => sum ^ byte, 0), 0x7e]);
}

describe("recordCapture", () => {
  const known = loadVectors().flatMap(({ vectors }) => vectors);

  it.each(known.map((vector) => [vector.id, vector] as const))(
    "splits %s into parts that give the same messages separately",
    (_id, vector) => {
      const bytes = bytesOf(vector);
      checkRecorded(bytes);
      expect(recordCapture(bytes).flatMap(({ messages }) => messages)).toEqual(vector.expect);
    },
  );

  it("splits any capture like that", () => {
    const part = fc.oneof(
      fc.constantFrom(...known.map(bytesOf)),
      fc.constantFrom(X, jt808(1), jt808(2, 1), jt808(3, 2), Buffer.from("?".repeat(24))),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        checkRecorded(joined(...parts));
      }),
    );
  });

  it("makes a part of each frame, without separators", () => {
    const bytes = joined(`\r\n${V1}\r\n${HEARTBEAT}${SOS}\r\n`);
    expect(recordCapture(bytes).map((part) => Buffer.from(part.bytes).toString())).toEqual([
      V1,
      HEARTBEAT,
      SOS,
    ]);
    expect(recordCapture(new Uint8Array(0))).toEqual([]);
  });

  it("keeps frames without an id with the one that has it", () => {
    expect(wordsOf(HEARTBEAT, V1, X, X, SOS)).toEqual([["HTBT"], ["V1", "X", "X"], ["V1"]]);
    const parts = recordCapture(joined(HEARTBEAT, V1, X));
    expect(parts[1]!.messages[1]!["deviceId"]).toBe("8160528000");
    expect(Buffer.from(parts[1]!.bytes)).toEqual(Buffer.from(joined(V1, X)));
  });

  it("makes a separate part of a frame whose id is unknown", () => {
    expect(wordsOf(X, V1)).toEqual([["X"], ["V1"]]);
  });

  it("keeps the bytes between them", () => {
    const noise = "?".repeat(24);
    expect(wordsOf(HEARTBEAT, V1, noise, X)).toEqual([["HTBT"], ["V1", "", "X"]]);
    expect(wordsOf(V1, noise, X, SOS)).toEqual([["V1", "", "X", "V1"]]);
    checkRecorded(joined(HEARTBEAT, V1, noise, X, SOS, noise, X, X));
  });

  it("keeps the parts of a JT/T 808 message together, with the bytes between them", () => {
    expect(wordsOf(jt808(1), jt808(2, 1), jt808(3, 2), jt808(4))).toEqual([
      ["0x0002"],
      ["0x0801", "0x0801", "0x0801"],
      ["0x0002"],
    ]);
    expect(wordsOf(V1, jt808(2, 1), V1, jt808(3, 2), V1)).toEqual([
      ["V1"],
      ["0x0801", "V1", "0x0801", "0x0801"],
      ["V1"],
    ]);
  });

  it("separates parts whose message is never complete", () => {
    expect(wordsOf(jt808(2, 1, 3), jt808(3, 2, 3), V1)).toEqual([["0x0801"], ["0x0801"], ["V1"]]);
  });

  it("refuses other types than bytes", () => {
    expect(() => recordCapture("text" as never)).toThrow(
      new TypeError("bytes must be a Uint8Array, not a string"),
    );
  });
});
