/**
 * Fields of text frames at their limits, one at a time: the value, and the issue with its text (docs/protocol/h02.md
 * §2.1 and 3). Each is read twice: as in a stream, and by the layouts alone, as for `explain`.
 */
import { describe, expect } from "vitest";
import { check, type Row } from "./one-field.ts";

const V1 =
  "*HQ,9170481927,V1,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,FFFFDFFF,460,01,1234,56789,85#";
const at = (time: string): { time: Date } => ({ time: new Date(time) });
const LATITUDE = 22 + 34.9273 / 60;
const LONGITUDE = 113 + 54.398 / 60;

describe("time and date", () => {
  check(V1, "time", 3, [
    ["000000", at("2024-06-15T00:00:00Z")],
    ["235959", at("2024-06-15T23:59:59Z")],
    ["235960", { time: null }, ["bad-time", "time", "235960"]],
    ["236000", { time: null }, ["bad-time", "time", "236000"]],
    ["240000", { time: null }, ["bad-time", "time", "240000"]],
    ["10111", { time: null }, ["bad-time", "time", "10111"]],
    ["1011120", { time: null }, ["bad-time", "time", "1011120"]],
    ["10111a", { time: null }, ["bad-time", "time", "10111a"]],
    ["10.112", { time: null }, ["bad-time", "time", "10.112"]],
    ["", { time: null }, ["empty-field", "time", ""]],
    [" 101112", at("2024-06-15T10:11:12Z"), ["blanks", "time", " 101112"]],
    ["101112 ", at("2024-06-15T10:11:12Z"), ["blanks", "time", "101112 "]],
  ]);
  check(V1, "date", 11, [
    ["010100", at("2000-01-01T10:11:12Z")],
    ["311279", at("2079-12-31T10:11:12Z")],
    ["010180", at("1980-01-01T10:11:12Z"), ["clock-not-set", "time", "010180"]],
    ["311299", at("1999-12-31T10:11:12Z"), ["clock-not-set", "time", "311299"]],
    ["290224", at("2024-02-29T10:11:12Z")],
    ["290223", { time: null }, ["bad-date", "time", "290223"]],
    ["290200", at("2000-02-29T10:11:12Z")],
    ["000624", { time: null }, ["bad-date", "time", "000624"]],
    ["320724", { time: null }, ["bad-date", "time", "320724"]],
    ["310624", { time: null }, ["bad-date", "time", "310624"]],
    ["150024", { time: null }, ["bad-date", "time", "150024"]],
    ["151324", { time: null }, ["bad-date", "time", "151324"]],
    ["000000", { time: null }, ["date-not-set", "time", "000000"]],
    ["000001", { time: null }, ["bad-date", "time", "000001"]],
    ["15062", { time: null }, ["bad-date", "time", "15062"]],
    ["1506240", { time: null }, ["bad-date", "time", "1506240"]],
    ["15062a", { time: null }, ["bad-date", "time", "15062a"]],
    ["", { time: null }, ["empty-field", "time", ""]],
  ]);
  check(V1, "time of no date", 3, [
    [
      "240000,A,2234.9273,N,11354.3980,E,012.50,090,000000",
      { time: null },
      ["bad-time", "time", "240000"],
      ["date-not-set", "time", "000000"],
    ],
  ]);
  const short = V1.replace(",460,01,1234,56789,85#", "#");
  const rest = (text: string): string => short.replace("150624,FFFFDFFF", text);
  check(rest("150624FFFFDFFF"), "date and status", 11, [
    ["150624FFFFDFFF", at("2024-06-15T10:11:12Z"), ["comma-missing", "status", "150624FFFFDFFF"]],
    [
      "150624FFFFDFFX",
      { ...at("2024-06-15T10:11:12Z"), status: null },
      ["comma-missing", "status", "150624FFFFDFFX"],
      ["bad-status", "status", "FFFFDFFX"],
    ],
    [
      "15062xFFFFDFFF",
      { time: null, status: null },
      ["bad-date", "time", "15062xFFFFDFFF"],
      ["missing-field", "status", ""],
    ],
  ]);
  check(rest("4,150624,FFFFDFFF"), "battery before the date", 11, [
    ["4", { ...at("2024-06-15T10:11:12Z"), batteryPercent: 60, batteryCode: 4 }],
    ["85", { ...at("2024-06-15T10:11:12Z"), batteryPercent: 85, batteryCode: undefined }],
    ["100", { ...at("2024-06-15T10:11:12Z"), batteryPercent: 100, batteryCode: undefined }],
  ]);
});

describe("validity", () => {
  check(V1, "letter", 4, [
    ["A", { valid: true }],
    ["V", { valid: false }],
    ["B", { valid: true }],
    ["a", { valid: true }, ["lower-case", "valid", "a"]],
    ["b", { valid: true }, ["lower-case", "valid", "b"]],
    ["v", { valid: false }, ["lower-case", "valid", "v"]],
    ["C", { valid: null }, ["bad-validity", "valid", "C"]],
    ["@", { valid: null }, ["bad-validity", "valid", "@"]],
    ["!", { valid: null }, ["bad-validity", "valid", "!"]],
    ["AA", { valid: null }, ["bad-validity", "valid", "AA"]],
    ["", { valid: null }, ["empty-field", "valid", ""]],
  ]);
});

describe("a coordinate", () => {
  check(V1, "latitude", 5, [
    ["8959.9999", { latitude: 89 + 59.9999 / 60 }],
    ["9000.0000", { latitude: 90 }],
    ["9000.0001", { latitude: null }, ["bad-coordinate", "latitude", "9000.0001"]],
    ["9100.0000", { latitude: null }, ["bad-coordinate", "latitude", "9100.0000"]],
    ["2259.9999", { latitude: 22 + 59.9999 / 60 }],
    ["2260.0000", { latitude: null }, ["bad-coordinate", "latitude", "2260.0000"]],
    ["0000.0001", { latitude: 0.0001 / 60 }],
    ["0000.0000", { latitude: 0, longitude: LONGITUDE }],
    ["2234.92731", { latitude: 22 + 34.92731 / 60 }],
    ["2234.927", { latitude: 22 + 34.927 / 60 }],
    ["2234a9273", { latitude: null }, ["bad-coordinate", "latitude", "2234a9273"]],
    ["22a4.9273", { latitude: null }, ["bad-coordinate", "latitude", "22a4.9273"]],
    ["2234.92a3", { latitude: null }, ["bad-coordinate", "latitude", "2234.92a3"]],
    ["", { latitude: null }, ["empty-field", "latitude", ""]],
  ]);
  check(V1, "hemisphere", 6, [
    ["S", { latitude: -LATITUDE }],
    ["n", { latitude: LATITUDE }, ["lower-case", "latitude", "n"]],
    ["s", { latitude: -LATITUDE }, ["lower-case", "latitude", "s"]],
    ["E", { latitude: null }, ["bad-hemisphere", "latitude", "E"]],
    ["NS", { latitude: null }, ["bad-hemisphere", "latitude", "NS"]],
    ["", { latitude: null }, ["bad-hemisphere", "latitude", ""]],
  ]);
  check(V1, "longitude", 7, [
    ["17959.9999", { longitude: 179 + 59.9999 / 60 }],
    ["18000.0000", { longitude: 180 }],
    ["18000.0001", { longitude: null }, ["bad-coordinate", "longitude", "18000.0001"]],
    ["11360.0000", { longitude: null }, ["bad-coordinate", "longitude", "11360.0000"]],
    ["00000.0000", { longitude: 0, latitude: LATITUDE }],
    ["00000.0000,W", { longitude: 0 }],
    ["11354.3980,W", { longitude: -LONGITUDE }],
    ["11354.3980,w", { longitude: -LONGITUDE }, ["lower-case", "longitude", "w"]],
    ["11354.3980,e", { longitude: LONGITUDE }, ["lower-case", "longitude", "e"]],
    ["11354.3980,N", { longitude: null }, ["bad-hemisphere", "longitude", "N"]],
    [
      "-11354.3980",
      { longitude: -LONGITUDE },
      ["hemisphere-conflict", "longitude", "-11354.3980,E"],
    ],
    ["-11354.3980,W", { longitude: -LONGITUDE }],
  ]);
  check(V1, "pair", 5, [
    [
      "0000.0000,N,00000.0000",
      { latitude: null, longitude: null },
      ["no-position", "latitude", "0000.0000"],
      ["no-position", "longitude", "00000.0000"],
    ],
    [
      "9999.9999,N,99999.9999",
      { latitude: null, longitude: null },
      ["no-position", "latitude", "9999.9999"],
      ["no-position", "longitude", "99999.9999"],
    ],
    [
      ",,,",
      { latitude: null, longitude: null },
      ["empty-field", "latitude", ""],
      ["empty-field", "longitude", ""],
    ],
  ]);
});

describe("speed and course", () => {
  check(V1, "speed", 9, [
    ["0", { speedKmh: 0 }],
    ["000.00", { speedKmh: 0 }],
    ["1", { speedKmh: 1.852 }],
    ["0.001", { speedKmh: 0.001852 }],
    [".5", { speedKmh: 0.926 }],
    ["5.", { speedKmh: 9.26 }],
    ["999.999", { speedKmh: (999999 * 1852) / 1e6 }],
    ["1000", { speedKmh: null }, ["out-of-range", "speedKmh", "1000"]],
    ["1000.00", { speedKmh: null }, ["out-of-range", "speedKmh", "1000.00"]],
    ["99999999999", { speedKmh: null }, ["out-of-range", "speedKmh", "99999999999"]],
    ["999999999999", { speedKmh: null }, ["bad-number", "speedKmh", "999999999999"]],
    [".", { speedKmh: null }, ["bad-number", "speedKmh", "."]],
    ["1.2.3", { speedKmh: null }, ["bad-number", "speedKmh", "1.2.3"]],
    ["-1", { speedKmh: null }, ["bad-number", "speedKmh", "-1"]],
    ["1e2", { speedKmh: null }, ["bad-number", "speedKmh", "1e2"]],
    ["", { speedKmh: null }, ["empty-field", "speedKmh", ""]],
  ]);
  check(V1, "course", 10, [
    ["0", { courseDegrees: 0 }],
    ["359.99", { courseDegrees: 359.99 }],
    ["360", { courseDegrees: 360 }],
    ["360.00", { courseDegrees: 360 }],
    ["360.01", { courseDegrees: null }, ["out-of-range", "courseDegrees", "360.01"]],
    ["361", { courseDegrees: null }, ["out-of-range", "courseDegrees", "361"]],
    ["9x", { courseDegrees: null }, ["bad-number", "courseDegrees", "9x"]],
    ["", { courseDegrees: null }, ["empty-field", "courseDegrees", ""]],
  ]);
});

describe("status", () => {
  const word = (value: number): Readonly<Record<string, unknown>> => ({
    status: expect.objectContaining({ word: value }),
  });
  check(V1, "word", 12, [
    ["00000000", word(0)],
    ["FFFFFFFF", word(0xffffffff)],
    ["fffffbff", word(0xfffffbff)],
    ["0123ABCD", word(0x0123abcd)],
    ["FFFFFBF", { status: null }, ["bad-status", "status", "FFFFFBF"]],
    ["FFFFFBFFF", { status: null }, ["bad-status", "status", "FFFFFBFFF"]],
    ["FFFFFBFG", { status: null }, ["bad-status", "status", "FFFFFBFG"]],
    ["FFFFFBF@", { status: null }, ["bad-status", "status", "FFFFFBF@"]],
    ["GFFFFBFF", { status: null }, ["bad-status", "status", "GFFFFBFF"]],
    ["", { status: null }, ["empty-field", "status", ""]],
  ]);
});

describe("a cell", () => {
  const cell = (
    mcc: number | null,
    mnc: number | null,
    lac: number | null,
    cid: number | null,
  ): Readonly<Record<string, unknown>> => ({
    cell: { mcc, mnc, lac, cid },
  });
  const rows: readonly Row[] = [
    ["999,999,65535,268435455", cell(999, 999, 65535, 268435455)],
    ["1000,01,1234,56789", { cell: null }, ["bad-cell", "cell", "1000,01,1234,56789"]],
    ["460,1000,1234,56789", { cell: null }, ["bad-cell", "cell", "460,1000,1234,56789"]],
    ["460,01,65536,56789", { cell: null }, ["bad-cell", "cell", "460,01,65536,56789"]],
    ["460,01,1234,268435456", { cell: null }, ["bad-cell", "cell", "460,01,1234,268435456"]],
    ["460,0,1,1", cell(460, 0, 1, 1)],
    ["1,1,1,1", cell(1, 1, 1, 1)],
    ["0,1,1234,56789", cell(null, 1, 1234, 56789)],
    ["0,0,1234,56789", cell(null, 0, 1234, 56789)],
    ["460,01,0,56789", cell(460, 1, null, 56789)],
    ["460,01,1234,0", cell(460, 1, 1234, null)],
    ["460,01,0,0", cell(460, 1, null, null)],
    ["0,0,0,1", cell(null, 0, null, 1)],
    ["0,0,1,0", cell(null, 0, 1, null)],
    ["0,1,0,0", cell(null, 1, null, null)],
    ["0,0,0,0", { cell: null }, ["no-cell", "cell", "0,0,0,0"]],
    ["000,00,0000,0000", { cell: null }, ["no-cell", "cell", "000,00,0000,0000"]],
    [",,,", { cell: null }, ["no-cell", "cell", ",,,"]],
    ["460,,1234,56789", cell(460, null, 1234, 56789)],
    [",01,1234,56789", cell(null, 1, 1234, 56789)],
    ["460,01,,56789", cell(460, 1, null, 56789)],
    ["460,01,1234,", cell(460, 1, 1234, null)],
    [" 460,01,1234,56789", cell(460, 1, 1234, 56789), ["blanks", "cell", " 460,01,1234,56789"]],
    ["460,01,1234, 56789", cell(460, 1, 1234, 56789), ["blanks", "cell", "460,01,1234, 56789"]],
    ["4x0,01,1234,56789", { cell: null }, ["bad-cell", "cell", "4x0,01,1234,56789"]],
    ["460,x1,1234,56789", { cell: null }, ["bad-cell", "cell", "460,x1,1234,56789"]],
    ["460,01,12x4,56789", { cell: null }, ["bad-cell", "cell", "460,01,12x4,56789"]],
    ["460,01,1234,567x9", { cell: null }, ["bad-cell", "cell", "460,01,1234,567x9"]],
    ["460,01,-1234,56789", { cell: null }, ["bad-cell", "cell", "460,01,-1234,56789"]],
  ];
  const hexadecimal: readonly Row[] = [
    // A hexadecimal letter makes all numbers hexadecimal, unless the country has three decimal digits.
    ["460,01,12a4,56789", cell(460, 1, 0x12a4, 0x56789)],
    ["200,01,12a4,56789", cell(200, 1, 0x12a4, 0x56789)],
    ["799,01,12a4,56789", cell(799, 1, 0x12a4, 0x56789)],
    ["199,10,12a4,56789", cell(0x199, 0x10, 0x12a4, 0x56789)],
    ["1cc,10,12a4,56789", cell(460, 0x10, 0x12a4, 0x56789)],
    ["1CC,0,25FC,F48", cell(460, 0, 0x25fc, 0xf48)],
    ["460,01,ffff,fffffff", cell(460, 1, 0xffff, 0xfffffff)],
    ["460,01,ffff,10000000", { cell: null }, ["bad-cell", "cell", "460,01,ffff,10000000"]],
    // The hexadecimal cell id, then the area code.
    ["460,11,d18e105,7445", cell(460, 11, 7445, 0xd18e105)],
    ["460,11,1000a,7445", cell(460, 11, 7445, 0x1000a)],
    ["460,11,d18e105,65536", { cell: null }, ["bad-cell", "cell", "460,11,d18e105,65536"]],
  ];
  check(V1.replace(",85#", "#"), "of a short id", 13, hexadecimal);
  check(
    V1,
    "of a short id",
    13,
    rows.map(([text, values, ...issues]) => [text, { ...values, batteryPercent: 85 }, ...issues]),
  );

  const hex = (id: string): string => V1.replace("9170481927", id).replace(",85#", "#");
  const all: readonly Row[] = [
    // The first digit of the network is repeated at its end: 101, 010, 050, 0; other numbers are read as they are.
    ["194,65,1234,b78f", cell(404, 10, 0x1234, 0xb78f)],
    ["194,65,1234,1234", cell(404, 10, 0x1234, 0x1234)],
    ["25c,a,1234,1234", cell(604, 1, 0x1234, 0x1234)],
    ["195,32,1234,1234", cell(405, 5, 0x1234, 0x1234)],
    ["194,0,1234,1234", cell(404, 0, 0x1234, 0x1234)],
    ["136,136,1234,1234", cell(310, 310, 0x1234, 0x1234)],
    ["194,5,1234,1234", cell(404, 5, 0x1234, 0x1234)],
    // Padded with zeros, it is read as it is.
    ["2dc,065,1234,1234", cell(732, 101, 0x1234, 0x1234)],
    ["0002dc,000065,001234,001234", cell(732, 101, 0x1234, 0x1234)],
    ["2dc,3e8,1234,1234", { cell: null }, ["bad-cell", "cell", "2dc,3e8,1234,1234"]],
    ["460,65,1234,1234", { cell: null }, ["bad-cell", "cell", "460,65,1234,1234"]],
    ["0,0,0,0", { cell: null }, ["no-cell", "cell", "0,0,0,0"]],
  ];
  for (const id of ["353000000000001", "354000000000001", "356000000000001"])
    check(hex(id), `of ${id}`, 13, all);
  for (const id of [
    "355000000000001",
    "453000000000001",
    "343000000000001",
    "3530000001",
    "357000000000001",
  ]) {
    check(hex(id), `of ${id}`, 13, [["460,01,1234,1234", cell(460, 1, 1234, 1234)]]);
  }
});

describe("the battery after a cell", () => {
  const percent = (count: number) =>
    [`${count}`, { batteryPercent: count, batteryCode: undefined }] as const;
  check(V1, "is percent:", 17, [
    ...[0, 1, 2, 3, 4, 5, 6, 7, 100].map(percent),
    // Another form of the word, with an undocumented number.
    ["101", { batteryPercent: undefined, extra: ["101"] }, ["unknown-tail", "extra", "101"]],
  ]);

  const disputed = (step: string) => ["battery-step-disputed", "batteryPercent", step] as const;
  const steps: readonly Row[] = [
    ["0", { batteryPercent: 0, batteryCode: undefined }],
    ["1", { batteryPercent: 0, batteryCode: 1 }, disputed("1")],
    ["2", { batteryPercent: 10, batteryCode: 2 }, disputed("2")],
    ["3", { batteryPercent: 20, batteryCode: 3 }, disputed("3")],
    ["4", { batteryPercent: 60, batteryCode: 4 }],
    ["5", { batteryPercent: 80, batteryCode: 5 }],
    ["6", { batteryPercent: 100, batteryCode: 6 }],
    percent(7),
    percent(100),
  ];
  check(V1.replace("1234,56789", "0,0"), "without area and id is a step:", 17, steps);
  const tk905 = V1.replace("460,01,1234,56789", ",,9059e2c,8232");
  check(tk905, "with a long id in front is a step:", 17, steps);
  const half = V1.replace("1234,56789", "0,56789");
  check(half, "without area is percent:", 17, [percent(6)]);
});

describe("country and network alone", () => {
  const alone = V1.replace(",460,01,1234,56789,85#", ",260,06#");
  const raw = (...extra: readonly string[]) => [{ cell: undefined, extra }] as const;
  const unknown = (received: string) => ["unknown-tail", "extra", received] as const;
  check(alone, "network", 13, [
    ["200,0", { cell: { mcc: 200, mnc: 0, lac: null, cid: null } }],
    ["799,999", { cell: { mcc: 799, mnc: 999, lac: null, cid: null } }],
    ["199,06", ...raw("199", "06"), unknown("199,06")],
    ["800,06", ...raw("800", "06"), unknown("800,06")],
    ["4261193,0", ...raw("4261193", "0"), unknown("4261193,0")],
    ["260,", ...raw("260"), ["trailing-comma", "frame", ""], unknown("260")],
    ["260,6.5", ...raw("260", "6.5"), unknown("260,6.5")],
  ]);
});

describe("units 213…", () => {
  const frame = V1.replace("460,01,1234,56789,85", "69129336,0,100.0,18,5055,5A20");
  check(frame, "temperature", 14, [
    ["-11", { temperatureCelsius: -11 }],
    ["-11.5", { temperatureCelsius: -11.5 }],
    ["-0", { temperatureCelsius: 0 }],
    ["-273", { temperatureCelsius: -273 }],
    ["-274", { temperatureCelsius: null }, ["out-of-range", "temperatureCelsius", "-274"]],
    ["--1", { temperatureCelsius: null }, ["bad-number", "temperatureCelsius", "--1"]],
    ["-", { temperatureCelsius: null }, ["bad-number", "temperatureCelsius", "-"]],
  ]);
  check(frame, "altitude", 16, [["-227", { altitudeMeters: -227 }]]);
  check(frame, "mileage", 13, [
    ["1", { odometerMeters: 1, cell: { mcc: null, mnc: null, lac: 0x5055, cid: 0x5a20 } }],
  ]);
});

describe("HuaSunTeK", () => {
  const frame = "*HQ,353271799434922,VP1,A,2219.7312,N,11456.3785,E,0.00,348,180814,FFFFFFFF,90#";
  const day = ["no-time-of-day", "time", "180814"] as const;
  check(frame, "battery", 12, [
    ["00", { batteryPercent: 0, date: "2014-08-18" }, day],
    ["98", { batteryPercent: 98 }, day],
    ["99", { batteryPercent: 100 }, day],
    ["100", { batteryPercent: 100 }, day],
    ["101", { batteryPercent: null }, day, ["bad-battery", "batteryPercent", "101"]],
    ["9x", { batteryPercent: null }, day, ["bad-battery", "batteryPercent", "9x"]],
    ["", { batteryPercent: null }, day, ["empty-field", "batteryPercent", ""]],
  ]);
});
