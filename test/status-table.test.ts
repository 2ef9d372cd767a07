/** The option `statusTable` names a table or is refused by name: a wrong one would silence every alarm. */

import { describe, expect, it } from "vitest";
import {
  decode,
  decodeStatus,
  type EncodableMessage,
  encodeMessage,
  explain,
  type ParseOptions,
  parseFrame,
  splitFrames,
} from "../src/index.ts";
import { STATUS_STATES } from "../src/model/status.ts";
import { TrackerSession } from "../src/session/index.ts";
import { DecoderStream, decodeStream } from "../src/stream/index.ts";
import { refusal } from "./refusal.ts";

/** Bit 1 low: an SOS (docs/protocol/h02.md §3). */
const SOS = "*HQ,8160528000,V8,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFD#";
const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";
/** Terminal heartbeat 0x0002, empty body: flags, id, length, phone number, serial number, XOR (docs/protocol/jt808.md §3). */
const JT808 = Buffer.from("7e000200000191766521840001587e", "hex");
const CHOICES =
  "one of sinotrack, tq, huasuntek, galactic, lkgps, mictrack, cantrack, reachfar, pengaoda";

const WRONG: readonly (readonly [what: string, value: unknown])[] = [
  ["a capital", "SinoTrack"],
  ["a name that is none", "sinotrack-4g"],
  ["that of JT/T 808, which no H02 word is read by", "jt808"],
  ["nothing", ""],
  ["a property of every object", "constructor"],
  ["a number", 42],
  ["null", null],
  ["a list of a name", ["tq"]],
  ["an object", { table: "tq" }],
];

describe.each(WRONG)("%s", (_what, value) => {
  const options = { statusTable: value } as ParseOptions;
  const wanted = `options.statusTable must be ${CHOICES}`;

  it.each<[what: string, input: string | Uint8Array]>([
    ["a message with an alarm", SOS],
    ["a message without a status", HEARTBEAT],
    ["JT/T 808, which has its own", JT808],
    ["noise", "?"],
    ["nothing", ""],
  ])("is refused, with %s", (_input, input) => {
    expect(refusal(() => decode(input, options))).toBe(wanted);
    expect(refusal(() => explain(input, options))).toBe(wanted);
    const bytes = typeof input === "string" ? Buffer.from(input) : input;
    for (const frame of splitFrames(bytes, { end: true }).frames) {
      expect(refusal(() => parseFrame(frame, options))).toBe(wanted);
      expect(refusal(() => explain(frame, options))).toBe(wanted);
    }
  });

  it("is refused for a connection before it receives anything", () => {
    expect(refusal(() => new TrackerSession(options))).toBe(wanted);
    expect(refusal(() => decodeStream([], options))).toBe(wanted);
    expect(refusal(() => new DecoderStream(options))).toBe(wanted);
  });

  it("is refused by decodeStatus", () => {
    expect(refusal(() => decodeStatus(0, value as "tq"))).toBe(`table must be ${CHOICES}`);
  });

  it("is refused when an H02 message is encoded", () => {
    const [message] = decode(SOS.replace("FFFFFFFD", "FFFFFFFF"));
    if (message?.type !== "position" || !message.status) throw new Error("no status");
    const status = { ...message.status, table: value };
    const wrong = { ...message, status } as EncodableMessage;
    expect(refusal(() => encodeMessage(wrong))).toMatch(/^message\.status/);
  });
});

it("every table in the choices is accepted", () => {
  const tables = CHOICES.slice("one of ".length).split(", ");
  for (const statusTable of tables as NonNullable<ParseOptions["statusTable"]>[]) {
    const [message] = decode(SOS, { statusTable });
    expect(message).toMatchObject({ status: { table: statusTable, alarms: ["sos"] } });
  }
  expect(decode(SOS, { statusTable: undefined } as never)[0]).toMatchObject({
    status: { table: "sinotrack", alarms: ["sos"] },
  });
});

/**
 * A frame from the test of a Cantrack server, with made-up id and place; docs/protocol/h02.md §3.3 has the bits
 * (claimed).
 */
const CANTRACK =
  "*HQ,990000000000012,V1,145452,A,2240.55181,N,11358.32389,E,0.00,0,100815,FFFFFBFF#";

it.each([
  ["FFFBFBFF", "cantrack", ["sos"]],
  ["FFEFFBFF", "cantrack", ["powerCut"]],
  ["FFEBFBFF", "cantrack", ["sos", "powerCut"]],
  ["FBFFFBFF", "cantrack", ["tamper"]],
  ["EFFFFBFF", "cantrack", ["batteryRemoved"]],
  ["FFFFF3FF", "cantrack", ["vibration"]],
  ["FFFFEBFF", "cantrack", ["lowBattery"]],
  ["FFFDFFFF", "reachfar", ["lowBattery"]],
  ["FFEBFBFF", "tq", []],
] as const)("%s by the table %s", (word, statusTable, alarms) => {
  const [message] = decode(CANTRACK.replace("FFFFFBFF", word), { statusTable });
  expect(message).toMatchObject({ status: { table: statusTable, alarms } });
});

it("bit 26 is no stored record in the table cantrack", () => {
  expect(decodeStatus(0xfbffffff, "cantrack")).not.toHaveProperty("storedRecord");
  expect(decodeStatus(0xfbffffff, "reachfar").storedRecord).toBe(true);
});

it.each(STATUS_STATES)(
  "bit $bit is $state, as the pages and the dissector have it",
  ({ bit, state, trueWhen }) => {
    const high = decodeStatus(0xffffffff, "tq");
    const low = decodeStatus((0xffffffff ^ (1 << bit)) >>> 0, "tq");
    expect([high[state], low[state]]).toEqual(trueWhen === "high" ? [true, false] : [false, true]);
  },
);
