/** Input that only a caller can make: characters above one byte, frames that no splitter returns. */
import { describe, expect, it } from "vitest";
import {
  decode,
  type EncodableMessage,
  encodeMessage,
  type Frame,
  type Message,
  type PositionMessage,
  parseFrame,
} from "../../src/index.ts";

it("reads a character above U+00FF as a question mark, as documented for decode", () => {
  const [message] = decode("*HQ,353271799434922,XT€#");
  expect(message).toMatchObject({ command: "XT?", type: "unknown" });
});

it("reads a VP1 without fields alike after any frame", () => {
  const read = (before: string): unknown => {
    decode(before);
    return decode("*HQ,12,VP1#").map(({ type, issues }) => [type, issues.map(({ code }) => code)]);
  };
  // Its fourth field begins where the V of VP1 stands.
  expect(read("*HQ,,X,Vaaaa#")).toEqual(read("*HQ,12345678,X#"));
});

it("reads a VP1 without cells alike after any frame", () => {
  // Its seventh field begins at the id.
  decode("*,,,,,,#");
  expect(decode("*HQ,356946362827395,VP1,V,470,002#")).toMatchObject([{ cells: [], issues: [] }]);
});

it("reads a frame without a word alike after any frame", () => {
  // Its third field stands where this frame has a V1.
  decode("*HQ,123,V1#");
  const frame = { format: "ascii", bytes: Buffer.from("*HQ,123;V1#"), offset: 0 } as const;
  expect(parseFrame(frame)).toMatchObject({ type: "unknown", command: "" });
});

it.each(["\0V1", "XCCID", "CCID"])("does not take %j for a word that it knows", (command) => {
  const text = `*HQ,353271799434922,${command},123456#`;
  const message = parseFrame({ format: "ascii", bytes: Buffer.from(text), offset: 0 });
  expect(message).toMatchObject({ type: "unknown", command, extra: ["123456"] });
});

it("refuses a frame of an unknown format", () => {
  const frame = { format: "morse", bytes: new Uint8Array(1), offset: 0 };
  expect(() => parseFrame(frame as never)).toThrow(TypeError);
  expect(() => parseFrame(frame as never)).toThrow("not morse");
});

it("reads a mileage that is no decimal number as null", () => {
  // docs/protocol/h02.md §1.3: X, then ten digits of mileage in place of the id.
  const bytes = Buffer.from(
    "58000981499a083947170412244065900010233218 1e000344fffffbffff0033".replace(" ", ""),
    "hex",
  );
  const message = parseFrame({ format: "mileage", bytes, offset: 0 });
  expect(message).toMatchObject({ odometerMeters: null });
  expect(message.issues).toContainEqual(
    expect.objectContaining({ code: "bad-bcd", field: "odometerMeters" }),
  );
});

it.each([
  ["latitude", { latitude: 90.5, longitude: 1 }],
  ["longitude", { latitude: 1, longitude: -181 }],
])("refuses a %s beyond its range in `$` frames", (name, place) => {
  const [message] = decode(
    Buffer.from("2451159218930839471704122440659000102332181e000344fffffbffff0033", "hex"),
  );
  const values = { ...message, ...place } as EncodableMessage;
  expect(() => encodeMessage(values)).toThrow(RangeError);
  expect(() => encodeMessage(values)).toThrow(`message.${name}`);
});

describe("a truncated frame", () => {
  const read = (format: Frame["format"], bytes: Uint8Array): Message =>
    parseFrame({ format, bytes, offset: 0 });

  it("after the # has no temperature", () => {
    const text =
      "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#,T25.0";
    const values = (end: string): unknown[] => {
      const message = read("ascii", new Uint8Array(Buffer.from(text + end))) as PositionMessage;
      return [
        message.temperatureCelsius,
        message.issues.map(({ code, received }) => [code, received]),
      ];
    };
    expect(values("#")).toEqual([25, []]);
    expect(values("")).toEqual([null, [["bad-number", ",T25.0"]]]);
    expect(values("x#")).toEqual([null, [["bad-number", ",T25.0x#"]]]);
  });

  // docs/protocol/h02.md §1.1: ,T0.0# or numbers in angle brackets.
  it.each([
    [",T-100.25#", { temperatureCelsius: -100.25 }],
    [",T-100.250#", { temperatureCelsius: null, issues: [{ expected: ",T0.0#" }] }],
    [",T999.9#", { temperatureCelsius: 999.9 }],
    [",T1000#", { temperatureCelsius: null, issues: [{ expected: ",T0.0#" }] }],
    [",5#", { extra: ["", "5#"] }],
    ["xT5#", { extra: ["xT5#"] }],
  ])("has %s behind the #", (end, values) => {
    const text = "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#";
    expect(read("ascii", new Uint8Array(Buffer.from(text + end)))).toMatchObject(values);
  });

  it.each([29, 31])("is a record of %i bytes", (length) => {
    const whole = Buffer.from(
      "2451159218930839471704122440659000102332181e000344fffffbffff0033",
      "hex",
    );
    expect(read("binary", new Uint8Array(whole.subarray(0, length))).issues[0]).toMatchObject({
      code: "truncated",
      expected: "32 bytes or more",
    });
  });

  it.each(["7e2a7e", "7e247e", "7e2a", "7e24", "7e7e"])(
    "between flags is of no terminal: %s",
    (hex) => {
      const message = read("escaped", new Uint8Array(Buffer.from(hex, "hex")));
      expect([message.type, message.deviceId]).toEqual(["unknown", null]);
    },
  );
});
