/** How strongly the bytes behind a record show that it ends there: rules 1 and 2 of src/frame/length.ts. */
import { describe, expect, it } from "vitest";
import {
  DECISIVE,
  END,
  FAINT,
  FLAGGED,
  follower,
  LITTLE,
  NOTHING,
  sameBytes,
} from "../../src/frame/follower.ts";
import { ascii, fromHex, join } from "./streams.ts";

/** 7E and a header that its length or its checksum proves: stronger than one that nothing proves. */
const PROVED = 3;
/** A head of another device with one impossible value, one without, and one of the same day: the tails decide. */
const ODD_HEAD = 8;
const HEAD = 8.25;
const SAME_DAY = 8.5;

const BEFORE = fromHex("ee ee");
const AT = BEFORE.length;
const record = ({
  marker = "24",
  id = "4109003232",
  time = "081600",
  date = "130826",
  latitude = "09350290",
} = {}): Uint8Array =>
  fromHex(`${marker} ${id} ${time} ${date} ${latitude} 06 083569926e 000000 fffffbff ff0005`);
const OWN = record();

/** The rating of the bytes behind a record, of which `arrived` count. */
function rated(behind: Uint8Array, arrived = behind.length): number {
  const i = AT + OWN.length;
  return follower(join(BEFORE, OWN, behind), i, i + arrived, AT);
}

const other = { id: "7777777777" };

describe("behind a record,", () => {
  it.each<[what: string, behind: Uint8Array, rating: number]>([
    ["a text frame", ascii("*HQ,"), DECISIVE],
    ["its beginning", ascii("*HQ"), -DECISIVE],
    ["two bytes of it", ascii("*H"), -LITTLE],
    ["what is no text frame", ascii("*H,"), NOTHING],
    ["$ and the id of the device", OWN.slice(0, 6), DECISIVE],
    ["M and the id", record({ marker: "4d" }).slice(0, 6), DECISIVE],
    ["P and the id", record({ marker: "50" }).slice(0, 6), DECISIVE],
    ["three bytes of them", OWN.slice(0, 3), -DECISIVE],
    ["two bytes of them", OWN.slice(0, 2), -LITTLE],
    ["another device on that day", record(other), SAME_DAY],
    ["at another time", record({ ...other, time: "091701" }), SAME_DAY],
    ["in another place", record({ ...other, latitude: "12345678" }), SAME_DAY],
    ["on another day of the month", record({ ...other, date: "140826" }), HEAD],
    ["in another month", record({ ...other, date: "130726" }), HEAD],
    ["in another year", record({ ...other, date: "130825" }), HEAD],
    ["without time and date", record({ ...other, time: "000000", date: "000000" }), FAINT],
    ["at midnight", record({ ...other, time: "000000" }), SAME_DAY],
    ["at no time and without a date", record({ ...other, date: "000000" }), HEAD],
    ["with an impossible value", record({ ...other, time: "991600" }), ODD_HEAD],
    ["with two", record({ ...other, time: "991600", date: "990826" }), NOTHING],
    ["an M record with one", record({ ...other, marker: "4d", time: "991600" }), NOTHING],
    ["an X record", record({ ...other, marker: "58" }), SAME_DAY],
    ["an id of eight bytes", record({ id: "352944025211859f" }), SAME_DAY],
    ["that and another day", record({ id: "352944025211859f", date: "140826" }), HEAD],
    // The id would be 9999994109003232, with the id of the device at its end.
    ["three bytes of a tail and the same device", join(fromHex("24 9999"), OWN), NOTHING],
    // The end of another id and a time that are, together, the id of the device.
    ["a head that holds the id", record({ id: "1122334109", time: "003232" }), SAME_DAY],
  ])("%s", (_what, behind, rating) => {
    expect(rated(behind)).toBe(rating);
  });

  it("a record of another device is open until its course", () => {
    const behind = record(other);
    for (let arrived = 2; arrived < 25; arrived++) {
      const rating = arrived < 12 ? -FAINT : -LITTLE;
      expect(rated(behind, arrived), `${arrived} bytes`).toBe(rating);
    }
    expect(rated(behind, 25)).toBe(SAME_DAY);
  });
});

describe("behind a record, 7E and", () => {
  /** A heartbeat: message id, no body, phone number, serial number, and the XOR of them. */
  const HEARTBEAT = "0002 0000 018010623900 2b7d";
  const sum = Buffer.from(HEARTBEAT.replaceAll(" ", ""), "hex").reduce((a, b) => a ^ b, 0);
  const SUM = sum.toString(16).padStart(2, "0");
  const ESCAPED = HEARTBEAT.replace("2b7d", "2b7d01");
  it.each<[what: string, behind: Uint8Array, rating: number]>([
    ["a record of that day", join(fromHex("7e"), record(other)), HEAD],
    ["a record of another day", join(fromHex("7e"), record({ ...other, date: "140826" })), HEAD],
    ["nothing", fromHex("7e"), -FAINT],
    ["half a header", fromHex("7e 0002"), -FAINT],
    ["a header", fromHex("7e 0002 0000"), -FLAGGED],
    ["what is no header", fromHex("7e 0000 0000"), NOTHING],
    ["a proved frame", fromHex(`7e ${ESCAPED} ${SUM} 7e`), DECISIVE],
    ["a frame of the right length alone", fromHex(`7e ${ESCAPED} aa 7e`), PROVED],
    ["a frame that nothing proves", fromHex(`7e ${ESCAPED} aa aa 7e`), FLAGGED],
    ["no flag in 2200 bytes", fromHex(`7e 0002 0000 ${"aa".repeat(2300)}`), FLAGGED],
    ["no flag yet", fromHex(`7e 0002 0000 ${"aa".repeat(2100)}`), -FLAGGED],
  ])("%s", (_what, behind, rating) => {
    expect(rated(behind)).toBe(rating);
  });
});

it("ratings are in the order of their strength", () => {
  const order = [NOTHING, FAINT, FLAGGED, PROVED, LITTLE, END, ODD_HEAD, HEAD, SAME_DAY, DECISIVE];
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

describe("the bytes that agree with marker and id", () => {
  it.each<[behind: string, arrived: number, same: number]>([
    ["24 4109003232 08", 7, 6],
    ["24 4109003232 08", 6, 6],
    // What stands in the memory behind the data does not count.
    ["24 4109003232 08", 5, 5],
    ["24 4109003232 08", 2, 2],
    ["24 4109003232 08", 1, 1],
    ["24 4109003132 08", 7, 4],
    ["24 5109003232 08", 7, 1],
  ])("%s, of which %i arrived: %i", (behind, arrived, same) => {
    const i = AT + OWN.length;
    expect(sameBytes(join(BEFORE, OWN, fromHex(behind)), i, i + arrived, AT)).toBe(same);
  });
});
