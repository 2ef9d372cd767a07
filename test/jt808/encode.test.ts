/** Messages of JT/T 808 from their values alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { encodeJt808Message } from "../../src/jt808/encode.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { device, fromHex, POSITION, toHex } from "./frames.ts";

/** What cannot be written, with the property that says so. */
const NOT_WRITTEN: Readonly<Record<string, RegExp>> = {
  "jt808-030-other-5501": /command/,
  "jt808-031-other-5501": /command/,
  "jt808-032-other-5502": /command/,
  "jt808-042-other-5501": /command/,
  "jt808-058-other-5501": /command/,
  "jt808-060-other-5502": /command/,
  "jt808-061-other-5501": /command/,
  "jt808-094-other-307d-damaged": /deviceId/,
  "jt808-127-part": /part/,
  "jt808-128-part-damaged": /part/,
  "jt808-129-part-damaged": /part/,
  "jt808-130-other-0101-damaged": /deviceId/,
};

const VECTORS = loadVectors()
  .filter(({ file }) => file === "jt808.jsonl")
  .flatMap(({ vectors }) => vectors);

/** All values, without the frame and what was wrong with it. */
function values(message: Message): Record<string, unknown> {
  const { issues: _, ...rest } = plain(message);
  return rest;
}

describe("encodeJt808Message", () => {
  it.each(VECTORS.map((vector) => [vector.id, vector] as const))("%s", (id, vector) => {
    const frame = bytesOf(vector);
    const [message] = decode(frame);
    const { frame: _, ...withoutFrame } = message!;
    if (NOT_WRITTEN[id] !== undefined) {
      expect(() => encodeJt808Message(withoutFrame as Message)).toThrow(NOT_WRITTEN[id]);
      return;
    }
    const written = encodeJt808Message(withoutFrame as Message);
    const [again] = decode(written);
    const isDamaged = id.includes("batch-damaged");
    // The tail of a damaged batch is a record when it is whole again.
    if (!isDamaged) expect(values(again!)).toEqual(values(message!));
    if (vector.notCanonical !== undefined) expect(toHex(written)).not.toBe(toHex(frame));
    else expect(toHex(written)).toBe(toHex(frame));
  });
  it("writes the registration of 2011 when asked", () => {
    for (const id of ["jt808-112-registration", "jt808-122-registration"]) {
      const frame = bytesOf(VECTORS.find((vector) => vector.id === id)!);
      const written = encodeJt808Message(decode(frame)[0]!, { registration: 2011 });
      expect(toHex(written)).toBe(toHex(frame));
    }
  });

  const digits = (width: number): fc.Arbitrary<string> =>
    fc.stringMatching(new RegExp(`^[0-9]{${width}}$`));
  const header = fc.oneof(
    fc.record({
      deviceId: digits(12),
      serialNumber: fc.nat(0xffff),
      jt808: fc.constant({ version: 2013 }),
    }),
    fc.record({
      deviceId: digits(20),
      serialNumber: fc.nat(0xffff),
      jt808: fc.record({ version: fc.constant(2019), protocolVersion: fc.nat(255) }),
    }),
  );
  const word = fc.nat(0xffffffff);
  const alarms = [0, 1, 2, 8, 29, 31];
  const position = fc
    .record(
      {
        word: word,
        alarm: fc.constantFrom(...alarms),
        latitude: fc.integer({ min: -90e6, max: 90e6 }),
        longitude: fc.integer({ min: 1, max: 180e6 }),
        altitudeMeters: fc.integer({ min: -32768, max: 32767 }),
        speed: fc.nat(65535),
        courseDegrees: fc.nat(360),
        time: fc.integer({ min: 946684800, max: 3471263999 }),
        odometer: fc.nat(0xffffffff),
        satellites: fc.nat(255),
        rpm: fc.nat(65535),
        coolant: fc.nat(255),
        volts: fc.nat(65535),
        data: fc.uint8Array({ maxLength: 20 }),
      },
      {
        requiredKeys: [
          "word",
          "alarm",
          "latitude",
          "longitude",
          "altitudeMeters",
          "speed",
          "courseDegrees",
          "time",
        ],
      },
    )
    .map((v) => {
      const obd = {
        ...(v.rpm === undefined ? {} : { engineRpm: v.rpm }),
        ...(v.coolant === undefined ? {} : { coolantTemperatureCelsius: v.coolant - 40 }),
      };
      return {
        status: { word: v.word, alarmWord: 2 ** v.alarm },
        valid: (v.word & 2) !== 0,
        latitude: v.latitude / 1e6,
        longitude: v.longitude / 1e6,
        altitudeMeters: v.altitudeMeters,
        speedKmh: v.speed / 10,
        courseDegrees: v.courseDegrees,
        time: new Date(v.time * 1000),
        ...(v.odometer === undefined ? {} : { odometerMeters: v.odometer * 100 }),
        ...(v.satellites === undefined ? {} : { satellites: v.satellites }),
        ...(v.volts === undefined ? {} : { supplyVolts: v.volts / 10 }),
        ...(Object.keys(obd).length === 0 ? {} : { obd }),
        ...(v.data === undefined ? {} : { items: [{ id: 0xeb, data: v.data }] }),
      };
    });
  const text = (most: number): fc.Arbitrary<string> =>
    fc.stringMatching(new RegExp(`^[!-~]{1,${most}}$`));
  const message = (
    type: string,
    command: string,
    body: fc.Arbitrary<object>,
  ): fc.Arbitrary<object> =>
    fc.tuple(header, body).map(([head, rest]) => ({ type, command, ...head, ...rest }));

  const any = fc.oneof(
    message("heartbeat", "0x0002", fc.constant({})),
    message("position", "0x0200", position),
    message(
      "position",
      "0x0201",
      fc
        .tuple(position, fc.nat(65535))
        .map(([p, answeredSerialNumber]) => ({ ...p, answeredSerialNumber })),
    ),
    message(
      "positions",
      "0x0704",
      fc.record({
        batch: fc.constantFrom("normal", "blindArea", null),
        positions: fc.array(position, { maxLength: 8 }),
      }),
    ),
    message(
      "confirmation",
      "0x0001",
      fc.record({
        answeredSerialNumber: fc.nat(65535),
        confirms: fc.constantFrom("0x8103", "0x8105"),
        result: fc.constantFrom("ok", "failed", "bad", "unsupported", "alarmConfirmed", "0f"),
      }),
    ),
    message(
      "identity",
      "0x0100",
      fc.record({
        provinceCode: fc.nat(65535),
        cityCode: fc.nat(65535),
        manufacturer: text(5),
        model: text(20),
        terminalId: text(7),
        plateColorCode: fc.nat(255),
        plate: text(12),
      }),
    ),
    message("identity", "0x0102", fc.record({ authenticationCode: text(30) })),
  );

  it("decode(encode(m)) has the values of m", () => {
    fc.assert(
      fc.property(any, (original) => {
        const [again, ...rest] = decode(encodeJt808Message(original as Message));
        expect(rest).toEqual([]);
        expect(again).toMatchObject(withSigns(original));
      }),
      { numRuns: 2000 },
    );
  });

  it("names what does not go on the wire", () => {
    const [good] = decode(device("0200", POSITION));
    const write = (change: object) => () => encodeJt808Message({ ...good!, ...change } as Message);
    expect(write({ latitude: 90.1 })).toThrow(/latitude/);
    expect(write({ longitude: Number.NaN })).toThrow(/longitude/);
    expect(write({ speedKmh: -1 })).toThrow(/speedKmh/);
    expect(write({ courseDegrees: 361 })).toThrow(/courseDegrees/);
    expect(write({ altitudeMeters: 40000 })).toThrow(/altitudeMeters/);
    expect(write({ odometerMeters: 2 ** 40 })).toThrow(/odometerMeters/);
    expect(write({ obd: { engineRpm: -1 } })).toThrow(/obd\.engineRpm/);
    expect(write({ obd: { somethingElse: 1 } })).toThrow(/obd\.somethingElse/);
    expect(write({ serialNumber: 1.5 })).toThrow(/serialNumber/);
    expect(write({ deviceId: null })).toThrow(/deviceId/);
    expect(write({ command: "V1" })).toThrow(/command/);
    expect(write({ type: "heartbeat" })).toThrow(/0x0200/);
    expect(write({ time: new Date(Number.NaN) })).toThrow(/time/);
    expect(write({ items: [{ id: 1, data: fromHex("00".repeat(256)) }] })).toThrow(/items/);
    expect(write({ status: { word: 3, alarms: ["vibration"] } })).toThrow(/status\.alarms/);
  });
});

/** The sign bits and the fix bit of the word are those of the values. */
function withSigns(original: object): object {
  return JSON.parse(JSON.stringify(original), (key, value) => {
    if (key === "time") return new Date(value);
    if (key === "data") return new Uint8Array(Object.values(value));
    if (key === "latitude" && value === 0) return expect.anything();
    return key === "word" ? expect.any(Number) : value;
  });
}
