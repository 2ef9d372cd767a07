/**
 * Bytes of `$` and `X` records at their limits, one field at a time: the value, and the issue with its bytes
 * (docs/protocol/h02.md §1.3). Each is read twice: as in a stream, and by the layouts alone, as for `explain`.
 */
import { describe, expect, it } from "vitest";
import { explain, type Frame, type Message, parseFrame } from "../../src/index.ts";
import { expectValues } from "./values.ts";

type Row = readonly [
  what: string,
  at: number,
  hex: string,
  values: Readonly<Record<string, unknown>>,
  ...issues: readonly (readonly [code: string, field: string, offset: number, length: number])[],
];

function read(frame: Frame): Message {
  const message = parseFrame(frame);
  // Both readers agree on all values in the layouts.
  for (const { name, value } of explain(frame)) {
    const own = (message as unknown as Record<string, unknown>)[name];
    if (own !== undefined && name !== "tail" && !Array.isArray(own))
      expect(value, name).toEqual(own);
  }
  return message;
}

function check(base: string, format: Frame["format"], rows: readonly Row[]): void {
  it.each(rows.map(([what, ...row]) => [what, row] as const))(
    "%s",
    (_what, [at, hex, values, ...issues]) => {
      const bytes = new Uint8Array(Buffer.from(base.replace(/\s/g, ""), "hex"));
      bytes.set(Buffer.from(hex.replace(/\s/g, ""), "hex"), at);
      const message = read({ format, bytes, offset: 0 });
      expectValues(message, values);
      expect(
        message.issues.map(({ code, field, offset, length }) => [code, field, offset, length]),
      ).toEqual(issues);
    },
  );
}

const at = (time: string): { time: Date } => ({ time: new Date(time) });
const TIME = [6, 3] as const;
const DATE = [9, 3] as const;
const bad = (code: string, field: string, [offset, length]: readonly [number, number]) =>
  [code, field, offset, length] as const;

// Marker, id, time, date, latitude, battery, longitude with flags, speed and course, status.
const HEAD = "24 9170481927 101112 150624 22349273 00 11354398 0e 012090 ffffdfff";

describe("the head", () => {
  check(`${HEAD} ff0033`, "binary", [
    [
      "as it is",
      0,
      "24",
      {
        ...at("2024-06-15T10:11:12Z"),
        latitude: 22 + 34.9273 / 60,
        longitude: 113 + 54.398 / 60,
        valid: true,
        speedKmh: 12 * 1.852,
        courseDegrees: 90,
        batteryPercent: undefined,
        recordNumber: 0x33,
      },
    ],
    ["the first second", 6, "000000 010100", at("2000-01-01T00:00:00Z")],
    ["the last second", 6, "235959 311279", at("2079-12-31T23:59:59Z")],
    ["second 60", 6, "101160", { time: null }, bad("bad-time", "time", TIME)],
    ["second 70", 6, "101170", { time: null }, bad("bad-time", "time", TIME)],
    ["minute 60", 6, "106012", { time: null }, bad("bad-time", "time", TIME)],
    ["hour 24", 6, "241112", { time: null }, bad("bad-time", "time", TIME)],
    ["hour 1A", 6, "1a1112", { time: null }, bad("bad-bcd", "time", TIME)],
    ["hour A0", 6, "a01112", { time: null }, bad("bad-bcd", "time", TIME)],
    ["minute 1A", 6, "101a12", { time: null }, bad("bad-bcd", "time", TIME)],
    ["second 1A", 6, "10111a", { time: null }, bad("bad-bcd", "time", TIME)],
    ["day 1A", 9, "1a0624", { time: null }, bad("bad-bcd", "time", DATE)],
    ["month 0A", 9, "150a24", { time: null }, bad("bad-bcd", "time", DATE)],
    ["year F4", 9, "1506f4", { time: null }, bad("bad-bcd", "time", DATE)],
    ["no date", 9, "000000", { time: null }, bad("date-not-set", "time", DATE)],
    ["month 0", 9, "150024", { time: null }, bad("bad-date", "time", DATE)],
    ["month 13", 9, "151324", { time: null }, bad("bad-date", "time", DATE)],
    ["29 February", 9, "290224", at("2024-02-29T10:11:12Z")],
    ["30 February", 9, "300224", { time: null }, bad("bad-date", "time", DATE)],
    ["1980", 9, "060180", at("1980-01-06T10:11:12Z"), bad("clock-not-set", "time", DATE)],
    [
      "neither time nor date",
      6,
      "ffffff ffffff",
      { time: null },
      bad("bad-bcd", "time", TIME),
      bad("bad-bcd", "time", DATE),
    ],
    [
      "hour 24 of no day",
      6,
      "240000 000000",
      { time: null },
      bad("bad-time", "time", TIME),
      bad("date-not-set", "time", DATE),
    ],

    ["90 degrees", 12, "90000000", { latitude: 90 }],
    [
      "90 degrees and a bit",
      12,
      "90000001",
      { latitude: null },
      bad("bad-coordinate", "latitude", [12, 4]),
    ],
    ["59.9999 minutes", 12, "22599999", { latitude: 22 + 59.9999 / 60 }],
    ["60 minutes", 12, "22600000", { latitude: null }, bad("bad-coordinate", "latitude", [12, 4])],
    ["the equator", 12, "00000000", { latitude: 0, longitude: 113 + 54.398 / 60 }],
    [
      "no digits in the degrees",
      12,
      "a2349273",
      { latitude: null },
      bad("bad-bcd", "latitude", [12, 4]),
    ],
    [
      "no digits in the minutes",
      12,
      "2234927a",
      { latitude: null },
      bad("bad-bcd", "latitude", [12, 4]),
    ],
    ["south", 21, "0a", { latitude: -(22 + 34.9273 / 60), longitude: 113 + 54.398 / 60 }],
    ["west", 21, "06", { latitude: 22 + 34.9273 / 60, longitude: -(113 + 54.398 / 60) }],
    ["180 degrees", 17, "18000000 0e", { longitude: 180 }],
    [
      "180 degrees and a bit",
      17,
      "18000000 1e",
      { longitude: null },
      bad("bad-coordinate", "longitude", [17, 5]),
    ],
    [
      "no digit at the end of the longitude",
      21,
      "ae",
      { longitude: null },
      bad("bad-bcd", "longitude", [17, 5]),
    ],
    ["the last digit of the longitude", 21, "9e", { longitude: 113 + 54.3989 / 60 }],
    ["the meridian", 17, "00000000 0e", { longitude: 0, latitude: 22 + 34.9273 / 60 }],
    ["the meridian, west", 17, "00000000 06", { longitude: 0 }],
    [
      "zeros in both",
      12,
      "00000000 00 00000000 0e",
      { latitude: null, longitude: null },
      bad("no-position", "latitude", [12, 4]),
      bad("no-position", "longitude", [17, 5]),
    ],
    [
      "nines in both",
      12,
      "99999999 00 99999999 9e",
      { latitude: null, longitude: null },
      bad("no-position", "latitude", [12, 4]),
      bad("no-position", "longitude", [17, 5]),
    ],
    [
      "nines in the latitude",
      12,
      "99999999",
      { latitude: null, longitude: 113 + 54.398 / 60 },
      bad("bad-coordinate", "latitude", [12, 4]),
    ],
    [
      "nines in the longitude",
      17,
      "99999999 9e",
      { latitude: 22 + 34.9273 / 60, longitude: null },
      bad("bad-coordinate", "longitude", [17, 5]),
    ],
    ["no fix", 21, "0c", { valid: false }],

    [
      "battery step 1",
      16,
      "01",
      { batteryPercent: 0, batteryCode: 1 },
      bad("battery-step-disputed", "batteryPercent", [16, 1]),
    ],
    ["battery step 4", 16, "04", { batteryPercent: 60, batteryCode: 4 }],
    ["battery step 6", 16, "06", { batteryPercent: 100, batteryCode: 6 }],
    ["battery 7", 16, "07", { batteryPercent: 7, batteryCode: undefined }],
    ["battery 100", 16, "64", { batteryPercent: 100, batteryCode: undefined }],
    [
      "battery 101",
      16,
      "65",
      { batteryPercent: null, batteryCode: undefined },
      bad("bad-battery", "batteryPercent", [16, 1]),
    ],

    ["999 knots", 22, "999090", { speedKmh: 1850.148, courseDegrees: 90 }],
    [
      "no digits in the speed",
      22,
      "a12090",
      { speedKmh: null, courseDegrees: 90 },
      bad("bad-bcd", "speedKmh", [22, 2]),
    ],
    [
      "no digit at the end of the speed",
      22,
      "01a090",
      { speedKmh: null, courseDegrees: 90 },
      bad("bad-bcd", "speedKmh", [22, 2]),
    ],
    ["course 0", 22, "000000", { speedKmh: 0, courseDegrees: 0 }],
    ["course 360", 22, "012360", { courseDegrees: 360 }],
    [
      "course 361",
      22,
      "012361",
      { courseDegrees: null },
      bad("out-of-range", "courseDegrees", [23, 2]),
    ],
    [
      "no digits in the course",
      22,
      "012a90",
      { courseDegrees: null, speedKmh: 12 * 1.852 },
      bad("bad-bcd", "courseDegrees", [23, 2]),
    ],
    [
      "no digit at the end of the course",
      22,
      "01209a",
      { courseDegrees: null },
      bad("bad-bcd", "courseDegrees", [23, 2]),
    ],
  ]);
});

describe("the head after an id of 15 digits", () => {
  const LONG =
    "24 352822821439506 0 101112 150624 22349273 00 11354398 0e 012090 ffffdfff 11 22 33 44 55 66 77 88 99 aa";
  const tail = ["unknown-tail", "tail", 32, 10] as const;
  check(LONG, "binary", [
    [
      "as it is",
      0,
      "24",
      {
        deviceId: "352822821439506",
        ...at("2024-06-15T10:11:12Z"),
        latitude: 22 + 34.9273 / 60,
        longitude: 113 + 54.398 / 60,
        speedKmh: 12 * 1.852,
        courseDegrees: 90,
        tail: Uint8Array.from([0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa]),
      },
      tail,
    ],
    ["a bad time", 9, "241112", { time: null }, bad("bad-time", "time", [9, 3]), tail],
    ["a bad date", 12, "150024", { time: null }, bad("bad-date", "time", [12, 3]), tail],
    [
      "no time",
      9,
      "1a1112 1a0000",
      { time: null },
      bad("bad-bcd", "time", [9, 3]),
      bad("bad-bcd", "time", [12, 3]),
      tail,
    ],
    [
      "zeros in both",
      15,
      "00000000 00 00000000 0e",
      { latitude: null, longitude: null },
      bad("no-position", "latitude", [15, 4]),
      bad("no-position", "longitude", [20, 5]),
      tail,
    ],
    ["the equator", 15, "00000000", { latitude: 0 }, tail],
    [
      "south and west",
      24,
      "02",
      { latitude: -(22 + 34.9273 / 60), longitude: -(113 + 54.398 / 60), valid: true },
      tail,
    ],
    [
      "battery 101",
      19,
      "65",
      { batteryPercent: null },
      bad("bad-battery", "batteryPercent", [19, 1]),
      tail,
    ],
    [
      "a bad course",
      25,
      "012361",
      { courseDegrees: null },
      bad("out-of-range", "courseDegrees", [26, 2]),
      tail,
    ],
    ["a bad speed", 25, "a12090", { speedKmh: null }, bad("bad-bcd", "speedKmh", [25, 2]), tail],
  ]);
});

describe("the tail of 45 bytes with FF 00", () => {
  const CELL = { mcc: 460, mnc: 1, lac: 0x2866, cid: 0x10bb };
  // Mark, signal, satellites, kilometres, mcc, mnc, area, cell, record number.
  check(`${HEAD} ff00 1b 09 00000642 01cc 01 2866 10bb 22`, "binary", [
    [
      "as it is",
      0,
      "24",
      {
        signalCsq: 27,
        satellites: 9,
        odometerMeters: 0x642 * 1000,
        cell: CELL,
        recordNumber: 0x22,
      },
    ],
    ["signal 31", 31, "1f", { signalCsq: 31 }],
    [
      "signal 99",
      31,
      "63",
      { signalCsq: null, satellites: 9 },
      bad("not-known", "signalCsq", [31, 1]),
    ],
    ["the most kilometres", 33, "ffffffff", { odometerMeters: 0xffffffff * 1000 }],
    ["country 999", 37, "03e7", { cell: { ...CELL, mcc: 999 } }],
    ["country 1000", 37, "03e8", { cell: null }, bad("bad-cell", "cell", [37, 7])],
    ["no country", 37, "0000", { cell: { ...CELL, mcc: null } }],
    ["no area", 40, "0000", { cell: { ...CELL, lac: null } }],
    ["no cell", 42, "0000", { cell: { ...CELL, cid: null } }],
    ["network 0", 39, "00", { cell: { ...CELL, mnc: 0 } }],
    ["nothing of a cell", 37, "00000000000000", { cell: null }, bad("no-cell", "cell", [37, 7])],
  ]);
});

describe("the tail of 45 bytes with a counter", () => {
  check(`${HEAD} 0006fdd3 00000000 01cc 00 2866 10bb 22`, "binary", [
    ["as it is", 0, "24", { odometerMeters: 0x6fdd3, recordNumber: 0x22, tail: undefined }],
    ["the largest", 29, "fffffffe", { odometerMeters: 0xfffffffe }],
    [
      "something in the reserved bytes",
      34,
      "07",
      { tail: Uint8Array.from([0, 7, 0, 0]) },
      bad("unknown-tail", "tail", [33, 4]),
    ],
  ]);
});

describe("the tail of 46 bytes", () => {
  // FF, two unknown, ten digits of metres, fuel, temperature, altitude, four unknown.
  check(`${HEAD} ff 0344 0069129344 0064 0000 11 51415a20`, "binary", [
    ["the most metres", 32, "9999999999", { odometerMeters: 9999999999 }, ...unknown()],
    ["no metres", 32, "0000000000", { odometerMeters: 0 }, ...unknown()],
    [
      "no digits",
      32,
      "00691a9344",
      { odometerMeters: null },
      ...unknown(),
      bad("bad-bcd", "odometerMeters", [32, 5]),
    ],
    ["fuel 0", 37, "0000", { fuelPercent: 0 }, ...unknown()],
    ["fuel 100", 37, "0064", { fuelPercent: 100 }, ...unknown()],
    [
      "fuel 101",
      37,
      "0065",
      { fuelPercent: null },
      ...unknown(),
      bad("out-of-range", "fuelPercent", [37, 2]),
    ],
    ["the most degrees", 39, "ffff", { temperatureCelsius: 65535 }, ...unknown()],
    ["the most altitude", 41, "ff", { altitudeMeters: 255 }, ...unknown()],
  ]);
  function unknown() {
    return [["unknown-tail", "tail", 30, 2] as const];
  }
});

describe("the tail of 54 bytes", () => {
  const three = (mcc: number | null, mnc: number): unknown[] => [
    { mcc, mnc, lac: 0x4f6d, cid: 0x28d6, rssi: 13 },
    { mcc, mnc, lac: 0x4f6d, cid: 0x28d8, rssi: 9 },
    { mcc, mnc, lac: null, cid: null, rssi: 0 },
  ];
  const tail = ["unknown-tail", "tail", 51, 3] as const;
  check(`${HEAD} 00000001 0129 02 4f6d28d60d 4f6d28d809 0000000000 080000`, "binary", [
    ["as it is", 0, "24", { cells: three(297, 2) }, tail],
    ["country 999", 33, "03e7 ff", { cells: three(999, 255) }, tail],
    [
      "country 1000",
      33,
      "03e8",
      { cells: three(null, 2) },
      bad("bad-cell", "cells", [33, 2]),
      tail,
    ],
    ["no country", 33, "0000", { cells: three(null, 2) }, tail],
  ]);
});

describe("X", () => {
  check(
    "58 0000981499 101112 150624 22349273 06 11354398 0e 012090 ffffdfff ff0033".replace(
      "22349273 06",
      "22349273 31",
    ),
    "mileage",
    [
      [
        "as it is",
        0,
        "58",
        {
          odometerMeters: (981499 * 51444) / 100000,
          temperatureCelsius: 0x31 / 2,
          recordNumber: 0x33,
        },
      ],
      ["nothing yet", 1, "0000000000", { odometerMeters: 0 }],
      ["the most", 1, "9999999999", { odometerMeters: (9999999999 * 51444) / 100000 }],
      [
        "no digits",
        1,
        "00009814a9",
        { odometerMeters: null },
        bad("bad-bcd", "odometerMeters", [1, 5]),
      ],
      ["no sensor", 16, "ff", { temperatureCelsius: undefined }],
      [
        "a sensor removed",
        16,
        "fe",
        { temperatureCelsius: null },
        bad("empty-field", "temperatureCelsius", [16, 1]),
      ],
      ["the hottest", 16, "fd", { temperatureCelsius: 0xfd / 2 }],
      ["zero", 16, "00", { temperatureCelsius: 0 }],
      ["below zero", 16, "01 11354398 0f", { temperatureCelsius: -0.5 }],
      ["zero with the sign", 16, "00 11354398 0f", { temperatureCelsius: 0 }],
    ],
  );
});
