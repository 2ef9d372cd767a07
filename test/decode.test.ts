import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { decode, FrameSplitter, splitFrames } from "../src/index.ts";

/** An `X` record, which has no id (docs/protocol/h02.md §1.4). */
const X = "5800009814991024031101175519422006012373100c000095fffffbffff0033";
const $ = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
const latin1 = (hex: string): string => Buffer.from(hex, "hex").toString("latin1");
const idsOf = (input: string | Uint8Array, deviceId?: string): (string | null)[] =>
  decode(input, deviceId === undefined ? {} : { deviceId }).map((message) => message.deviceId);

describe("the id of a frame without one", () => {
  it("is that of the previous frame", () => {
    expect(idsOf(latin1(X))).toEqual([null]);
    expect(idsOf(`*HQ,9990001234,XT#${latin1(X)}${latin1(X)}`)).toEqual([
      "9990001234",
      "9990001234",
      "9990001234",
    ]);
    expect(idsOf(`*HQ,9990001234,XT#${latin1($ + X)}`)).toEqual([
      "9990001234",
      "5115921893",
      "5115921893",
    ]);
  });

  it("is that of the option, until a frame has one", () => {
    expect(idsOf(`${latin1(X)}*HQ,9990001234,XT#${latin1(X)}`, "1")).toEqual([
      "1",
      "9990001234",
      "9990001234",
    ]);
  });

  it("is kept across noise", () => {
    expect(idsOf(`*HQ,9990001234,XT#${"?".repeat(24)}${latin1(X)}`)).toEqual([
      "9990001234",
      null,
      "9990001234",
    ]);
  });

  it("is not given to a text frame", () => {
    const [, nobody] = decode("*HQ,9990001234,XT#*HQ,,XT#", { deviceId: "1" });
    expect([nobody!.deviceId, nobody!.issues.map(({ code }) => code)]).toEqual([
      null,
      ["missing-id"],
    ]);
  });
});

describe("the parts of a JT/T 808 message", () => {
  // docs/protocol/jt808.md §3: parts 1 and 2 of 2 of an answer of one byte each; flag, id, attributes, phone, serial number, total, number.
  const part = (serial: string, number: string, body: string): string => {
    const bytes = Buffer.from(`000220010430270611420${serial}0002${number}${body}`, "hex");
    const sum = bytes.reduce((xor, byte) => xor ^ byte, 0);
    return `7e${bytes.toString("hex")}${sum.toString(16).padStart(2, "0")}7e`;
  };

  it("are returned one by one, and the whole message after the last", () => {
    const messages = decode(
      Buffer.from(part("001", "0001", "aa") + part("002", "0002", "bb"), "hex"),
    );
    expect(messages.map(({ jt808 }) => jt808?.part?.number ?? "whole")).toEqual([1, 2, "whole"]);
  });
});

describe("input", () => {
  it("may be bytes of another realm, in any view", () => {
    const frame = Buffer.from("*HQ,9990001234,XT#");
    const foreign = runInNewContext("Uint8Array.from(bytes)", { bytes: [...frame] });
    expect(foreign).not.toBeInstanceOf(Uint8Array);
    for (const input of [frame, new Uint8Array(frame), foreign]) {
      expect(idsOf(input)).toEqual(["9990001234"]);
      expect(new FrameSplitter().push(input)).toHaveLength(1);
    }
  });

  it.each<[what: string, value: unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", 1],
    ["an array", [0x24]],
    ["an object", {}],
    ["an object that says it is one", { [Symbol.toStringTag]: "Uint8Array" }],
    ["a DataView", new DataView(new ArrayBuffer(1))],
    ["clamped bytes", new Uint8ClampedArray(1)],
    ["a buffer", new ArrayBuffer(1)],
  ])("is refused if it is %s", (_what, value) => {
    expect(() => decode(value as never)).toThrow(
      new TypeError("input must be a Uint8Array or a string"),
    );
    expect(() => splitFrames(value as never)).toThrow(TypeError);
    expect(() => new FrameSplitter().push(value as never)).toThrow(TypeError);
  });

  it("is described in the refusal", () => {
    const messageFor = (value: unknown): string => {
      try {
        new FrameSplitter().push(value as never);
      } catch (error) {
        return (error as TypeError).message;
      }
      throw new Error("not refused");
    };
    expect(messageFor(null)).toMatch(/ must be a Uint8Array, not null$/);
    expect(messageFor([])).toMatch(/, not an object of another kind$/);
    expect(messageFor("text")).toMatch(/, not a string$/);
    expect(messageFor(undefined)).toMatch(/, not undefined$/);
  });

  it("may be text, one character per byte", () => {
    const [noise] = decode("\x00?\xff\u0100\u20ac????");
    expect([...noise!.frame.bytes]).toEqual([0x3f, 0xff, 0x3f, 0x3f, 0x3f, 0x3f, 0x3f, 0x3f]);
    expect(noise!.issues).toEqual([
      {
        code: "noise",
        severity: "warning",
        field: "frame",
        offset: 0,
        length: 8,
        received: "3fff3f3f3f3f3f3f",
        expected: "a frame",
      },
    ]);
  });
});
