/** Messages of JT/T 808 encoded from their values alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage } from "../../src/index.ts";
import { writeBody } from "../../src/jt808/body.ts";
import { jt808Forms } from "../../src/jt808/messages.ts";
import { writeFrame } from "../../src/jt808/writer.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { device, fromHex, POSITION, toHex } from "./frames.ts";

const VECTORS = loadVectors()
  .filter(({ file }) => file === "jt808.jsonl")
  .flatMap(({ vectors }) => vectors);

describe("encodeMessage", () => {
  it("writes no registration of 2011, although its rows can", () => {
    const { rows } = jt808Forms().find(({ edition }) => edition === 2011)!;
    for (const id of ["jt808-112-registration", "jt808-122-registration"]) {
      const frame = bytesOf(VECTORS.find((vector) => vector.id === id)!);
      const message = decode(frame)[0]!;
      const address = { deviceId: message.deviceId!, serialNumber: message.serialNumber! };
      const body = writeBody(rows, message, 480);
      expect(toHex(writeFrame(0x0100, address, body))).toBe(toHex(frame));
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
        longitude: fc.oneof(
          fc.integer({ min: -180e6, max: -1 }),
          fc.integer({ min: 1, max: 180e6 }),
        ),
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
      // The sign bits and the fix bit of the word follow from the values.
      const signs = (v.latitude < 0 ? 4 : 0) | (v.longitude < 0 ? 8 : 0);
      const word = ((v.word & ~12) | signs) >>> 0;
      return {
        status: { word, table: "jt808", alarmWord: 2 ** v.alarm },
        valid: (word & 2) !== 0,
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
        ...(v.data === undefined ? {} : { jt808: { items: [{ id: 0xeb, data: v.data }] } }),
      };
    });
  const text = (most: number): fc.Arbitrary<string> =>
    fc.stringMatching(new RegExp(`^[!-~]{1,${most}}$`));
  const message = <T extends object>(type: string, command: string, body: fc.Arbitrary<T>) =>
    fc.tuple(header, body).map(([head, rest]) => {
      const jt808 = { ...head.jt808, ...(rest as { jt808?: object }).jt808 };
      return { type, command, ...head, ...rest, jt808 };
    });

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
        jt808: fc.record({ batch: fc.constantFrom("normal", "blindArea", null) }),
        positions: fc.array(position, { maxLength: 8 }),
      }),
    ),
    message(
      "confirmation",
      "0x0001",
      fc.record({
        answeredSerialNumber: fc.nat(65535),
        confirms: fc.constantFrom("0x8103", "0x8105"),
        parameters: fc.constant([]),
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
    message(
      "identity",
      "0x0102",
      fc.record({ authenticationCode: text(30), imei: text(15), softwareVersion: text(20) }),
    ).map(({ imei, softwareVersion, ...rest }) => ({
      ...rest,
      ...(rest.jt808.version === 2019 ? { imei, softwareVersion } : {}),
    })),
  );

  it("decode(encode(m)) has the values of m", () => {
    fc.assert(
      fc.property(any, (original) => {
        const [again, ...rest] = decode(encodeMessage(original as EncodableMessage));
        expect(rest).toEqual([]);
        expect(again).toMatchObject(original);
      }),
      { numRuns: 2000 },
    );
  });

  it("names values that cannot go on the wire", () => {
    const [good] = decode(device("0200", POSITION));
    const write = (change: object) => () =>
      encodeMessage({ ...good!, ...change } as EncodableMessage);
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
    expect(write({ command: "0x02" })).toThrow(/command/);
    expect(write({ type: "heartbeat" })).toThrow(/0x0200/);
    expect(write({ time: new Date(Number.NaN) })).toThrow(/time/);
    expect(write({ jt808: { items: [{ id: 1, data: fromHex("00".repeat(256)) }] } })).toThrow(
      /items/,
    );
    expect(write({ alarms: ["vibration"] })).toThrow(/message\.alarms/);
  });
});
