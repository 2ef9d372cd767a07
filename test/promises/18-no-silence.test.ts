/**
 * Promise 18: no option makes an alarm vanish, a command that finds nothing says what it looked for, and a capture of
 * noise is no success.
 *
 * Broken once by hand: in positions-of.ts, `alarms` left empty: failed.
 */
import { describe, expect, it } from "vitest";
import { toCsv, toGeoJson } from "../../src/export/index.ts";
import {
  type DecodeOptions,
  decode,
  decodeStatus,
  type Message,
  positionsOf,
  STATUS_TABLES,
  type StatusTableName,
} from "../../src/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { start } from "../cli/harness.ts";
import { ACME } from "../protocol/acme.ts";
import { SAMPLES } from "./inputs.ts";

const alarmsOf = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) =>
    message.type === "positions"
      ? message.positions.flatMap(({ alarms }) => alarms)
      : "alarms" in message
        ? (message.alarms ?? [])
        : [],
  );
const LOUD = SAMPLES.filter((bytes) => alarmsOf(decode(bytes)).length > 0);

describe("an alarm", () => {
  it.each<[string, DecodeOptions]>([
    ["no profile", { jt808Profiles: [] }],
    ["an own protocol", { protocol: ACME }],
    ["another clock", { jt808UtcOffsetMinutes: 0 }],
    ["a device", { deviceId: "8168000005" }],
  ])("is there with %s", (_, options) => {
    expect(LOUD.length).toBeGreaterThan(50);
    for (const bytes of LOUD)
      expect(alarmsOf(decode(bytes, options))).toEqual(alarmsOf(decode(bytes)));
  });

  it("is there in a session, in flat positions and in exports", () => {
    const at = new Date(0);
    for (const bytes of LOUD) {
      const session = new TrackerSession();
      const messages = [session.receive(bytes, at), session.end(at)].flatMap((one) => one.messages);
      expect(alarmsOf(messages)).toEqual(alarmsOf(decode(bytes)));
      for (const message of messages) {
        const flat = positionsOf(message);
        if (flat.length === 0) continue;
        expect(flat.flatMap(({ alarms }) => alarms)).toEqual(alarmsOf([message]));
        const csv = toCsv([message]);
        for (const alarm of alarmsOf([message])) expect(csv).toContain(alarm);
        const located = flat.filter(({ latitude }) => latitude !== null);
        const json = JSON.stringify(toGeoJson([message]));
        for (const { alarms } of located) for (const one of alarms) expect(json).toContain(one);
      }
    }
  });

  it.each(Object.entries(STATUS_TABLES))(
    "of the table %s is there for each of its bits",
    (name, bits) => {
      for (const { bit, alarm } of bits) {
        const word = ~(1 << bit) >>> 0;
        expect(decodeStatus(word, name as StatusTableName).alarms).toContain(alarm);
        const text = `*HQ,8168000005,V1,043602,A,2234.9273,N,11354.3980,E,000.06,000,100715,${word.toString(16)}#`;
        expect(alarmsOf(decode(text, { statusTable: name as StatusTableName }))).toContain(alarm);
      }
    },
  );
});

describe("a capture without a message", () => {
  const NOISE = "the quick brown fox jumps over the lazy dog\n";
  it.each([
    ["decode"],
    ["decode", "--format", "table"],
    ["decode", "--format", "csv"],
    ["decode", "--format", "geojson"],
    ["identify"],
    ["explain"],
    ["record"],
  ])("is no success for %s %s %s", async (...argv) => {
    const { err, exit } = start(argv.filter(Boolean), { stdin: NOISE });
    expect(await exit).not.toBe(0);
    expect(err.text).toMatch(/^sinotrack: \S/);
  });
});
