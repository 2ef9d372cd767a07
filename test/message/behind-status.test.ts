/**
 * What stands behind the status of a report, where the fast readers stop and the layouts go on: the message is the same as
 * by the layouts alone, and no other frame is swallowed.
 */
import { describe, expect, it } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { parseFrame, parseTraced } from "../../src/parse.ts";
import { expectSameMessages } from "../same.ts";

const V1 = "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,012.50,090,150624,FFFFDFFF";
/** PengAoDa's fields; step 1 is disputed. */
const PENGAODA = "FE,3000,460,01,17695,48516,C1";

const codes = ({ issues }: Message): readonly string[] => issues.map(({ code }) => code);

function readBoth(text: string, statusTable?: "sinotrack"): Message {
  const frame = { format: "ascii", bytes: Buffer.from(text, "latin1"), offset: 0 } as const;
  const options = statusTable === undefined ? undefined : { statusTable };
  const message = parseFrame(frame, options);
  expectSameMessages([message], [parseTraced(frame, options, [])]);
  return message;
}

describe("a tail that names the maker", () => {
  it("gives the status the table of the maker", () => {
    const message = readBoth(`${V1},${PENGAODA}#`);
    expect(message).toMatchObject({ status: { table: "pengaoda" }, alarms: ["lowBattery"] });
    expect(codes(message)).toEqual(["battery-step-disputed"]);
  });

  it("but not if the caller has chosen a table", () => {
    const message = readBoth(`${V1},${PENGAODA}#`, "sinotrack");
    expect(message).toMatchObject({ status: { table: "sinotrack" }, alarms: ["lowBattery"] });
  });

  it("behind a date and a status without a comma between them", () => {
    const message = readBoth(`${V1.replace("150624,", "150624")},${PENGAODA}#`);
    expect(message).toMatchObject({ status: { word: 0xffffdfff, table: "pengaoda" } });
    expect(codes(message)).toEqual(["comma-missing", "battery-step-disputed"]);
  });

  it("behind a status with a space in front", () => {
    const message = readBoth(`${V1.replace(",FFFFDFFF", ", FFFFDFFF")},${PENGAODA}#`);
    expect(message).toMatchObject({ status: { word: 0xffffdfff, table: "pengaoda" } });
    expect(codes(message)).toEqual(["blanks", "battery-step-disputed"]);
  });
});

it("a V5 with fields of no tail is a report, no scan of access points", () => {
  const message = readBoth(`${V1.replace(",V1,", ",V5,")},1,2,3,4,5,6,7,8,9#`);
  expect(message).toMatchObject({ type: "position", extra: [..."123456789"] });
  expect(codes(message)).toEqual(["unknown-tail"]);
});

it("a V5 of Mictrack has kilometres and tenths of a volt behind the cell", () => {
  const message = readBoth(`${V1.replace(",V1,", ",V5,")},460,00,10342,4283,1000,125#`);
  expect(message).toMatchObject({ odometerMeters: 1_000_000, supplyVolts: 12.5, issues: [] });
});

it("a byte that is no text is reported first", () => {
  const message = readBoth(`${V1},1,2\t3,4,5,6,7,8,9#`);
  expect(message).toMatchObject({ extra: ["1", "2\t3", ..."456789"] });
  expect(codes(message)).toEqual(["non-ascii", "unknown-tail"]);
});

// docs/protocol/h02.md §1: one datagram, several frames.
describe.each([
  ["the status", V1],
  ["fields of no tail", `${V1},1,2,3,4,5,6,7,8,9`],
])("behind %s", (_what, front) => {
  it.each([
    ["another text frame", "*HQ,9170481927,V0#"],
    ["a text frame without its end", "*HQ,9170481927,V0"],
    ["a $ record", latin1("2451159218930839471704122440659000102332181e000344fffffbffff0033")],
    ["a frame between flags", latin1("7e000200000123456789010006ef7e")],
  ])("%s is a message of its own", (_name, behind) => {
    const messages = decode(`${front}#${behind}`);
    expect(messages).toHaveLength(2);
    expect(messages[0]!.frame.bytes).toHaveLength(front.length + 1);
    expect(messages[1]!.frame.bytes).toHaveLength(behind.length);
  });

  it("text up to another # is noise", () => {
    const messages = decode(`${front}#abc#`);
    expect(messages.map(({ type }) => type)).toEqual(["position", "noise"]);
  });

  it("a frame that begins before the # is a message of its own", () => {
    const behind = "*HQ,9170481927,V0#";
    const messages = decode(`${front},${behind}`);
    expect(messages.at(-1)).toMatchObject({ command: "V0", deviceId: "9170481927" });
    expect(messages.at(-1)!.frame.bytes).toHaveLength(behind.length);
  });
});

function latin1(hex: string): string {
  return Buffer.from(hex, "hex").toString("latin1");
}
