/**
 * V4 and other frames whose form depends on the position of their fields: each has its form only with all conditions
 * met (docs/protocol/h02.md §2 and §6).
 */
import { describe, expect, it } from "vitest";
import { decode, explain } from "../../src/index.ts";
import { expectValues } from "./values.ts";

type Values = Readonly<Record<string, unknown>>;
const read = (text: string): { values: Values; codes: string[] } => {
  const messages = decode(text);
  expect(messages).toHaveLength(1);
  // The explanation covers every character.
  expect(
    explain(text)
      .map(({ raw }) => raw)
      .join(""),
  ).toBe(text);
  return { values: messages[0] as never, codes: messages[0]!.issues.map(({ code }) => code) };
};
function check(
  rows: readonly (readonly [text: string, values: Values, ...codes: string[]])[],
): void {
  it.each(rows.map(([text, wanted, ...codes]) => [text, wanted, codes] as const))(
    "%s",
    (text, wanted, codes) => {
      const { values, codes: found } = read(text);
      expectValues(values, wanted);
      // `*`: any issue about the rest is fine.
      if (codes[0] !== "*") expect(found).toEqual(codes);
    },
  );
}

const POSITION = "102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF";
const TIME = new Date("2024-10-05T10:24:11Z");
const v4 = (rest: string): string => `*HQ,8168000005,V4,${rest}#`;

describe("V4 with a position", () => {
  check([
    [
      v4(`S20,${POSITION}`),
      { confirms: "S20", parameters: [], commandTime: undefined, result: undefined, time: TIME },
    ],
    [
      v4(`S20,OK,101112,${POSITION}`),
      {
        result: "OK",
        commandTime: "101112",
        parameters: [],
        time: TIME,
        latitude: 22 + 34.9273 / 60,
      },
    ],
    [v4(`S20,DONE,101112,${POSITION}`), { result: "DONE" }],
    [v4(`S20,ERROR,101112,${POSITION}`), { result: "ERROR" }],
    [
      v4(`S20,1,2,101112,${POSITION}`),
      { parameters: ["1", "2"], result: undefined, commandTime: "101112" },
    ],
    [v4(`S20,1,OK,101112,${POSITION}`), { parameters: ["1", "OK"], result: undefined }],
    [v4(`S23,HHmmss,${POSITION}`), { commandTime: "HHmmss", parameters: [] }],
    [v4(`S23,a,HHmms,${POSITION}`), { commandTime: undefined, parameters: ["a", "HHmms"] }],
    [v4(`S20,OK,101112,${POSITION.replace("A", "V")}`), { valid: false }],
    [v4(`S20,OK,101112,${POSITION.replace("A", "B")}`), { valid: true }],
    [v4(`S20,OK,101112,${POSITION.replace("A", "a")}`), { valid: true }, "lower-case"],
    [v4(`S20,OK,101112,${POSITION.replace(",A", ", A")}`), { valid: true }, "blanks"],
    [v4(`S20,OK,101112,${POSITION.replace("051024,", "051024")}`), { time: TIME }, "comma-missing"],
    [
      v4(`S20,OK,101112,${POSITION},460,01,1234,56789`),
      { cell: { mcc: 460, mnc: 1, lac: 1234, cid: 56789 } },
    ],
  ]);
});

describe("V4 without one", () => {
  check([
    ["*HQ,8168000005,V4#", { confirms: null, parameters: [] }, "missing-field"],
    [v4("S17"), { confirms: "S17", parameters: [], result: undefined, time: undefined }],
    [v4("S20,OK"), { result: "OK", parameters: [] }],
    [v4("S20,OK,101112"), { result: "OK", parameters: ["101112"], commandTime: undefined }],
    [v4("IP,80"), { result: "80", parameters: [] }],
    [v4("IP,05"), { result: undefined, parameters: ["05"] }],
    [v4("XX,80"), { result: undefined, parameters: ["80"] }],
    // No validity, no date, or too few fields after it.
    [
      v4(`S20,OK,${POSITION.replace("A", "C")}`),
      { result: "OK", time: undefined, parameters: POSITION.replace("A", "C").split(",") },
    ],
    [v4(`S20,OK,${POSITION.replace("A", "AA")}`), { time: undefined }],
    // An empty validity counts only before a coordinate.
    [v4(`S20,OK,${POSITION.replace("A", "").replace("N", "X")}`), { time: undefined }],
    [v4(`S20,OK,${POSITION.replace("A", "")}`), { valid: null, result: "OK" }, "empty-field"],
    // Only S20 may begin with the time of the command.
    [v4("S20,034313,1,1"), { commandTime: "034313", parameters: ["1", "1"] }],
    [v4("S20,03431,1,1"), { commandTime: undefined, parameters: ["03431", "1", "1"] }],
    [v4("S14,034313,1"), { commandTime: undefined, parameters: ["034313", "1"] }],
    [v4(`S20,OK,${POSITION.replace("051024", "05102")}`), { time: undefined }],
    [v4(`S20,OK,${POSITION.replace("102411", "10241")}`), { time: undefined }],
    [v4(`S20,OK,${POSITION.slice(0, POSITION.lastIndexOf(","))}`), { time: undefined }],
    [v4(`S20,OK,${POSITION.replace("051024,", "05102x")}`), { time: undefined }],
  ]);
});

describe("the mileage of S32", () => {
  const s32 = (text: string): string => v4(`S32,${text},101112,${POSITION}`);
  check([
    [s32("0"), { odometerMeters: 0, parameters: ["0"] }],
    [s32("0000130502.35"), { odometerMeters: (13050235 * 51444) / (100000 * 100) }],
    [s32("1.5"), { odometerMeters: (15 * 51444) / (100000 * 10) }],
    [s32("7"), { odometerMeters: (7 * 51444) / 100000 }],
    [s32("999999999999.999"), { odometerMeters: (999999999999999 * 51444) / (100000 * 1000) }],
    [s32("1234567890123"), { odometerMeters: undefined, parameters: ["1234567890123"] }],
    [s32("1.2345"), { odometerMeters: undefined }],
    [s32("x1"), { odometerMeters: undefined }],
    [s32("1x"), { odometerMeters: undefined }],
    [s32("1."), { odometerMeters: undefined }],
    [v4("S32"), { odometerMeters: undefined }],
    [v4(`S31,7,101112,${POSITION}`), { odometerMeters: undefined }],
  ]);
});

describe("the fence of S21", () => {
  const FENCE = "17,1,130305,050316,N,2245.318,2220.173,E,11233.232,11365.175,FFFFFBFF";
  const corners = ["N", "2245.318", "2220.173", "E", "11233.232", "11365.175"];
  check([
    [
      v4(`S21,${FENCE}`),
      {
        confirms: "S21",
        parameters: ["17", "1", ...corners],
        commandTime: "130305",
        extra: ["050316"],
        status: expect.objectContaining({ word: 0xfffffbff }),
      },
    ],
    [
      v4(`S21,${FENCE.slice(5)}`),
      { parameters: corners, commandTime: "130305", extra: ["050316"] },
    ],
    // Another command, an invalid time, or nothing before it.
    [v4(`S22,${FENCE}`), { parameters: FENCE.split(","), commandTime: undefined }],
    [v4(`S21,${FENCE.replace("130305", "13030x")}`), { commandTime: undefined, extra: undefined }],
    [v4(`S21,${FENCE.replace("050316", "05031x")}`), { commandTime: undefined, extra: undefined }],
    [
      v4(`S21,${FENCE.slice(12)}`),
      { commandTime: undefined, parameters: FENCE.slice(12).split(",") },
    ],
  ]);
});

describe("a student card", () => {
  const CARD = "150042,150102,A,2302.6085,N,11342.6996,E,0.18,0,460,1,0,1,9519,170721,FDFFFFFF";
  const card = (rest: string): string => `*WT,868506846038798,V4,D1,${rest}#`;
  check([
    [
      card(CARD),
      {
        commandTime: "150042",
        time: new Date("2021-07-17T15:01:02Z"),
        extra: ["460", "1", "0", "1", "9519"],
        parameters: [],
      },
      "unknown-tail",
    ],
    [
      card("150042,150102,A,2302.6085,N,11342.6996,E,0.18,0,170721,FDFFFFFF"),
      { commandTime: "150042", time: new Date("2021-07-17T15:01:02Z") },
    ],
    [card(CARD.replace("150042", "15004")), { time: undefined }],
    [card(CARD.replace("150102", "15010")), { time: undefined }],
    [card(CARD.replace("A", "C")), { time: undefined }],
    [card(CARD.replace("170721", "17072")), { time: undefined }],
    [card(CARD.replace("FDFFFFFF", "FDFFFFF")), { time: undefined }],
    [card("150042,150102,A,2302.6085,N,11342.6996,170721,FDFFFFFF"), { time: undefined }],
  ]);
  const report = (rest: string): string => `*WT,868506846038798,V2,${rest}#`;
  const REST = "151744,92,1,56,0,A,2302.6089,N,11342.6996,E,0.18,0,460,170721,FDFFFFFF";
  check([
    [
      report(REST),
      {
        type: "position",
        extra: ["92", "1", "56", "0", "460"],
        time: new Date("2021-07-17T15:17:44Z"),
        latitude: 23 + 2.6089 / 60,
      },
      "unknown-tail",
      "unknown-tail",
    ],
    [report(REST.replace(",460", "")), { extra: ["92", "1", "56", "0"] }, "unknown-tail"],
  ]);
});

describe("access points of V5", () => {
  const AP = ["d0760000000101", "D076000000020f", "00000000000300"];
  const POINTS = [
    { bssid: "d07600000001", rssi: 1 },
    { bssid: "d07600000002", rssi: 15 },
    { bssid: "000000000003", rssi: 0 },
  ];
  const v5 = (rest: string): string => `*HQ,135790246811220,V5,${rest},0256,010815,FFFFFBFF#`;
  check([
    [
      v5(`3,${AP.join()}`),
      { type: "cells", wifi: POINTS, batteryRaw: 0x256, date: "2015-08-01" },
      "no-time-of-day",
    ],
    [v5(`101112,3,${AP.join()}`), { wifi: POINTS, time: new Date("2015-08-01T10:11:12Z") }],
    [v5("0"), { wifi: [], date: "2015-08-01" }, "no-time-of-day"],
    [v5(`2,${AP.join()}`), { wifi: POINTS }, "count-differs", "no-time-of-day"],
    [v5(`3,${AP.join().replace("01,", "0,")}`), { wifi: undefined }, "*"],
    [v5(`3,${AP.join().replace("d0", "g0")}`), { wifi: undefined }, "*"],
    [v5(`123,${AP.join()}`), { wifi: undefined }, "*"],
    [v5(`x,${AP.join()}`), { wifi: undefined }, "*"],
  ]);
});

describe("tails of V1 that are identified by their values", () => {
  const v1 = (tail: string, id = "9990001234"): string => `*HQ,${id},V1,${POSITION},${tail}#`;
  const cell = { mcc: 460, mnc: 1, lac: 1234, cid: 56789 };
  check([
    // Satellites and signal after a cell.
    [v1("460,01,1234,56789,9,31"), { cell, satellites: 9, signalCsq: 31 }],
    [
      v1("460,01,1234,56789,9,32"),
      { satellites: undefined, extra: ["460", "01", "1234", "56789", "9", "32"] },
      "unknown-tail",
    ],
    // A voltage as well.
    [v1("460,01,1234,56789,9,31,128"), { cell, satellites: 9, signalCsq: 31, supplyVolts: 12.8 }],
    [v1("460,01,1234,56789,9,31,999"), { supplyVolts: 99.9 }],
    [
      v1("460,01,1234,56789,9,31,1000"),
      { supplyVolts: undefined, cell, extra: ["9", "31", "1000"] },
      "unknown-tail",
    ],
    [
      v1("460,01,1234,56789,9,32,128"),
      { supplyVolts: undefined, cell, extra: ["9", "32", "128"] },
      "unknown-tail",
    ],
    [
      v1("1000,01,1234,56789,9,31,128"),
      { supplyVolts: undefined, cell: undefined },
      "unknown-tail",
    ],
    // Mileage, temperature, fuel, altitude and a cell in hexadecimal.
    [
      v1("69129336,0,100.0,18,25FC,F48"),
      {
        odometerMeters: 69129336,
        fuelPercent: 100,
        altitudeMeters: 18,
        cell: { mcc: null, mnc: null, lac: 0x25fc, cid: 0xf48 },
      },
    ],
    [
      v1("69129336,0,100.0,18,ffff,fffffff"),
      { cell: { mcc: null, mnc: null, lac: 0xffff, cid: 0xfffffff } },
    ],
    [v1("69129336,0,100.0,18,10000,1"), { cell: null }, "bad-cell"],
    [v1("69129336,0,100.0,18,1,10000000"), { cell: null }, "bad-cell"],
    [v1("69129336,0,100.0,18,0,1"), { cell: { mcc: null, mnc: null, lac: null, cid: 1 } }],
    [v1("69129336,0,100.0,18,1,0"), { cell: { mcc: null, mnc: null, lac: 1, cid: null } }],
    [v1("69129336,0,100.0,18,0,0"), { cell: null }, "no-cell"],
    [v1("69129336,0,100.0,18,g,1"), { cell: null }, "bad-cell"],
    [v1("69129336,0,100.0,18,1,g"), { cell: null }, "bad-cell"],
    [v1("69129336,0,100.0,18,,1"), { cell: null }, "empty-field"],
    [v1("69129336,0,100.0,18,1,"), { cell: null }, "empty-field"],
    // HuaSunTeK's three cells.
    [
      v1("90,3,460,0,9556,8306,9409,4018,0,0", "353271799434922"),
      {
        batteryPercent: 90,
        cells: [
          { mcc: 460, mnc: 0, lac: 9556, cid: 8306 },
          { mcc: 460, mnc: 0, lac: 9409, cid: 4018 },
          { mcc: 460, mnc: 0, lac: null, cid: null },
        ],
      },
    ],
    [
      v1("90,3,460,0,65535,268435455,9409,4018,1,1"),
      {
        cells: [
          { mcc: 460, mnc: 0, lac: 65535, cid: 268435455 },
          { mcc: 460, mnc: 0, lac: 9409, cid: 4018 },
          { mcc: 460, mnc: 0, lac: 1, cid: 1 },
        ],
      },
    ],
    [v1("100,3,460,0,9556,8306,9409,4018,0,0"), { cells: undefined }, "unknown-tail"],
    [v1("90,2,460,0,9556,8306,9409,4018,0,0"), { cells: undefined }, "unknown-tail"],
    [v1("90,3,460,0,9556,268435456,9409,4018,0,0"), { cells: undefined }, "unknown-tail"],
    [v1("90,3,460,0,9556,8306,9409,4018,0,x"), { cells: undefined }, "unknown-tail"],
    // A number after a hexadecimal cell is a battery if the cell id has more than 16 bits.
    [
      v1("460,11,d18e105,7445,4"),
      { cell: { mcc: 460, mnc: 11, lac: 7445, cid: 0xd18e105 }, batteryCode: 4 },
    ],
    [v1("460,11,10000,744a,4"), { batteryCode: 4 }, "bad-cell"],
    [v1("460,11,ffff,744a,4"), { batteryCode: undefined, extra: ["4"] }, "unknown-tail"],
    [v1("460,11,1234,7445,101"), { batteryPercent: undefined, extra: ["101"] }, "unknown-tail"],
  ]);
});

describe("a text", () => {
  check([
    ["*HQ,9990001234,SMS#", { type: "text", text: "" }],
    ["*HQ,9990001234,SMS,#", { text: "" }],
    ["*HQ,9990001234,SMS,a,b,,c#", { text: "a,b,,c" }],
  ]);
});

describe("a trip", () => {
  const TRIP = `V9,${POSITION},FF,3000,460,01,17695,12505,C6`;
  check([
    [`*HQ,8631999792,${TRIP},1,2,3#`, { type: "trip", alarms: [] }, "*"],
    ["*HQ,8631999792,V9,1,2#", { type: "unknown", extra: ["1", "2"] }, "unknown-type"],
    ["*HQ,8631999792,V10#", { type: "unknown" }, "unknown-type"],
    ["*HQ,8631999792,V19,1,2#", { type: "unknown", extra: ["1", "2"] }, "unknown-type"],
    ["*HQ,8631999792,LINK,1,2#", { type: "unknown", extra: ["1", "2"] }, "unknown-type"],
    ["*HQ,8631999792,BC,1,2#", { type: "unknown", extra: ["1", "2"] }, "unknown-type"],
    ["*HQ,8631999792,V2,1#", { type: "unknown", extra: ["1"] }, "*"],
  ]);
});
