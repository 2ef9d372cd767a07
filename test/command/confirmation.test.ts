import { describe, expect, it } from "vitest";
import { type Command, decode, type Message, matchConfirmation } from "../../src/index.ts";
import { bytesOfLine, commandOf, loadLines } from "./lines.ts";
import { ALL } from "./samples.ts";

const ARM: Command = { type: "arm" };

describe("vectors/commands/confirmation.jsonl", () => {
  const lines = loadLines("confirmation.jsonl");
  it("has an id each", () => {
    expect(new Set(lines.map(([id]) => id)).size).toBe(lines.length);
  });
  it.each(lines)("matches %s", (_id, line) => {
    const [message, ...more] = decode(bytesOfLine(line));
    expect(more).toEqual([]);
    const { at, serialNumber } = line;
    const options = {
      ...(at === undefined ? {} : { at: new Date(at) }),
      ...(serialNumber === undefined ? {} : { serialNumber }),
    };
    // Strict: an absent property must not be present as undefined.
    expect(matchConfirmation(commandOf(line), message!, options)).toStrictEqual(line.expect);
  });
});

describe("matchConfirmation", () => {
  it.each(ALL)("%s is answered by a V4 with its word, and by no other word", (type, { word }) => {
    const command = { type, word: "D7", text: "RCONF" } as unknown as Command;
    const named = type === "raw" ? "D7" : word;
    const outcome = (answer: string) => {
      const [message] = decode(`*HQ,8168000005,V4,${answer}#`);
      return matchConfirmation(command, message!)?.outcome ?? null;
    };
    expect(outcome(named === "" ? "CMD,RCONF" : named)).toBe("answered");
    expect(outcome("S99")).toBeNull();
    expect(outcome(`${named}9`)).toBeNull();
    expect(outcome("V1,20260211212008")).toBeNull();
  });

  it("does not match by a missing word", () => {
    const [message] = decode("*HQ,8168000005,V4#");
    expect(message).toMatchObject({ type: "confirmation", confirms: null });
    for (const [type] of ALL) {
      expect(matchConfirmation({ type } as unknown as Command, message!), type).toBeNull();
    }
    const nameless = { type: "raw", parameters: [] } as unknown as Command;
    expect(matchConfirmation(nameless, message!)).toBeNull();
  });

  it("compares the time to the second", () => {
    const [message] = decode(
      "*HQ,135625276955140,V4,SF2,80,130305,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFFFF#",
    );
    const match = (at: string) =>
      matchConfirmation({ type: "huasuntekArm2" }, message!, { at: new Date(at) });
    expect(match("2026-03-04T13:03:05.999Z")?.outcome).toBe("done");
    expect(match("2026-03-04T13:03:06.000Z")).toBeNull();
    expect(match("2026-03-04T13:03:04.999Z")).toBeNull();
    // MP carries no time, so the time in the answer cannot be ours.
    const other = { ...message, confirms: "MP" } as Message;
    const mp: Command = { type: "huasuntekPassword", oldPassword: "1", newPassword: "2" };
    expect(matchConfirmation(mp, other, { at: new Date(0) })?.outcome).toBe("done");
    // IP has it at the end.
    const ip: Command = { type: "huasuntekServer", priority: "ip", host: "a", port: 1 };
    expect(
      matchConfirmation(ip, { ...message, confirms: "IP" } as Message, { at: new Date(0) }),
    ).toBeNull();
  });

  it("matches a V1 of the same second, although the wire has no milliseconds", () => {
    const [message] = decode(
      "*HQ,8168000005,V1,062108,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#",
    );
    const interval: Command = { type: "interval", seconds: 30 };
    const match = (at: string) => matchConfirmation(interval, message!, { at: new Date(at) });
    expect(match("2016-07-16T06:21:08.999Z")).toEqual({ outcome: "answered", parameters: [] });
    expect(match("2016-07-16T06:21:09.000Z")).toBeNull();
    // An unknown time proves nothing.
    const timeless = { ...message, time: null } as Message;
    expect(matchConfirmation(interval, timeless, { at: new Date() })).not.toBeNull();
    expect(matchConfirmation(interval, { ...message, command: "V8" } as Message)).toBeNull();
  });

  it("does not count an undocumented result as success", () => {
    const [message] = decode("*HQ,8168000005,V4,S20,OK#");
    const match = (result: string) =>
      matchConfirmation({ type: "cutFuel" }, { ...message, result } as Message);
    expect(match("7F")).toEqual({ outcome: "answered", result: "7F", parameters: [] });
    expect(match("04")?.outcome).toBe("badPassword");
    expect(match("constructor")?.outcome).toBe("answered");
  });

  it.each<[answer: string, expected: object | null]>([
    ["CMD,check,CHECK OK", { outcome: "done", parameters: ["CHECK OK"], text: "CHECK OK" }],
    ["CMD,check,CHECK,ON", { outcome: "answered", parameters: ["CHECK", "ON"], text: "CHECK,ON" }],
    [
      "CMD,check,CHECK,A OK",
      { outcome: "answered", parameters: ["CHECK", "A OK"], text: "CHECK,A OK" },
    ],
    ["CMD,check,FAILED", { outcome: "answered", parameters: ["FAILED"], text: "FAILED" }],
    ["CMD,check", { outcome: "answered", parameters: [], text: "" }],
    ["CMD,param,x OK", null],
    ["CMD,,x OK", null],
    ["CMD", null],
    ["S20,check,CHECK OK", null],
  ])("a text is answered by V4,%s", (answer, expected) => {
    const [message] = decode(`*HQ,8168000005,V4,${answer}#`);
    expect(matchConfirmation({ type: "text", text: "check123456" }, message!)).toEqual(expected);
    expect(matchConfirmation({ type: "text", text: 5 } as never, message!)).toBeNull();
  });

  it.each([
    ["a time of letters", "HHmmss"],
    ["more than a time", "1303051"],
    ["a letter before a time", "x130305"],
    ["nothing", null],
    ["no time", undefined],
  ])("an echo of %s is not compared", (_what, commandTime) => {
    const [message] = decode("*HQ,8168000005,V4,S20,OK#");
    const given = { ...message, commandTime } as Message;
    if (commandTime === undefined) Reflect.deleteProperty(given, "commandTime");
    expect(matchConfirmation({ type: "cutFuel" }, given, { at: new Date(0) })).not.toBeNull();
    const timed = { ...message, commandTime: "130305" } as Message;
    expect(matchConfirmation({ type: "cutFuel" }, timed, { at: new Date(0) })).toBeNull();
    expect(matchConfirmation({ type: "cutFuel" }, timed)).not.toBeNull();
  });

  it("a position counts unless its time contradicts it", () => {
    const line = "*HQ,8168000005,V1,062108,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#";
    const [message] = decode(line);
    const interval: Command = { type: "interval", seconds: 30 };
    const later = new Date("2026-01-01T00:00:00Z");
    const match = (change: object, at?: Date): boolean =>
      matchConfirmation(
        interval,
        { ...message, ...change } as Message,
        at === undefined ? {} : { at },
      ) !== null;
    const status = { ...(message as { status: object }).status };
    expect(match({})).toBe(true);
    expect(match({}, later)).toBe(false);
    expect(match({ status: { ...status, storedRecord: true } })).toBe(true);
    expect(match({ time: later, status: { ...status, storedRecord: true } }, later)).toBe(false);
    expect(match({ time: later, status: undefined }, later)).toBe(true);
    expect(match({ time: undefined, status: undefined }, later)).toBe(true);
    expect(match({ time: null, status: null }, later)).toBe(true);
  });

  it("throws a TypeError or RangeError that names the argument when misused", () => {
    const [message] = decode("*HQ,8168000005,V4,SCF#");
    expect(() => matchConfirmation(null as never, message!)).toThrow(TypeError);
    expect(() => matchConfirmation(ARM, undefined as never)).toThrow(/^message must be/);
    expect(() => matchConfirmation(ARM, message!, { at: 0 as never })).toThrow(
      /^options\.at must be a Date$/,
    );
    expect(() => matchConfirmation(ARM, message!, { at: new Date(Number.NaN) })).toThrow(
      RangeError,
    );
    expect(() => matchConfirmation({ type: "__proto__" } as never, message!)).toThrow(
      /^command.type must be/,
    );
  });
});

describe("a command without time", () => {
  it("is confirmed whatever time the answer echoes", () => {
    const command = { type: "raw", word: "S20", parameters: ["1"], withoutTime: true } as const;
    const [answer] = decode(
      "*HQ,9170481927,V4,S20,OK,101112,102411,A,2234.9273,N,11354.3980,E,0.00,0,110226,FFFFFBFF#",
    );
    const sentAt = new Date("2026-02-11T21:20:08Z");
    expect(matchConfirmation(command, answer!, { at: sentAt })).toMatchObject({ outcome: "done" });
    const { withoutTime: _, ...timed } = command;
    expect(matchConfirmation(timed, answer!, { at: sentAt })).toBeNull();
    expect(
      matchConfirmation(timed, answer!, { at: new Date("2026-02-11T10:11:12Z") }),
    ).not.toBeNull();
  });
});
