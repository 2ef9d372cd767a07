import { describe, expect, it } from "vitest";
import { CHANGE_KINDS, type Change, Profile } from "../../src/vectors/profile.ts";
import { shapeOf } from "../../src/vectors/shape.ts";

type Message = Record<string, unknown>;

const profile = (...messages: readonly (readonly [Message, (string | null)?])[]): Profile => {
  const made = new Profile();
  for (const [message, length = null] of messages) made.add(message as never, length);
  return made;
};
const V1 = { type: "position", command: "V1", speedKmh: 1 };
const changes = (before: Profile, after: Profile): string[] =>
  before
    .changesTo(after)
    .map(
      ({ kind, change, word, what, count, of }: Change) =>
        `${change} ${kind} ${word}: ${what} ${count}/${of}`,
    );

describe("Profile", () => {
  it("is the same whatever the number and the order of the messages", () => {
    const V8 = { ...V1, command: "V8" };
    expect(changes(profile([V1], [V8]), profile([V8], [V1], [V1]))).toEqual([]);
    expect(changes(profile(), profile())).toEqual([]);
  });

  it("reports new and lost words, without their properties", () => {
    const before = profile([V1, "13 fields"], [V1, "14 fields"]);
    const after = profile([{ type: "noise", command: "" }]);
    expect(changes(before, after)).toEqual(["lost word position V1:  2/2", "new word noise:  1/1"]);
  });

  it("reports new and lost properties, and null ones", () => {
    const before = profile([V1], [V1], [{ ...V1, satellites: 4 }], [V1]);
    const after = profile([{ type: "position", command: "V1", latitude: null }], [V1]);
    expect(changes(before, after)).toEqual([
      "lost field position V1: satellites 1/4",
      "new field position V1: latitude 1/2",
      "new field position V1: latitude that is null 1/2",
    ]);
  });

  it("reports lengths of binary frames", () => {
    const before = profile([V1, "13 fields"], [V1, "13 fields"], [V1, null]);
    const after = profile([V1, "17 fields"]);
    expect(changes(before, after)).toEqual([
      "lost length position V1: 13 fields 2/3",
      "new length position V1: 17 fields 1/1",
    ]);
  });

  it("reports states and alarms, and bits without a meaning", () => {
    const status = (word: unknown): readonly [Message] => [
      { ...V1, status: word === undefined ? null : { word, table: "tq" } },
    ];
    const before = profile(status(0xffffffff));
    expect(changes(before, profile(status(0xfffffbff), status(0x7ffffbfe)))).toEqual([
      "new status position V1: ignition off 2/2",
      "new status position V1: bit 31 low 1/2",
      "new status position V1: alarm theft 1/2",
    ]);
    expect(changes(before, profile(status(undefined)))).toEqual([
      "new field position V1: status that is null 1/1",
    ]);
  });

  it("reports issues once per message, by code and field", () => {
    const issues = [
      ["bad-time", "time"],
      ["bad-time", "time"],
      ["empty-field", "speedKmh"],
    ];
    expect(changes(profile([{ ...V1, issues: [] }]), profile([{ ...V1, issues }], [V1]))).toEqual([
      "new issue position V1: bad-time of time 1/2",
      "new issue position V1: empty-field of speedKmh 1/2",
    ]);
  });

  it("reports kinds in order, lost ones first", () => {
    const before = profile([{ ...V1, a: 1, issues: [["x", "y"]] }, "1"], [V1, "1"]);
    const after = profile([{ ...V1, b: 1, status: { word: -2 } }, "2"]);
    expect(before.changesTo(after).map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      "field lost",
      "field new",
      "field new",
      "length lost",
      "length new",
      "status new",
      "issue lost",
    ]);
    expect(CHANGE_KINDS).toEqual(["word", "field", "length", "status", "issue"]);
  });
});

describe("shapeOf", () => {
  it("keeps the form, and only the kinds of values", () => {
    expect(
      shapeOf({
        type: "position",
        command: "V1",
        maker: "HQ",
        deviceId: "1",
        speedKmh: 3,
        valid: true,
        latitude: null,
        status: { word: 7, table: "tq", alarms: ["sos", "lowBattery"] },
        cells: [{ lac: 1, cid: null }],
        issues: [["bad-time", "time"]],
      }),
    ).toEqual({
      type: "position",
      command: "V1",
      maker: "HQ",
      deviceId: "string",
      speedKmh: "number",
      valid: "boolean",
      latitude: null,
      status: { word: "number", table: "tq", alarms: ["string", "string"] },
      cells: [{ lac: "number", cid: null }],
      issues: [["bad-time", "time"]],
    });
  });
});
