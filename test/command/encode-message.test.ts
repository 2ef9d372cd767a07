import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeGbk, encodeGbk } from "../../src/gbk/index.ts";
import {
  decode,
  decodeStatus,
  type EncodableMessage,
  encodeMessage,
  FrameSplitter,
  type Message,
} from "../../src/index.ts";
import { KINDS } from "../message/kinds.ts";
import { plain } from "../plain.ts";
import { ACME, DOOR, RECORD } from "../protocol/acme.ts";
import { refusal } from "../refusal.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The values of a message without its origin. */
function values(message: Message): EncodableMessage {
  const { frame: _, issues: __, ...rest } = message;
  return rest as EncodableMessage;
}

function plainValues(message: Message): Record<string, unknown> {
  const { issues: _, ...rest } = plain(message);
  return rest;
}

/** The status table follows from the word; a message that was read by another table names it. */
function decodeLike(bytes: Uint8Array, message: Message): Message[] {
  return decode(bytes, message.deviceId === null ? {} : { deviceId: message.deviceId });
}

test("every network of a hexadecimal cell comes back", () => {
  const [message] = decode(
    "*HQ,353505620301234,V1,093235,A,0406.3415,N,00622.3332,E,0.00,0,140416,FFFFFFEF,26d,12f,3f5a,ada3#",
  );
  const cell = { mcc: 621, lac: 0x3f5a, cid: 0xada3 };
  for (let mnc = 0; mnc <= 999; mnc++) {
    const sent = encodeMessage({ ...values(message!), cell: { ...cell, mnc } } as EncodableMessage);
    expect(decode(sent)[0]).toMatchObject({ cell: { ...cell, mnc } });
  }
});

for (const { file, vectors } of loadVectors()) {
  describe(file, () => {
    for (const vector of vectors) {
      test(vector.id, () => {
        const messages = decode(bytesOf(vector));
        let isSame = true;
        for (const message of messages) {
          let bytes: Uint8Array;
          try {
            bytes = encodeMessage(values(message));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
            expect(vector.notCanonical).toMatch(/^cannot be written: /);
            isSame = false;
            continue;
          }
          if (text(bytes) !== text(message.frame.bytes)) isSame = false;
          const again = decodeLike(bytes, message);
          expect(again.map(plainValues)).toStrictEqual([plainValues(message)]);
        }
        // A reason that no longer applies is as wrong as a missing one.
        expect(isSame).toBe(vector.notCanonical === undefined);
      });
    }
  });
}

describe("generated messages", () => {
  test.each(Object.entries(KINDS))("%s", (_, kind) => {
    fc.assert(
      fc.property(kind, (generated) => {
        const message = generated as EncodableMessage;
        const bytes = encodeMessage(message);
        const again = decode(
          bytes,
          message.deviceId === null ? {} : { deviceId: message.deviceId },
        );
        expect(again).toHaveLength(1);
        expect(plainZero(values(again[0]!))).toStrictEqual(plainZero(message));
      }),
    );
  });
});

/** Plain objects, with 0 for -0, which half of the generated coordinates of size 0 are. */
function plainZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(plainZero);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainZero(inner)]));
}

const POSITION: EncodableMessage = {
  type: "position",
  command: "V1",
  maker: "HQ",
  deviceId: "8168000005",
  time: new Date("2016-07-16T06:12:02Z"),
  valid: true,
  latitude: 22.58347666666667,
  longitude: 113.90611333333334,
  speedKmh: 0,
  courseDegrees: 0,
  status: decodeStatus(0xf7ffbbff, "tq"),
};

test("the vendor's own position", () => {
  expect(text(encodeMessage(POSITION))).toBe(
    "*HQ,8168000005,V1,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF#",
  );
});

test.each([
  ["time", new Date("2016-07-16T06:12:02.999Z")],
  ["latitude", -22.9999999999],
  ["longitude", 113.9061111111],
  ["speedKmh", 100],
])("%s that is more precise than the wire is refused", (name, value) => {
  const finer = { ...POSITION, [name]: value } as EncodableMessage;
  expect(() => encodeMessage(finer)).toThrow(
    `message.${name} has no form this fine in a V1 position message; the option round takes the nearest`,
  );
});

test("with the option round it is the nearest step", () => {
  const finer = {
    ...POSITION,
    time: new Date("2016-07-16T06:12:02.999Z"),
    latitude: -22.9999999999,
    longitude: 113.9061111111,
    speedKmh: 100,
  } as EncodableMessage;
  expect(text(encodeMessage(finer, { round: true }))).toBe(
    "*HQ,8168000005,V1,061202,A,2300.0000,S,11354.3667,E,054.00,000,160716,F7FFBBFF#",
  );
});

test("frame and issues are ignored, and the maker defaults to HQ", () => {
  const trap = { ...POSITION };
  Reflect.deleteProperty(trap, "maker");
  for (const name of ["frame", "issues"]) {
    Object.defineProperty(trap, name, {
      enumerable: true,
      get() {
        throw new Error(`looked at ${name}`);
      },
    });
  }
  expect(text(encodeMessage(trap))).toMatch(/^\*HQ,8168000005,V1,/);
});

test("noise is its bytes", () => {
  const [message] = decode(new Uint8Array([1, 2, 3]));
  expect(message!.type).toBe("noise");
  expect(encodeMessage(values(message!))).toStrictEqual(new Uint8Array([1, 2, 3]));
});

describe("a value without a form on the wire is a RangeError that names the property", () => {
  const refused: [string, Record<string, unknown>][] = [
    ["maker", { maker: "H" }],
    ["maker", { maker: "H*" }],
    ["deviceId", { deviceId: "816,000005" }],
    ["deviceId", { deviceId: "8168000005#" }],
    ["deviceId", { deviceId: 8168000005 }],
    ["command", { command: "V1,A" }],
    ["command", { command: "V\n1" }],
    ["extra[0]", { extra: ["a,b"] }],
    ["extra[1]", { extra: ["a", "b\0"] }],
    ["extra[0]", { extra: ["é"] }],
    ["iccid", { command: "V6", iccid: "8944*" }],
    ["latitude", { latitude: 90.1 }],
    ["latitude", { latitude: Number.NaN }],
    ["longitude", { longitude: -180.1 }],
    ["speedKmh", { speedKmh: -1 }],
    ["speedKmh", { speedKmh: 1852 }],
    ["speedKmh", { speedKmh: Number.POSITIVE_INFINITY }],
    ["courseDegrees", { courseDegrees: 361 }],
    ["time", { time: new Date("1979-12-31T23:59:59Z") }],
    ["time", { time: new Date("2080-01-01T00:00:00Z") }],
    ["time", { time: new Date(Number.NaN) }],
    ["status.word", { status: { ...decodeStatus(0, "tq"), word: -1 } }],
    ["status", { status: undefined }],
    ["altitudeMeters", { altitudeMeters: 12 }],
    ["type", { type: "heartbeat" }],
    ["text", { type: "text", command: "SMS", text: "SET OK#" }],
    ["text", { type: "text", command: "SMS", text: "\u4e2d" }],
    ["parameters[0]", { type: "confirmation", command: "V4", confirms: "D1", parameters: ["#"] }],
    ["wifi[0].bssid", { command: "V8", wifi: [{ bssid: "D07600000001", rssiDbm: 0 }] }],
    ["deviceId", { command: "$", maker: undefined, deviceId: "123" }],
    ["speedKmh", { command: "$", maker: undefined, speedKmh: 1852 }],
    ["recordNumber", { command: "$", maker: undefined, recordNumber: 256 }],
    ["maker", { maker: "" }],
    ["deviceId", { command: "$", maker: undefined, deviceId: null }],
    ["deviceId", { command: "$", maker: undefined, deviceId: "12345678901" }],
    ["deviceId", { command: "$", maker: undefined, deviceId: "a123456789b" }],
    ["commandTime", { type: "confirmation", command: "V4", confirms: "D1", commandTime: "1,2" }],
    ["phoneNumber", { command: "V19", phoneNumber: "+49,1" }],
    ["ipAddress", { command: "V19", ipAddress: 1 }],
    [
      "parameters[1]",
      { type: "confirmation", command: "V4", confirms: "D1", parameters: ["", "\n"] },
    ],
    [
      "positions[1].extra[0]",
      { type: "positions", command: "BC", positions: [{}, { extra: ["#"] }] },
    ],
    [
      "wifi[1].bssid",
      { command: "V8", wifi: [{ bssid: "d07600000001" }, { bssid: "xd07600000001" }] },
    ],
    ["wifi[0].bssid", { command: "V8", wifi: [{ bssid: "d07600000001x" }] }],
    // The table of another protocol, and a word that V1 does not have.
    ["status", { status: { ...decodeStatus(0xfffbffff, "sinotrack"), table: "jt808" } }],
    ["status", { status: { ...decodeStatus(0xfffbffff, "sinotrack"), alarmWord: 1 } }],
    // A second with one digit twice.
    ["text has no form for this value in", { type: "text", command: "SMS", text: "a*HQ,1" }],
    ["altitudeMeters has no form for this value in", { altitudeMeters: 12 }],
    ["time cannot be absent from", { time: undefined }],
  ];
  test.each(refused)("%s %j", (name, change) => {
    const message = { ...POSITION, ...change } as Record<string, unknown>;
    for (const key of Object.keys(message)) if (message[key] === undefined) delete message[key];
    const encode = () => encodeMessage(message as unknown as EncodableMessage);
    expect(refusal(encode)).toMatch(`message.${name} `);
  });
});

test.each([null, undefined, 1, "*HQ"])("%j is no message", (input) => {
  expect(() => encodeMessage(input as unknown as EncodableMessage)).toThrow(
    new TypeError("message must be an object"),
  );
});

test.each<[change: object, message: string]>([
  [{ alarms: "sos" }, "alarms must be a list, not a string of length 3"],
  [{ alarms: null }, "alarms must be a list, not null"],
  [{ alarms: ["sos", 5] }, "alarms[1] must be a string, not 5"],
  [{ extra: "1" }, "extra must be a list, not a string of length 1"],
  [{ extra: [null] }, "extra[0] must be a string, not null"],
  [{ parameters: "1" }, "parameters must be a list, not a string of length 1"],
  [{ parameters: [1] }, "parameters[0] must be a string, not 1"],
  [{ cells: {} }, "cells must be a list, not object"],
  [{ cells: [{}, 1] }, "cells[1] must be an object, not 1"],
  [{ wifi: 5 }, "wifi must be a list, not 5"],
  [{ wifi: ["d07600000001"] }, "wifi[0] must be an object, not a string of length 12"],
  [{ wifi: [null] }, "wifi[0] must be an object, not null"],
  [{ obdPids: {} }, "obdPids must be a list, not object"],
  [{ obdPids: [5] }, "obdPids[0] must be an object, not 5"],
  [{ obdPids: [{ pid: 5 }] }, "obdPids[0].data must be a Uint8Array, not undefined"],
  [{ positions: POSITION }, "positions must be a list, not object"],
  [{ positions: [POSITION, null] }, "positions[1] must be an object, not null"],
  [{ jt808: { items: {} } }, "jt808.items must be a list, not object"],
  [{ jt808: { items: ["1"] } }, "jt808.items[0] must be an object, not a string of length 1"],
  [{ jt808: { items: [{ id: 1 }] } }, "jt808.items[0].data must be a Uint8Array, not undefined"],
  [{ jt808: { parameters: {} } }, "jt808.parameters must be a list, not object"],
  [{ jt808: { parameters: [1] } }, "jt808.parameters[0] must be an object, not 1"],
  [{ pengaoda: { faultCodes: {} } }, "pengaoda.faultCodes must be a list, not object"],
  [{ pengaoda: { faultCodes: [1] } }, "pengaoda.faultCodes[0] must be an object, not 1"],
  [{ tail: [1] }, "tail must be a Uint8Array, not a list of length 1"],
  [{ plateBytes: "d4" }, "plateBytes must be a Uint8Array, not a string of length 2"],
  [{ text: 5 }, "text must be a string, not 5"],
  [{ text: null }, "text must be a string, not null"],
  [{ result: 1 }, "result must be a string, not 1"],
])("%j is of another kind", (change, message) => {
  const wrong = { ...POSITION, ...change } as EncodableMessage;
  expect(refusal(() => encodeMessage(wrong))).toBe(`message.${message}`);
  const positions = [{}, change];
  const inside = { ...POSITION, command: "BC", type: "positions", positions } as never;
  expect(refusal(() => encodeMessage(inside))).toBe(`message.positions[1].${message}`);
});

test("the letters of records are words too, behind a maker", () => {
  for (const command of ["$", "M", "P", "X"]) {
    const frame = `*HQ,8168000005,${command}#`;
    const [message] = decode(frame);
    expect(message).toMatchObject({ type: "unknown", command, maker: "HQ" });
    expect(text(encodeMessage(values(message!)))).toBe(frame);
  }
});

describe("a message of a protocol of one's own", () => {
  test.each([DOOR, Buffer.from(RECORD, "hex")])("is written as it was sent", (frame) => {
    const [message, ...more] = decode(frame, { protocol: ACME });
    expect(more).toEqual([]);
    const bytes = encodeMessage(values(message!), { protocol: ACME });
    expect(text(bytes)).toBe(frame.toString("latin1"));
    expect(() => encodeMessage(values(message!))).toThrow(RangeError);
  });

  test.each([
    [null, "null"],
    [undefined, "undefined"],
    ["door", "a string of length 4"],
  ])("has its values in an object, not %j", (own, shown) => {
    const [message] = decode(DOOR, { protocol: ACME });
    const wrong = { ...values(message!), values: own } as never;
    expect(refusal(() => encodeMessage(wrong, { protocol: ACME }))).toBe(
      `message.values must be an object, not ${shown}`,
    );
  });

  test("has its values beside those of its head, which come first", () => {
    const [message] = decode(DOOR, { protocol: ACME });
    const { values: own } = message as unknown as { values: object };
    const more = { ...values(message!), values: { ...own, deviceId: "5", command: "V1" } };
    expect(() => encodeMessage(more as never, { protocol: ACME })).toThrow(RangeError);
  });
});

test("a stream of encoded messages splits into them again", () => {
  const splitter = new FrameSplitter();
  const frames = [POSITION, { ...POSITION, command: "V8" }, POSITION].map((message) =>
    encodeMessage({ ...message, extra: ["1", "2"] } as EncodableMessage),
  );
  const all = new Uint8Array(frames.flatMap((frame) => [...frame]));
  const found = [...splitter.push(all), ...splitter.flush()];
  expect(found.map((frame) => text(frame.bytes))).toStrictEqual(frames.map(text));
});

describe("the argument of encodeMessage", () => {
  test("may be noise without bytes", () => {
    expect(encodeMessage({ type: "noise" } as never)).toEqual(new Uint8Array(0));
  });

  test("may throw in a getter, and the error is passed on", () => {
    const broken = {
      type: "heartbeat",
      command: "HTBT",
      deviceId: "9990001234",
      get batteryPercent(): number {
        throw new Error("broken");
      },
    };
    expect(() => encodeMessage(broken as never)).toThrow(new Error("broken"));
  });

  test("is refused by name if a value would end the frame early", () => {
    const [picture] = decode(
      Buffer.from(
        "5012345678901011121506242234927306113543980e012090ffffdfffff0101ffd8ffffffff",
        "hex",
      ),
    );
    expect(picture).toMatchObject({ command: "P", picture: { number: 1 } });
    const tail = Uint8Array.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0x01]);
    expect(() => encodeMessage({ ...picture!, tail } as never)).toThrow(
      new RangeError("message.tail has no form for this value in a P position message"),
    );
  });

  test("is refused if it has no form at all", () => {
    // 7E 24 begins a record of an OBD terminal, which no decoder takes for JT/T 808.
    const message = {
      type: "unknown",
      command: "0x2440",
      deviceId: "123456789012",
      serialNumber: 1,
      jt808: { version: 2013 },
      tail: Uint8Array.of(1),
    };
    expect(() => encodeMessage(message as never)).toThrow(
      new RangeError("message.command has no form for this value in a 0x2440 unknown message"),
    );
  });
});

describe("texts that are not ASCII", () => {
  // Two texts in GBK: the name of a driver and the issuer of the certificate.
  const [frame] = loadVectors()
    .flatMap(({ vectors }) => vectors)
    .filter(({ id }) => id === "jt808-152-driver-out")
    .map(bytesOf);
  const [driver] = decode(frame!, { decodeText: decodeGbk });

  test("are written by encodeText, and read back without a decoder", () => {
    expect(driver).toMatchObject({
      jt808: { driver: { name: "张三", issuer: expect.stringMatching(/^中华/) } },
    });
    expect(encodeMessage(values(driver!), { encodeText: encodeGbk })).toStrictEqual(frame);
    expect(refusal(() => encodeMessage(values(driver!)))).toMatch(
      /^message\.jt808\.driver\.\w+ must /,
    );
  });

  test("may have a coding of their own", () => {
    const own = (letters: string) =>
      Uint8Array.from(letters, (letter) => (letter.charCodeAt(0) & 0x7f) | 0x80);
    const bytes = encodeMessage(values(driver!), { encodeText: own });
    expect(text(bytes)).toContain(text(own("张三")));
  });

  test("must be written as bytes", () => {
    for (const none of ["x", undefined, null, [1]]) {
      const write = () => encodeMessage(values(driver!), { encodeText: () => none as never });
      expect(write).toThrow(new TypeError("encodeText must return a Uint8Array"));
    }
  });
});

test("a refusal names the property of the form that is nearest", () => {
  // A V3 without base station, which has another form than one with it.
  const [request] = loadVectors()
    .flatMap(({ vectors }) => vectors)
    .filter(({ id }) => id === "address-request-006-v3-tq-no-cell")
    .flatMap((vector) => decode(bytesOf(vector)));
  expect(request).toMatchObject({ command: "V3", type: "position" });
  const higher = { ...values(request!), altitudeMeters: 1 } as EncodableMessage;
  expect(refusal(() => encodeMessage(higher))).toBe(
    "message.altitudeMeters has no form for this value in a V3 position message",
  );
});

describe("a battery that cannot be read for a moment", () => {
  /** A heartbeat that calls `fail` in place of giving its battery, when this is read for the nth time. */
  function heartbeat(n: number, fail: () => number): EncodableMessage {
    // The first of its kind is read more often, to select a form that is then kept.
    let count = -100;
    const message = {
      type: "heartbeat",
      command: "HTBT",
      deviceId: "9990001234",
      get batteryPercent(): number {
        return count++ === n ? fail() : 85;
      },
    } as never;
    expect(text(encodeMessage(message))).toBe("*HQ,9990001234,HTBT,85#");
    count = 0;
    return message;
  }

  // It is read to select a form, to write it, and to compare what was written.
  test.each([0, 1, 2])("is an error if it throws another error, at %i", (n) => {
    const broken = heartbeat(n, () => {
      throw new Error("broken");
    });
    expect(() => encodeMessage(broken)).toThrow(new Error("broken"));
  });

  test.each([0, 1])("is written by a second form if the first refuses it, at %i", (n) => {
    expect(text(encodeMessage(heartbeat(n, () => 101)))).toBe("*HQ,9990001234,HTBT,85#");
  });
});
