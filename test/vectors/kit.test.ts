import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import {
  checkVectors,
  compareMessages,
  formatVector,
  loadVectors,
  parseVectors,
  plainMessage,
  type Vector,
  vectorBytes,
  vectorFamilies,
  vectorInput,
} from "../../src/vectors/index.ts";
import { violations } from "./schema.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../vectors/${path}`, import.meta.url), "utf8");
const SCHEMA = JSON.parse(read("schema.json"));

const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";
/** From docs/protocol/h02.md §2.5: the number is the battery in percent. */
const EXPECTED = {
  type: "heartbeat",
  command: "HTBT",
  maker: "HQ",
  deviceId: "135790246811220",
  batteryPercent: 100,
  issues: [],
};
const VECTOR: Vector = {
  id: "a-1",
  ascii: HEARTBEAT,
  source: "made for this test",
  note: "",
  expect: [EXPECTED],
};

describe("the vectors that the package carries", () => {
  it("equal the files, for all families and for each", () => {
    const lines = vectorFamilies().flatMap((family) =>
      read(`${family}.jsonl`)
        .split("\n")
        .filter((line) => line !== ""),
    );
    expect(loadVectors()).toEqual(lines.map((line) => JSON.parse(line)));
    expect(loadVectors("v8")).toEqual(
      read("v8.jsonl")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
    );
    expect(vectorFamilies()).toContain("binary-45");
  });

  it("are new objects each time, so that callers cannot affect each other", () => {
    (loadVectors("v8")[0]!.expect[0] as Record<string, unknown>)["type"] = "spoilt";
    expect(loadVectors("v8")[0]!.expect[0]!["type"]).toBe("position");
  });

  it("have unique ids across files, and match the published schema", () => {
    const vectors = loadVectors();
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
    for (const vector of vectors)
      expect([vector.id, violations(SCHEMA, vector)]).toEqual([vector.id, []]);
  });

  it("report an unknown family", () => {
    expect(() => loadVectors("v77")).toThrow(RangeError);
    expect(() => loadVectors("__proto__")).toThrow(/family must be one of/);
  });

  it("all pass with the decoder of this package", () => {
    const { changed, pending, results } = checkVectors(loadVectors(), (bytes) => decode(bytes));
    expect(changed).toEqual([]);
    expect(pending).toEqual([]);
    expect(results.length).toBe(loadVectors().length);
  });
});

describe("the format", () => {
  const line = formatVector(VECTOR);
  /** Each has one error, which both the parser and the schema must detect. */
  const BAD: readonly (readonly [what: string, row: object, problem: string])[] = [
    ["no id", { ...VECTOR, id: undefined }, "no id"],
    ["empty id", { ...VECTOR, id: "" }, "wrong value of id"],
    ["an id of another type", { ...VECTOR, id: 1 }, "wrong value of id"],
    ["no source", { ...VECTOR, source: undefined }, "no source"],
    ["source of another type", { ...VECTOR, source: null }, "wrong value of source"],
    ["no note", { ...VECTOR, note: undefined }, "no note"],
    ["note of another type", { ...VECTOR, note: 1 }, "wrong value of note"],
    ["no input", { ...VECTOR, ascii: undefined }, "it must have either ascii or hex"],
    ["two inputs", { ...VECTOR, hex: "24" }, "it must have either ascii or hex"],
    ["odd number of digits", { ...VECTOR, ascii: undefined, hex: "242" }, "wrong value of hex"],
    ["upper-case hex", { ...VECTOR, ascii: undefined, hex: "2A" }, "wrong value of hex"],
    [
      "hex behind something else",
      { ...VECTOR, ascii: undefined, hex: "x24" },
      "wrong value of hex",
    ],
    [
      "something else behind hex",
      { ...VECTOR, ascii: undefined, hex: "24x" },
      "wrong value of hex",
    ],
    ["hex of another type", { ...VECTOR, ascii: undefined, hex: 24 }, "wrong value of hex"],
    ["a character that is no byte", { ...VECTOR, ascii: "*HQ,\u0100#" }, "wrong value of ascii"],
    ["text of another type", { ...VECTOR, ascii: ["*"] }, "wrong value of ascii"],
    [
      "a canonical form of another type",
      { ...VECTOR, notCanonical: true },
      "wrong value of notCanonical",
    ],
    ["no expectation", { ...VECTOR, expect: undefined }, "no expect"],
    ["an expectation that is no list", { ...VECTOR, expect: {} }, "wrong value of expect"],
    [
      "a message that is no object",
      { ...VECTOR, expect: [EXPECTED, null] },
      "wrong value of expect",
    ],
    ["a message that is a list", { ...VECTOR, expect: [[]] }, "wrong value of expect"],
    ["a message that is a text", { ...VECTOR, expect: ["type"] }, "wrong value of expect"],
    [
      "a message without type",
      { ...VECTOR, expect: [EXPECTED, { issues: [] }] },
      "wrong value of expect",
    ],
    ["a type of another type", { ...VECTOR, expect: [{ type: 1 }] }, "wrong value of expect"],
    ["another review", { ...VECTOR, review: "accepted" }, "wrong value of review"],
    ["an unknown key", { ...VECTOR, extra: 1 }, "unknown key extra"],
  ];

  it.each(BAD)("refuses: %s", (_what, row, problem) => {
    const text = JSON.stringify(row);
    expect(() => parseVectors(`${line}\n \n${text}\n`, { name: "mine.jsonl" })).toThrow(
      new SyntaxError(`mine.jsonl:3: not a vector: ${problem}`),
    );
  });

  it.each(BAD)("differs from the schema: %s", (_what, row) => {
    expect(violations(SCHEMA, JSON.parse(JSON.stringify(row)))).not.toEqual([]);
  });

  it("accepts all one-byte characters, and an empty list of messages", () => {
    const vector = { ...VECTOR, ascii: "*\x00\u00ff#", expect: [] };
    expect(parseVectors(JSON.stringify(vector))).toEqual([vector]);
  });

  it("accepts them by the schema too", () => {
    expect(violations(SCHEMA, { ...VECTOR, ascii: "*\x00\u00ff#", expect: [] })).toEqual([]);
    expect(violations(SCHEMA, { ...VECTOR, review: "pending" })).toEqual([]);
  });

  it("refuses invalid JSON, other values than objects, and a repeated id", () => {
    expect(() => parseVectors("{")).toThrow(new SyntaxError("vectors:1: not JSON"));
    for (const text of ["[]", "null", "1", '"a"']) {
      expect(() => parseVectors(text)).toThrow("vectors:1: not a vector: not a JSON object");
    }
    expect(() => parseVectors(`${line}\n${line}`)).toThrow("the id a-1 is used twice");
    expect(() => parseVectors(1 as never)).toThrow(new TypeError("text must be a string"));
  });

  it("survives a round trip through text", () => {
    const pending: Vector = { ...VECTOR, review: "pending" };
    expect(parseVectors(`${formatVector(pending)}\r\n`)).toEqual([pending]);
    for (const vector of loadVectors()) {
      expect(parseVectors(formatVector(vector))).toEqual([vector]);
      const bytes = vectorBytes(vector);
      expect(vectorBytes({ ...VECTOR, ...vectorInput(bytes) })).toEqual(bytes);
    }
  });

  it("has no bytes without input", () => {
    expect(vectorBytes({ ...VECTOR, ascii: undefined } as never)).toEqual(new Uint8Array(0));
  });

  it("writes text as text and everything else as bytes", () => {
    expect(vectorInput(new Uint8Array([0x2a, 0x0d, 0x0a]))).toEqual({ ascii: "*\r\n" });
    expect(vectorInput(new Uint8Array([0x2a, 0x0b]))).toEqual({ hex: "2a0b" });
    expect(vectorInput(new Uint8Array([0x2a, 0x7f]))).toEqual({ hex: "2a7f" });
    expect(vectorInput(new Uint8Array(0))).toEqual({ hex: "" });
  });
});

describe("plainMessage", () => {
  it("writes times, bytes and issues as vectors do, at any depth", () => {
    const time = new Date(Date.UTC(2024, 1, 29, 1, 2, 3));
    const message = {
      type: "positions",
      frame: { bytes: new Uint8Array(3) },
      tail: new Uint8Array([0, 171]),
      positions: [
        { time, tail: new Uint8Array([1]), gone: undefined, broken: new Date(Number.NaN) },
      ],
      issues: [
        { code: "truncated", field: "frame", offset: 1 },
        { code: "bad-time", field: "time" },
      ],
    };
    expect(plainMessage(message)).toEqual({
      type: "positions",
      tail: "00ab",
      positions: [{ time: "2024-02-29T01:02:03.000Z", tail: "01", broken: "Invalid Date" }],
      issues: [
        ["bad-time", "time"],
        ["truncated", "frame"],
      ],
    });
  });

  it("sorts issues by code, then by field, and writes invalid ones as text", () => {
    const pairs = [["b", "a"], ["a", "c"], { code: "a", field: "b" }, null, ["a", "b"], 7];
    expect(plainMessage({ issues: pairs })).toEqual({
      issues: [
        ["a", "b"],
        ["a", "b"],
        ["a", "c"],
        ["b", "a"],
        ["undefined", "undefined"],
        ["undefined", "undefined"],
      ],
    });
  });

  it("writes values that JSON lacks as text", () => {
    expect(
      plainMessage({ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: 5n, d: [true, -1] }),
    ).toEqual({ a: "NaN", b: "Infinity", c: "5", d: [true, -1] });
    const proto = JSON.parse('{"__proto__": {"a": 1}}');
    expect(Object.keys(plainMessage(proto))).toEqual(["__proto__"]);
  });

  it("does not change plain messages", () => {
    for (const { expect: messages } of loadVectors()) {
      for (const message of messages) expect(plainMessage(message)).toEqual(message);
    }
  });

  it("refuses other values than messages", () => {
    for (const value of [null, [], "text", undefined]) {
      expect(() => plainMessage(value as never)).toThrow(
        new TypeError("message must be an object"),
      );
    }
  });
});

describe("checkVectors", () => {
  const check = (received: readonly object[], options = {}) =>
    checkVectors([VECTOR], () => received, options).results[0]!.differences;

  it("finds each kind of difference, with its place", () => {
    expect(check([EXPECTED])).toEqual([]);
    expect(check([{ ...EXPECTED, batteryPercent: 99 }])).toEqual([
      { kind: "changed", message: 0, path: "batteryPercent", expected: 100, received: 99 },
    ]);
    const { batteryPercent: _, ...without } = EXPECTED;
    expect(check([without])).toEqual([
      { kind: "lost-field", message: 0, path: "batteryPercent", expected: 100 },
    ]);
    expect(check([{ ...EXPECTED, tail: new Uint8Array([7]) }])).toEqual([
      { kind: "new-field", message: 0, path: "tail", received: "07" },
    ]);
    expect(check([])).toEqual([{ kind: "lost-message", message: 0, path: "", expected: EXPECTED }]);
    expect(check([EXPECTED, EXPECTED])).toEqual([
      { kind: "new-message", message: 1, path: "", received: EXPECTED },
    ]);
  });

  it("distinguishes absent from null, 0 from null and -0 from 0", () => {
    expect(check([{ ...EXPECTED, batteryPercent: null }])[0]!.kind).toBe("changed");
    const zero = { ...EXPECTED, batteryPercent: 0 };
    expect(compareMessages([zero], [{ ...zero, batteryPercent: null }])).toHaveLength(1);
    expect(compareMessages([zero], [{ ...zero, batteryPercent: -0 }])).toHaveLength(1);
  });

  it("compares inside objects and lists", () => {
    const a = { type: "x", status: { alarms: ["sos"], word: 1 }, cells: [{ lac: 1 }, { lac: 2 }] };
    const b = { type: "x", status: { alarms: [], word: 1 }, cells: [{ lac: 1 }, { lac: 3 }] };
    expect(compareMessages([a], [b])).toEqual([
      { kind: "changed", message: 0, path: "status.alarms", expected: ["sos"], received: [] },
      { kind: "changed", message: 0, path: "cells[1].lac", expected: 2, received: 3 },
    ]);
  });

  it("reports a lost message without differences in the others", () => {
    const message = (n: number) => ({ type: "position", command: "$", recordNumber: n });
    const all = [1, 2, 3, 4, 5].map(message);
    expect(
      compareMessages(
        all,
        all.filter((_, i) => i !== 2),
      ),
    ).toEqual([{ kind: "lost-message", message: 2, path: "", expected: message(3) }]);
    const changed = [message(1), { ...message(2), type: "unknown" }, message(4), message(5)];
    expect(compareMessages(all, changed).map(({ kind, message: at }) => [kind, at])).toEqual([
      ["lost-message", 1],
      ["lost-message", 2],
      ["new-message", 1],
    ]);
  });

  it("counts a message lost among equal ones", () => {
    const one = { type: "heartbeat", command: "XT" };
    const kinds = (a: object[], b: object[]) =>
      compareMessages(a as never, b as never).map(({ kind }) => kind);
    expect(kinds([one, one], [one])).toEqual(["lost-message"]);
    expect(kinds([one], [one, one, one])).toEqual(["new-message", "new-message"]);
  });

  it("compares only the properties of a decoder with another model", () => {
    const theirs = [{ deviceId: "135790246811220", battery: 1 }];
    expect(check(theirs, { only: ["deviceId"] })).toEqual([]);
    expect(check([{ deviceId: "1" }], { only: ["deviceId"] })).toHaveLength(1);
  });

  it("reports an error of the decoder as a difference, and counts pending vectors", () => {
    const report = checkVectors([{ ...VECTOR, review: "pending" }], () => {
      throw new Error("boom");
    });
    expect(report.changed[0]!.differences).toEqual([
      { kind: "threw", message: 0, path: "", received: "boom" },
    ]);
    expect(report.pending).toEqual(["a-1"]);
  });

  it("reports a thrown value that is no error", () => {
    const report = checkVectors([VECTOR], () => {
      throw "boom";
    });
    expect(report.changed[0]!.differences[0]!.received).toBe("boom");
  });

  it("refuses an invalid decoder", () => {
    expect(() => checkVectors([VECTOR], 1 as never)).toThrow("decode must be a function");
    expect(() => checkVectors([], () => [])).toThrow("vectors must contain at least one vector");
    expect(() => checkVectors([VECTOR], (() => 1) as never)).toThrow(TypeError);
  });
});
