/** Issues as a user prints them: where they are, what is there, and what belongs there. */
import { describe, expect, it } from "vitest";
import { type DecodeObdOptions, decodeObd, decodePid, readObd } from "../../src/obd/index.ts";
import type { ObdIssue } from "../../src/obd/issue.ts";
import { hex } from "./plain.ts";

const shown = ({ code, field, offset, length, received, expected }: ObdIssue): string =>
  `${code} ${field} ${offset}+${length} "${received}": ${expected}`;

const PRESENT: DecodeObdOptions = { dtcCount: "present" };
const ABSENT: DecodeObdOptions = { dtcCount: "absent" };
const bytesOf = (text: string): string => Buffer.from(text).toString("hex");

describe("the issues of a text", () => {
  it.each<[text: string, ...issues: string[]]>([
    ["12.60", 'bad-hex response 0+5 "12.60": pairs of hexadecimal digits'],
    ["\0NO DATA\0\r", 'adapter-error response 1+7 "NO DATA": a response'],
    ["1:0000", 'stray-line response 0+2 "0000": the preceding piece'],
    [
      " 7E8#F0",
      'bad-frame response 1+6 "7E8#F0": a single, first or consecutive frame of up to 7 bytes',
    ],
    ["7E8#0441", 'truncated response 1+0 "": 4 bytes in total'],
    // The sum is 0x48 + 0x6B + 0x10 + 0x41 + 0x0D + 0x28 = 0x139.
    ["48 6B 10 41 0D 28 38", 'bad-checksum response 6+1 "38": the checksum of the bytes'],
    // ISO 14230-4 with the length 0 after the addresses.
    ["80 F1 10 00 81", 'wrong-length response 0+0 "": a response'],
    ["41", 'wrong-length response 1+0 "": a PID'],
    ["44 01", 'extra-bytes response 1+1 "01": nothing'],
    ["45 00", 'unknown-mode response 0+2 "4500": 41 to 44, 47, 49, 4a or 7f'],
    ["49", 'wrong-length response 1+0 "": an information type'],
    ["49 0A 02 41", 'bad-count values 2+2 "0241": 01, then 20 bytes'],
    ["49 04 02 41", 'bad-count values 2+2 "0241": a count, then as many items of 16 bytes'],
    ["49 01 05", 'unknown-pid values 2+1 "05": type 02, 04, 06 or 0A'],
    ["41 03 02 03", 'bad-state fuelSystem2Status 3+1 "03": one bit set'],
    ["41 1C FE", 'reserved-code obdStandard 2+1 "fe": a number in the table'],
    ["41 0C 1A", 'wrong-length values 2+1 "1a": 2 bytes'],
    ["41 01 00 80 00 00", "reserved-bits values 3+3"],
    ["41 1E 02", "disputed values 2+1", 'reserved-bits values 2+1 "02": 00 or 01'],
    ["41 6B 1F 50 50 50 50", "single-source values 2+5", 'mixed-range values 2+1 "1f": upper four'],
  ])("%j", (text, ...wanted) => {
    const issues = decodeObd(text).flatMap((reading) => reading.issues.map(shown));
    // An issue of the bytes may come before the one of the text.
    for (const one of wanted) expect(issues).toContainEqual(expect.stringContaining(one));
  });

  it.each<[text: string, options: DecodeObdOptions, issue: string]>([
    ["43", PRESENT, 'wrong-length dtcs 1+0 "": a count of codes'],
    ["43", ABSENT, 'wrong-length dtcs 1+0 "": trouble codes'],
    ["43 05 01 01", PRESENT, 'bad-count dtcs 1+3 "050101": 5 codes of two bytes'],
    [
      "43 02 01 33 00 00",
      PRESENT,
      'count-mismatch dtcs 1+5 "0201330000": 2 codes that are not 0000',
    ],
    ["43 01 33 01 34 05", ABSENT, 'extra-bytes response 5+1 "05": codes of two bytes'],
  ])("%s %j", (text, options, issue) => {
    expect(decodeObd(text, options)[0]!.issues.map(shown)).toEqual([issue]);
  });

  it.each<[text: string, ...issues: string[]]>([
    ["7F 01", 'wrong-length negativeResponseCode 2+0 "": the mode and a code'],
    [`49 02 01 ${bytesOf("1M8GDM9AXKP04278O")}`, "bad-vin vin 2+18"],
    [`49 0A 01 ${bytesOf("A".repeat(19))} 7F`, "bad-text values 2+21"],
    [`49 0A 01 ${bytesOf("A".repeat(19))} FF`, "bad-text values 2+21"],
  ])("%s, by its field", (text, issue) => {
    expect(decodeObd(text)[0]!.issues.map(shown)).toContainEqual(expect.stringContaining(issue!));
  });
});

it("the issue of data of a mode without PIDs", () => {
  expect(decodePid(5, 1, hex("0A0B")).issues.map(shown)).toEqual([
    'unknown-mode values 0+2 "0a0b": mode 1, 2 or 9',
  ]);
});

it.each<[pid: number, slot: string, values: object, issues: string[]]>([
  [
    0x0d,
    "23FF0000",
    { vehicleSpeedKmh: 35 },
    ['unused-bytes values 1+3 "ff0000": all 00 or all FF'],
  ],
  [0x89, "0024", { fuelLitersPer100Km: null }, ['wrong-length values 0+2 "0024": 4 bytes']],
  [0x8a, "00000005", { distance: 5 }, ['unit-unknown values 0+4 "00000005": a documented unit']],
  // 0x3E8 tenths are 100 %.
  [0x8b, "000083E8", { fuelRemainingPercent: 100 }, []],
  [
    0x8b,
    "000083E9",
    { fuelRemainingPercent: null },
    ['out-of-range fuelRemainingPercent 0+4 "000083e9": 0 to 100 %'],
  ],
])("the slot of PID %i with %s", (pid, slot, values, issues) => {
  const data = hex(slot);
  const [reading] = readObd({ obdPids: [{ pid, data }] }, { dialect: "pengaoda" });
  data.fill(0xee);
  expect(reading!.values).toEqual(values);
  expect(reading!.issues.map(shown)).toEqual(issues);
  // A copy.
  expect(reading!.raw).toEqual(hex(slot));
});
