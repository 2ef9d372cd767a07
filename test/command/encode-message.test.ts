import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AlarmName,
  decode,
  decodeStatus,
  type EncodableMessage,
  encodeMessage,
  FrameSplitter,
  type Message,
  type StatusTableName,
} from "../../src/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The values alone: what a message says, without where it is from. */
function values(message: Message): EncodableMessage {
  const { frame: _, issues: __, ...rest } = message;
  return rest as EncodableMessage;
}

function plainValues(message: Message): Record<string, unknown> {
  const { issues: _, ...rest } = plain(message);
  return rest;
}

/** Tables of the status follow the word; a message that was read by another says so itself. */
function decodeLike(bytes: Uint8Array, message: Message): Message[] {
  return decode(bytes, message.deviceId === null ? {} : { deviceId: message.deviceId });
}

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
        // A reason that no longer holds is as wrong as a missing one.
        expect(isSame).toBe(vector.notCanonical === undefined);
      });
    }
  });
}

describe("generated messages", () => {
  const digits = (count: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
      .map((all) => all.join(""));
  const deviceId = fc.oneof(digits(10), digits(15), digits(12));
  const maker = fc.constantFrom("HQ", "hq", "TH", "XY");
  const time = fc
    .integer({ min: Date.UTC(1980, 0, 6) / 1000, max: Date.UTC(2079, 11, 31, 23, 59, 59) / 1000 })
    .map((seconds) => new Date(seconds * 1000));
  const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 8 });
  /** Every value that `decimals` decimals of a minute can say. */
  const degrees = (most: number, decimals: number) =>
    fc
      .integer({ min: -most * 60 * 10 ** decimals, max: most * 60 * 10 ** decimals })
      // Two zeros are no position.
      .filter((steps) => steps !== 0)
      .map((steps) => steps / (60 * 10 ** decimals));
  const speed = (decimals: number) =>
    fc
      .integer({ min: 0, max: 999 * 10 ** decimals })
      .map((steps) => (steps * 1852) / (10 ** decimals * 1000));
  const status = (table: StatusTableName) =>
    fc.integer({ min: 0, max: 0xffffffff }).map((word) => decodeStatus(word, table));
  const cellWith = (mostCid: number) =>
    fc.record({
      mcc: fc.integer({ min: 200, max: 799 }),
      mnc: fc.integer({ min: 0, max: 255 }),
      lac: orNull(fc.integer({ min: 1, max: 0xffff })),
      cid: orNull(fc.integer({ min: 1, max: mostCid })),
    });
  const cell = cellWith(0xfffffff);
  const listed = fc
    .tuple(
      fc.constantFrom(460, 722),
      fc.constantFrom(0, 2, 10),
      fc.array(
        fc.record({
          lac: orNull(fc.integer({ min: 1, max: 0xffff })),
          cid: orNull(fc.integer({ min: 1, max: 0xffff })),
          rssi: fc.integer({ min: 0, max: 255 }),
        }),
        { minLength: 1, maxLength: 7 },
      ),
    )
    .map(([mcc, mnc, cells]) => cells.map((one) => ({ mcc, mnc, ...one })));

  const common = { maker, deviceId };
  const body = (table: StatusTableName) => ({
    time: orNull(time),
    valid: orNull(fc.boolean()),
    latitude: orNull(fc.oneof(degrees(90, 4), degrees(90, 5))),
    longitude: orNull(fc.oneof(degrees(180, 4), degrees(180, 5))),
    speedKmh: orNull(fc.oneof(speed(2), speed(3))),
    courseDegrees: orNull(fc.oneof(fc.integer({ min: 0, max: 360 }), fc.constant(284.5))),
    status: orNull(status(table)),
  });
  const readings = {
    satellites: orNull(fc.integer({ min: 0, max: 99 })),
    signalCsq: orNull(fc.integer({ min: 0, max: 31 })),
    supplyVolts: orNull(fc.integer({ min: 0, max: 9999 }).map((tenths) => tenths / 10)),
    batteryPercent: orNull(fc.integer({ min: 0, max: 100 })),
  };
  const iccid = orNull(digits(20));
  const binaryHead = {
    type: fc.constant("position"),
    command: fc.constant("$"),
    deviceId: digits(10),
    time,
    latitude: degrees(90, 4),
    longitude: degrees(180, 4),
    valid: fc.boolean(),
    speedKmh: speed(0),
    courseDegrees: fc.integer({ min: 0, max: 360 }),
    status: status("tq"),
  };
  const recordNumber = fc.integer({ min: 0, max: 255 });
  const word = (command: string, type: string) => ({
    type: fc.constant(type),
    command: fc.constant(command),
    ...common,
  });
  const coded = {
    time: orNull(time),
    addressCoding: orNull(fc.constantFrom("gb2312", "unicode")),
    latitude: degrees(90, 5),
    longitude: degrees(180, 5),
    speedKmh: speed(2),
    courseDegrees: fc.integer({ min: 0, max: 360 }),
    status: status("huasuntek"),
    cell,
  };
  const trip = {
    ...body("pengaoda"),
    userAlarms: fc.constantFrom<AlarmName[]>([], ["lowBattery"], ["overspeed", "rollover"]),
    cell,
    extra: fc.constant(["3000"]),
    batteryPercent: fc.constant(60),
    batteryCode: fc.constant(4),
  };

  const kinds: Record<string, fc.Arbitrary<unknown>> = {
    V1: fc.record({ ...word("V1", "position"), ...body("tq") }),
    "V1 with cell": fc.record({ ...word("V1", "position"), ...body("tq"), cell }),
    "V1 with cell and battery": fc.record({
      ...word("V1", "position"),
      // Behind the hexadecimal cell of ids 353… the number is not known to be a battery level.
      deviceId: digits(10),
      ...body("tq"),
      cell,
      batteryPercent: fc.integer({ min: 7, max: 100 }),
    }),
    V5: fc.record({
      ...word("V5", "position"),
      ...body("tq"),
      cell,
      odometerMeters: fc.integer({ min: 0, max: 1e9 }),
    }),
    V6: fc.record({ ...word("V6", "position"), ...body("tq"), cell, iccid }),
    V8: fc.record({ ...word("V8", "position"), ...body("sinotrack"), cell, ...readings }),
    "V8 with WiFi": fc.record({
      ...word("V8", "position"),
      ...body("sinotrack"),
      cell,
      wifi: fc.array(
        fc.record({
          bssid: fc.constantFrom("d07600000001", "a0b1c2d3e4f5"),
          rssiDbm: fc.integer({ min: -110, max: 145 }),
        }),
        { minLength: 3, maxLength: 3 },
      ),
      ...readings,
    }),
    V2: fc.record({ ...word("V2", "position"), ...body("tq"), cell }),
    VI1: fc.record({ ...word("VI1", "position"), ...coded }),
    V19: fc.record({
      ...word("V19", "position"),
      ...body("tq"),
      phoneNumber: orNull(digits(11)),
      iccid,
    }),
    MOVE: fc.record({ ...word("MOVE", "position"), ...body("tq") }),
    VP1: fc.record({
      ...word("VP1", "position"),
      time: fc.constant(null),
      date: time.map((day) => day.toISOString().slice(0, 10)),
      valid: fc.constant(true),
      latitude: degrees(90, 4),
      longitude: degrees(180, 4),
      speedKmh: speed(2),
      courseDegrees: fc.integer({ min: 0, max: 360 }),
      status: status("tq"),
      batteryPercent: fc.integer({ min: 0, max: 98 }),
    }),
    NBR: fc.record({
      ...word("NBR", "cells"),
      time: orNull(time),
      timingAdvance: fc.integer({ min: 0, max: 255 }),
      status: status("tq"),
      cells: listed,
    }),
    "V3 of Cantrack": fc.record({
      ...word("V3", "cells"),
      time: orNull(time),
      cells: listed,
      batteryRaw: fc.integer({ min: 0, max: 665 }),
      rebootCount: fc.integer({ min: 0, max: 9999 }),
      status: status("tq"),
    }),
    LINK: fc.record({
      ...word("LINK", "heartbeat"),
      time,
      signalCsq: orNull(fc.integer({ min: 0, max: 31 })),
      satellites: fc.integer({ min: 0, max: 99 }),
      batteryPercent: fc.integer({ min: 0, max: 100 }),
      steps: fc.nat(1e9),
      turnovers: fc.nat(1e9),
      status: status("tq"),
    }),
    V0: fc.record(word("V0", "heartbeat")),
    HTBT: fc.record({
      ...word("HTBT", "heartbeat"),
      batteryPercent: fc.integer({ min: 0, max: 100 }),
    }),
    XT: fc.record({
      ...word("XT", "heartbeat"),
      valid: fc.boolean(),
      extra: fc.constant(["0", "0"]),
    }),
    ICCID: fc.record({ ...word("ICCID", "identity"), iccid }),
    SMS: fc.record({
      ...word("SMS", "text"),
      text: fc
        .array(fc.constantFrom(..."SET OK, ID:12\n"), { maxLength: 40 })
        .map((all) => all.join("")),
    }),
    ALRM: fc.record({
      ...word("ALRM", "alarm"),
      alarm: fc.constantFrom("sos", "lowBattery", "geofence"),
      ...coded,
    }),
    BC: fc.record({
      ...word("BC", "positions"),
      extra: fc.constant(["052825", "138"]),
      positions: fc.array(
        fc.record({
          valid: fc.boolean(),
          latitude: degrees(90, 4),
          longitude: degrees(180, 4),
          speedKmh: speed(2),
          courseDegrees: fc.integer({ min: 0, max: 360 }),
          time: fc.constant(null),
          extra: fc.constant(["03182512"]),
          status: status("huasuntek"),
          cell,
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    V9: fc.record({ ...word("V9", "trip"), event: fc.constant("start"), ...trip }),
    V10: fc.record({
      ...word("V10", "trip"),
      event: fc.constant("end"),
      ...trip,
      distanceMeters: fc.nat(999999),
      fuelLiters: fc.nat(999).map((tenths) => tenths / 10),
      maxSpeedKmh: fc.nat(250),
      averageSpeedKmh: fc.nat(250),
      idleSeconds: fc.nat(9999),
      runSeconds: fc.nat(9999),
      hardAccelerations: fc.nat(99),
      hardBrakes: fc.nat(99),
      hardTurns: fc.nat(99),
    }),
    "V4 with position": fc.record({
      ...word("V4", "confirmation"),
      confirms: fc.constant("S20"),
      result: fc.constantFrom("OK", "DONE", "ERROR"),
      parameters: fc.array(digits(2), { maxLength: 3 }),
      commandTime: digits(6),
      ...body("tq"),
      // Without these two it is no position behind the parameters.
      time,
      valid: fc.boolean(),
    }),
    "V4 without": fc.record({
      ...word("V4", "confirmation"),
      confirms: fc.constantFrom("CR", "UR"),
      parameters: fc.array(digits(3), { maxLength: 3 }),
    }),
    unknown: fc.record({
      ...word("ZZ9", "unknown"),
      extra: fc.array(fc.constantFrom("", "1", "a b", "-3.5"), { minLength: 1, maxLength: 4 }),
    }),
    "$ of 32 bytes": fc.record({ ...binaryHead, recordNumber }),
    "$ of 45 bytes, SinoTrack": fc.record({
      ...binaryHead,
      odometerMeters: fc.integer({ min: 1, max: 0xfffffff }),
      cell: cellWith(0xffff),
      recordNumber,
    }),
    "$ of 45 bytes, classic": fc.record({
      ...binaryHead,
      signalCsq: fc.integer({ min: 0, max: 31 }),
      satellites: fc.integer({ min: 0, max: 32 }),
      odometerMeters: fc.nat(999999).map((km) => km * 1000),
      cell: cellWith(0xffff),
      recordNumber,
    }),
    X: fc.record({
      ...binaryHead,
      command: fc.constant("X"),
      odometerMeters: fc.nat(999999999).map((units) => (units * 51444) / 100000),
      temperatureCelsius: fc.integer({ min: -250, max: 253 }).map((halves) => halves / 2),
      recordNumber,
    }),
  };

  test.each(Object.entries(kinds))("%s", (_, kind) => {
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

/** Plain objects, and 0 for the -0 that half the generated coordinates of size 0 are. */
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

test("what is finer than the wire is rounded to its nearest step", () => {
  const rounded = encodeMessage({
    ...POSITION,
    time: new Date("2016-07-16T06:12:02.999Z"),
    latitude: -22.99999999,
    longitude: 113.906111111,
    speedKmh: 100,
  } as EncodableMessage);
  expect(text(rounded)).toBe(
    "*HQ,8168000005,V1,061202,A,2300.0000,S,11354.3667,E,054.00,000,160716,F7FFBBFF#",
  );
});

test("frame and issues are not looked at, the maker is HQ if none is given", () => {
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

describe("what the wire cannot carry is a RangeError with the name of the property", () => {
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
    ["wifi[0].bssid", { wifi: [{ bssid: "D07600000001", rssiDbm: 0 }] }],
    ["deviceId", { command: "$", maker: undefined, deviceId: "123" }],
    ["speedKmh", { command: "$", maker: undefined, speedKmh: 1852 }],
    ["recordNumber", { command: "$", maker: undefined, recordNumber: 256 }],
  ];
  test.each(refused)("%s %j", (name, change) => {
    const message = { ...POSITION, ...change } as Record<string, unknown>;
    for (const key of Object.keys(message)) if (message[key] === undefined) delete message[key];
    const encode = () => encodeMessage(message as unknown as EncodableMessage);
    expect(encode).toThrow(RangeError);
    expect(encode).toThrow(`message.${name} `);
  });
});

test.each([null, undefined, 1, "*HQ"])("%j is no message", (input) => {
  expect(() => encodeMessage(input as unknown as EncodableMessage)).toThrow(TypeError);
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
