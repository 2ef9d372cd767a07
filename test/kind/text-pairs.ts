/** Each kind of text, with all values that it can write and texts in the usual form. */
import fc from "fast-check";
import type { TextKind, TextRow } from "../../src/kind/row.ts";
import { BATTERY_99, BATTERY_BEHIND_CELL, BATTERY_CODE } from "../../src/kind/text/battery.ts";
import {
  CELL,
  count,
  LAC_CID_HEX,
  NETWORK,
  NETWORK_CELL,
  PLAIN_CELL,
  scannedCell,
} from "../../src/kind/text/cell.ts";
import { LATITUDE, LONGITUDE } from "../../src/kind/text/coordinate.ts";
import {
  CSQ,
  CSQ_OR_PERCENT,
  decimal,
  hexadecimal,
  KNOTS,
  whole,
} from "../../src/kind/text/number.ts";
import { oneOfDigits } from "../../src/kind/text/one-of.ts";
import {
  always,
  EMPTY,
  ICCID,
  LISTED,
  PHONE_OR_ICCID,
  PHONE_OR_IP,
  TEXT,
  TO_THE_END,
} from "../../src/kind/text/text.ts";
import { clock, DAY, date } from "../../src/kind/text/time.ts";
import { NO_FIX, VALIDITY } from "../../src/kind/text/validity.ts";
import { WIFI } from "../../src/kind/text/wifi.ts";
import type { TextPart } from "../../src/layout/text-form.ts";
import type { TextPair } from "./text-pair.ts";

export const NAME = "value";
export const row = (kind: TextKind, instead?: string, name = NAME): TextRow => ({
  name,
  kind,
  ...(instead === undefined ? {} : { instead }),
  about: "Tested",
});

/** A kind with one value. */
function one(kind: TextKind, values: fc.Arbitrary<unknown>, ...texts: readonly string[]): TextPair {
  return { parts: [row(kind)], values: values.map((value) => ({ [NAME]: value })), texts };
}

const from = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const tenths = (most: number): fc.Arbitrary<number> => fc.nat(most * 10).map((n) => n / 10);
const plain = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^\\d{${least},${most}}$`));
const orNull = (numbers: fc.Arbitrary<number>): fc.Arbitrary<number | null> =>
  fc.option(numbers, { freq: 4 });

/** Seconds from 2000 to 2079: an earlier time means that the clock was never set. */
const moments = from(Date.UTC(2000, 0) / 1000, Date.UTC(2080, 0) / 1000 - 1).map(
  (seconds) => new Date(seconds * 1000),
);
const days = moments.map((moment) => moment.toISOString().slice(0, 10));

const networks = { mcc: from(1, 999), mnc: from(0, 999) };
const ids = { lac: orNull(from(1, 0xffff)), cid: orNull(from(1, 0xfffffff)) };
const named = fc.record({ ...networks, lac: from(1, 0xffff), cid: from(1, 0xfffffff) });
/** Cells with at least one known number. */
const cells = fc
  .record({ mcc: orNull(networks.mcc), mnc: orNull(networks.mnc), ...ids })
  .filter(({ mcc, mnc, lac, cid }) => (mcc ?? 0) > 0 || (mnc ?? 0) > 0 || (lac ?? cid) !== null);
const HEXADECIMAL_ID = "353271799434922";

/** The cells of a list, after their network and count. */
function list(kind: TextKind, level: Record<string, fc.Arbitrary<number>>, text: string): TextPair {
  const parts: TextPart[] = [
    row(NETWORK),
    row(count("cells")),
    { part: "repeated", list: "cells", rows: [row(kind, undefined, "cells")] },
  ];
  const own = fc.record({ ...ids, ...level });
  const values = fc
    .tuple(fc.record(networks), fc.array(own, { minLength: 1, maxLength: 7 }))
    .map(([network, all]) => ({ cells: all.map((cell) => ({ ...network, ...cell })) }));
  return { parts, values, texts: [text] };
}

const percents = fc.oneof(fc.constant(0), from(7, 100));
/** Document and captures disagree about the other steps (docs/protocol/h02.md §3). */
const STEPS = { 4: 60, 5: 80, 6: 100 };
const steps = fc
  .constantFrom(...Object.entries(STEPS))
  .map(([code, percent]) => ({ [NAME]: percent, batteryCode: Number(code) }));

export const PAIRS: Readonly<Record<string, TextPair>> = {
  whole: one(whole(9999), fc.nat(9999), "0", "7", "9999"),
  "whole of hundreds": one(
    whole(99, { times: 100 }),
    fc.nat(99).map((n) => n * 100),
    "0",
    "99",
  ),
  CSQ: one(CSQ, fc.nat(31), "0", "31", "99"),
  CSQ_OR_PERCENT: {
    parts: [row(CSQ_OR_PERCENT, "percent")],
    // 99 means unknown in every family.
    values: fc.oneof(
      from(0, 31).map((csq) => ({ [NAME]: csq })),
      fc.oneof(from(32, 98), fc.constant(100)).map((percent) => ({ percent })),
    ),
    texts: ["0", "31", "32", "98", "99", "100"],
  },
  decimal: one(decimal(100, { decimals: 1 }), tenths(100), "0.0", "99.5", "100.0"),
  "decimal with a sign": one(decimal(50, { least: -50 }), from(-50, 50), "-11", "0"),
  hexadecimal: one(hexadecimal(4), fc.nat(0xffff), "0000", "00AB", "FFFF"),
  oneOfDigits: one(
    oneOfDigits(["off", "on"], "0 or 1", "9"),
    fc.constantFrom("off", "on"),
    "0",
    "1",
  ),
  KNOTS: one(
    KNOTS,
    fc.nat(99_999).map((n) => (n * 1852) / 100_000),
    "000.00",
    "014.28",
    "999.99",
  ),
  VALIDITY: one(VALIDITY, fc.boolean(), "A", "V"),
  NO_FIX: one(NO_FIX, fc.constant(false), "V"),
  LATITUDE: one(
    LATITUDE,
    from(-53_999_999, 53_999_999).map((n) => n / 600_000),
    "2212.8745,N",
    "0107.5000,S",
  ),
  LONGITUDE: one(
    LONGITUDE,
    from(-107_999_999, 107_999_999).map((n) => n / 600_000),
    "11346.6574,E",
    "00007.5000,W",
  ),
  "clock and date": {
    parts: [row(clock()), row(date())],
    values: moments.map((moment) => ({ [NAME]: moment })),
    texts: ["000000,010100", "235959,311279", "120000,290204", ","],
  },
  "clock and date with a sign for none": {
    parts: [
      row(clock({ unknown: "999999" })),
      row(date({ unknown: "000000", mayJoinStatus: true })),
    ],
    values: moments.map((moment) => ({ [NAME]: moment })),
    texts: ["000000,010100", "999999,000000"],
  },
  DAY: {
    ...one(DAY, days, "010100", "290204", "311279"),
    values: days.map((day) => ({ time: null, [NAME]: day })),
    codes: ["no-time-of-day"],
  },
  CELL: one(CELL, cells, "460,00,10342,4283", "262,01,1,268435455", "000,00,0,0"),
  "CELL in hexadecimal": {
    ...one(CELL, cells, "1CC,6F,28,10BB", "106,0,FFFF,FFFFFFF", "0,0,0,0"),
    deviceId: HEXADECIMAL_ID,
  },
  PLAIN_CELL: one(PLAIN_CELL, cells, "460,00,10342,4283", "000,00,0,0"),
  "PLAIN_CELL in hexadecimal": {
    ...one(PLAIN_CELL, cells, "2D4,000004,1CD,47"),
    deviceId: HEXADECIMAL_ID,
  },
  LAC_CID_HEX: one(
    LAC_CID_HEX,
    fc
      .record({ lac: orNull(from(1, 0xffff)), cid: orNull(from(1, 0xffff)) })
      .filter(({ lac, cid }) => (lac ?? cid) !== null)
      .map((cell) => ({ mcc: null, mnc: null, ...cell })),
    "27A6,0F70",
    "0000,FFFF",
  ),
  NETWORK_CELL: one(
    NETWORK_CELL,
    fc
      .record({ mcc: from(0, 999), mnc: networks.mnc })
      .map((network) => ({ ...network, lac: null, cid: null })),
    "460,00",
    "999,999",
  ),
  "cells with a level": list(
    scannedCell(["lac", 1], ["cid", 1], ["rssi", 2]),
    { rssi: from(0, 255) },
    "460,0,2,9763,3674,31,9763,268435455,05",
  ),
  "cells with dBm": list(
    scannedCell(["lac", 1], ["cid", 1], ["rssiDbm", 1]),
    { rssiDbm: from(-999, -1) },
    "460,0,1,9763,3674,-88",
  ),
  "cells with either": list(
    scannedCell(["lac", 1], ["cid", 1], ["level", 1]),
    { rssiDbm: from(-999, -1) },
    "460,0,2,9763,3674,-88,9763,3674,12",
  ),
  "cells of a level as sent": list(
    scannedCell(["lac", 1], ["cid", 1], ["level", 1]),
    { rssi: from(0, 255) },
    "460,0,1,1,1,0",
  ),
  BATTERY_CODE: {
    ...one(BATTERY_CODE, percents, "0", "4", "7", "100"),
    values: fc.oneof(
      percents.map((percent) => ({ [NAME]: percent })),
      steps,
    ),
  },
  "percent behind a cell": {
    parts: [row(CELL, undefined, "cell"), row(BATTERY_BEHIND_CELL)],
    values: fc.record({ cell: named, [NAME]: from(0, 100) }),
    texts: ["460,00,10342,4283,4", "460,00,10342,4283,100"],
    // TK905 sends the hexadecimal cell id first.
    other: /[a-f]/i,
  },
  "step or percent behind no cell": {
    parts: [
      row(NETWORK_CELL, undefined, "network"),
      row(CELL, undefined, "cell"),
      row(BATTERY_BEHIND_CELL),
    ],
    values: fc
      .oneof(
        percents.map((percent) => ({ [NAME]: percent })),
        steps,
      )
      .map((battery) => ({
        network: { mcc: 0, mnc: 0, lac: null, cid: null },
        cell: { mcc: 460, mnc: 0, lac: null, cid: null },
        ...battery,
      })),
    texts: ["000,00,460,00,0,0,5", "000,00,460,00,0,0,7"],
  },
  BATTERY_99: one(BATTERY_99, fc.oneof(from(0, 98), fc.constant(100)), "00", "07", "99"),
  TEXT: one(TEXT, plain, "abc", "A1"),
  ICCID: one(ICCID, digits(19, 20), "89860042191130272549"),
  PHONE_OR_IP: {
    parts: [row(PHONE_OR_IP, "ip")],
    values: fc.oneof(
      digits(1, 15).map((phone) => ({ [NAME]: phone })),
      fc.ipV4().map((ip) => ({ ip })),
    ),
    texts: ["13800138000", "10.0.0.1"],
  },
  PHONE_OR_ICCID: {
    parts: [row(PHONE_OR_ICCID, "iccid")],
    values: fc.oneof(
      digits(1, 15).map((phone) => ({ [NAME]: phone })),
      digits(19, 20).map((iccid) => ({ iccid })),
    ),
    texts: ["123456789012345", "8945745985596419713F"],
  },
  TO_THE_END: one(TO_THE_END, plain, "a,b,c"),
  LISTED: one(
    LISTED,
    plain.map((text) => [text]),
    "abc",
  ),
  EMPTY: {
    ...one(EMPTY, plain, "abc", ""),
    values: fc.option(plain).map((text) => (text === null ? {} : { [NAME]: [text] })),
    // The end of the frame.
    other: /^#/,
  },
  always: { ...one(always("X"), plain, "X"), values: fc.constant({}) },
  "always nothing": { ...one(always(""), plain, ""), values: fc.constant({}) },
  WIFI: one(
    WIFI,
    fc
      .tuple(fc.stringMatching(/^[0-9a-f]{12}$/), from(-110, 145))
      .map(([bssid, rssiDbm]) => [{ bssid, rssiDbm }]),
    "aabbccddeeff,3a",
  ),
};
