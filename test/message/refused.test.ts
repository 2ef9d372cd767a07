/**
 * Values that have no form in a text frame or a record: the text of each refusal, and that a neighbouring value is
 * accepted.
 */
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, type Message } from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const all = loadVectors().flatMap(({ vectors }) => vectors);
function vector(start: string): Message {
  const [found, ...more] = all.filter(({ id }) => id.startsWith(`${start}-`));
  expect(more).toEqual([]);
  return decode(bytesOf(found!))[0]!;
}
const read = (text: string): Message => decode(text)[0]!;
const write = (message: Message, change: object): Uint8Array =>
  encodeMessage({ ...message, ...change } as EncodableMessage);

const V1 = read(
  "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF,460,01,1234,56789#",
);
const V8 = read(
  "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,d07600000001,3a,d07600000002,00,d07600000003,80,8,27,121,100#",
);
const V5 = read(
  "*HQ,9170481927,V5,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF,460,01,1234,56789,1509,125#",
);
const RECORD = decode(
  Buffer.from("2451159218930839471704122440659000102332181e000344fffffbffff0033", "hex"),
)[0]!;
const CLASSIC = decode(
  Buffer.from(
    "2491760883371003480802245712427906010097449e000325fbf7fbffff001a0a00000102" +
      "00ee422ee243b105",
    "hex",
  ),
)[0]!;
const MILEAGE = vector("mileage-005");
const PICTURE = vector("picture-001");
const V6 = vector("v6-001");
const BS = read(
  "*HQ,356373408652625,BS,101112,2d4,a,1b63,1969,26,1b63,10b2,31,0,0,25,150624,ffffffff,60#",
);
const CANTRACK = read(
  "*HQ,355914122617256,V3,095426,74001,01,010278,045142,128,-92,02DE,0,X,090517,FFFFFBFF#",
);
const SHORT_CELLS = read("*HQ,356946362827395,VP1,V,470,2,92,3565,10#");
const ALARM = vector("other-words-009");
const PENGAODA = vector("pengaoda-027");
const OBD = vector("pengaoda-002");
const FAULTS = vector("pengaoda-003");
const fault = (code: string, type: number): Record<string, unknown> => ({
  pengaoda: { recordKind: "faultCodes", faultType: 0, faultCodes: [{ code, type }] },
});

describe("a value that is refused", () => {
  it.each<readonly [message: Message, change: object, text: string | RegExp]>([
    [V1, { latitude: 90.0001 }, /^(?:message\.)?latitude must be -90 to 90/],
    [V1, { longitude: -180.0001 }, /^(?:message\.)?longitude must be -180 to 180/],
    [V1, { latitude: Number.NaN }, /^(?:message\.)?latitude must be -90 to 90/],
    [V1, { speedKmh: 1852 }, /^(?:message\.)?speedKmh must be 0 to 1851/],
    [V1, { speedKmh: -0.001 }, /^(?:message\.)?speedKmh must be 0 to 1851/],
    [V1, { courseDegrees: 360.1 }, /^(?:message\.)?courseDegrees must be 0 to 360/],
    [V1, { courseDegrees: -0.1 }, /^(?:message\.)?courseDegrees must be 0 to 360/],
    [V1, { status: { word: 4294967296 } }, /^(?:message\.)?status\.word must be 0 to 4294967295/],
    [
      V1,
      { time: new Date("1979-12-31T23:59:59Z") },
      /^(?:message\.)?time must be a time of the years 1980 to 2079/,
    ],
    [
      V1,
      { time: new Date("2080-01-01T00:00:00Z") },
      /^(?:message\.)?time must be a time of the years 1980 to 2079/,
    ],
    [
      V8,
      { wifi: [{ bssid: "d07600000001", rssiDbm: 146 }] },
      /^(?:message\.)?wifi\.rssiDbm must be -110 to 145/,
    ],
    [
      V8,
      { wifi: [{ bssid: "d07600000001", rssiDbm: -111 }] },
      /^(?:message\.)?wifi\.rssiDbm must be -110 to 145/,
    ],
    [V8, { wifi: [{ bssid: "D07600000001", rssiDbm: 0 }] }, /wifi.*12 small hexadecimal digits/],
    [V5, { odometerMeters: -1000 }, /^(?:message\.)?odometerMeters must be 0 to \d+/],
    [V5, { supplyVolts: -1 }, /^(?:message\.)?supplyVolts must be 0 to \d+/],
    [RECORD, { speedKmh: 999.6 * 1.852 }, /^(?:message\.)?speedKmh must be 0 to 1850\.148/],
    [RECORD, { courseDegrees: 361 }, /^(?:message\.)?courseDegrees must be 0 to 360/],
    [RECORD, { latitude: 91 }, /^(?:message\.)?latitude must be -90 to 90/],
    [RECORD, { status: {} }, /^(?:message\.)?status must be a status with a word/],
    [RECORD, { status: null }, /^(?:message\.)?status must be a status with a word/],
    [RECORD, { recordNumber: 256 }, /^(?:message\.)?recordNumber must be 0 to 255/],
    [RECORD, { deviceId: "123" }, /^(?:message\.)?deviceId must be 10 or 15 digits/],
    [RECORD, { deviceId: null }, /^(?:message\.)?deviceId must be 10 or 15 digits/],
    ...["4294966271", -1, 4294967296].map(
      (word) =>
        [RECORD, { status: { word } }, "message.status must be a status with a word"] as const,
    ),
    [V1, { status: {} }, "message.status.word must be 0 to 4294967295, not undefined"],
    [CLASSIC, { satellites: 31 }, "message.satellites must be 0 to 30, not 31"],
    [CLASSIC, { satellites: -1 }, "message.satellites must be 0 to 30, not -1"],
    ...[127, -127].map(
      (celsius) =>
        [
          MILEAGE,
          { temperatureCelsius: celsius },
          `message.temperatureCelsius must be -126.5 to 126.5, not ${celsius}`,
        ] as const,
    ),
    // Behind the #, the only place in a V6.
    ...[1000, -1000].map(
      (celsius) =>
        [
          V6,
          { temperatureCelsius: celsius },
          `message.temperatureCelsius must be -999.9 to 999.9, not ${celsius}`,
        ] as const,
    ),
    ...["alarmFlag", "number", "block"].flatMap((part) =>
      [256, -1].map(
        (value) =>
          [
            PICTURE,
            { picture: { alarmFlag: 1, number: 1, block: 1, [part]: value } },
            `message.picture.${part} must be 0 to 255, not ${value}`,
          ] as const,
      ),
    ),
    [PICTURE, { picture: undefined }, "message.picture cannot be absent from a P position message"],
    [BS, { cells: undefined }, "message.cells cannot be absent from a BS cells message"],
    [BS, { cells: [] }, "message.cells has no form for this value in a BS cells message"],
    [CANTRACK, { cells: undefined }, "message.cells cannot be absent from a V3 cells message"],
    [SHORT_CELLS, { cells: undefined }, "message.cells cannot be absent from a VP1 cells message"],
    [ALARM, { cells: undefined }, "message.cells cannot be absent from a ALRM alarm message"],
    [OBD, { batteryCode: 7 }, /^message\.batteryCode must be 1 to 6/],
    [OBD, { batteryCode: -1 }, /^message\.batteryCode must be 1 to 6/],
    [OBD, { batteryCode: Number.NaN }, /^message\.batteryCode must be 1 to 6/],
    [OBD, { pengaoda: { recordKind: "basic" } }, /^message\.obdPids has no form for this value/],
    ...["020", "02050", "g205", "0205 ", "02AB"].map(
      (code) =>
        [
          FAULTS,
          fault(code, 2),
          /^message\.pengaoda\.faultCodes\[0\]\.code must be four hexadecimal digits/,
        ] as const,
    ),
    ...[-1, 256, Number.NaN].map(
      (type) =>
        [
          FAULTS,
          fault("0205", type),
          /^message\.pengaoda\.faultCodes\[0\]\.type must be 0 to 255/,
        ] as const,
    ),
    [
      ALARM,
      { alarms: ["rollover"] },
      /^message\.alarms has no form for this value in a ALRM alarm message/,
    ],
  ])("%#", (message, change, text) => {
    expect(refusal(() => write(message, change))).toMatch(text);
  });
});

describe("a value at its limit is written", () => {
  it.each<readonly [message: Message, change: Record<string, unknown>]>([
    [V1, { latitude: 90, longitude: 180 }],
    [V1, { latitude: -90, longitude: -180 }],
    [V1, { latitude: 0, longitude: 1 }],
    [V1, { latitude: null, longitude: null }],
    [V1, { speedKmh: 0, courseDegrees: 360 }],
    [V1, { speedKmh: null, courseDegrees: null }],
    [V1, { time: new Date("1980-01-01T00:00:00Z") }],
    [V1, { time: new Date("2079-12-31T23:59:59Z") }],
    [V1, { time: null }],
    [V1, { valid: false }],
    [V1, { valid: null }],
    [V1, { status: null }],
    [V1, { cell: null }],
    [V1, { cell: { mcc: 999, mnc: 999, lac: 65535, cid: 268435455 } }],
    [V8, { wifi: [-110, 145, null].map((rssiDbm, i) => ({ bssid: `d0760000000${i}`, rssiDbm })) }],
    [V8, { wifi: [-109, 0, 144].map((rssiDbm, i) => ({ bssid: `d0760000000${i}`, rssiDbm })) }],
    [V5, { odometerMeters: 0, supplyVolts: 0 }],
    [RECORD, { speedKmh: 1850.148, courseDegrees: 360 }],
    [RECORD, { courseDegrees: null }],
    [RECORD, { latitude: 90, longitude: 180 }],
    [RECORD, { latitude: null, longitude: null }],
    [RECORD, { latitude: 0, longitude: 1 }],
    [RECORD, { recordNumber: 255 }],
    [RECORD, { batteryPercent: 7, batteryCode: undefined }],
    [RECORD, { batteryPercent: 100, batteryCode: undefined }],
    [RECORD, { batteryPercent: null }],
    [CLASSIC, { satellites: 0 }],
    [CLASSIC, { satellites: 30 }],
    [MILEAGE, { temperatureCelsius: 126.5 }],
    [MILEAGE, { temperatureCelsius: -126.5 }],
    [PICTURE, { picture: { alarmFlag: 0, number: 255, block: 0 } }],
    [RECORD, { time: new Date("1980-01-01T00:00:00Z") }],
    [ALARM, { alarms: [] }],
    [ALARM, { alarms: ["geofence"] }],
    [PENGAODA, { alarms: ["lowBattery", "lowPower", "rollover", "collision"] }],
    [PENGAODA, { alarms: [] }],
    [OBD, { obdPids: [] }],
    [OBD, { batteryPercent: null, batteryCode: undefined }],
    [FAULTS, fault("0000", 0)],
    [FAULTS, fault("ffff", 255)],
    [OBD, { alarms: ["rollover"] }],
  ])("%#", (message, change) => {
    const again = decode(
      write(message, change),
      message.deviceId === null ? {} : { deviceId: message.deviceId },
    );
    expect(again).toHaveLength(1);
    const values = again[0] as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(change)) {
      if (typeof value === "number") expect(values[name], name).toBeCloseTo(value, 9);
      else expect([name, values[name]]).toEqual([name, value]);
    }
  });
});
