import { describe, expect, it } from "vitest";
import {
  type Command,
  decode,
  type Jt808Command,
  type MatchOptions,
  type Message,
  matchConfirmation,
} from "../../src/index.ts";
import { device, POSITION } from "../jt808/frames.ts";
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
    ["CMD,checks,CHECK OK", null],
    ["S20,check,CHECK OK", null],
  ])("a text is answered by V4,%s", (answer, expected) => {
    const [message] = decode(`*HQ,8168000005,V4,${answer}#`);
    expect(matchConfirmation({ type: "text", text: "check123456" }, message!)).toEqual(expected);
    expect(matchConfirmation({ type: "text", text: 5 } as never, message!)).toBeNull();
  });

  it("a text is not answered by a V4 that names none", () => {
    const [message] = decode("*HQ,8168000005,V4,CMD#");
    expect(matchConfirmation({ type: "text", text: "undefined" }, message!)).toBeNull();
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
    for (const none of [null, undefined, "arm"] as never[]) {
      expect(() => matchConfirmation(none, message!)).toThrow(
        new TypeError("command must be an object"),
      );
      expect(() => matchConfirmation(ARM, none)).toThrow(
        new TypeError("message must be an object"),
      );
    }
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

describe("an echo", () => {
  const speedLimit = { type: "speedLimit", maxSpeedKmh: 185, minSpeedKmh: 19 };
  const server = { type: "cantrackServer", ipAddress: "198.51.100.250", port: 8800 };
  const numbers = { type: "fatigueDriving", numbers: [0, 1800, 1200, 180, 180] };
  it.each<[command: object, answer: string, outcome: string]>([
    // 100 and 10 knots.
    [speedLimit, "S14,100,10,1,3", "answered"],
    [{ ...speedLimit, when: "withFix", seconds: 3 }, "S14,100,10,1,3", "answered"],
    [{ ...speedLimit, when: "always" }, "S14,100,10,1,3", "differs"],
    [{ ...speedLimit, seconds: 4 }, "S14,100,10,1,3", "differs"],
    [speedLimit, "S14,101,10,1,3", "differs"],
    [speedLimit, "S14,100,9,1,3", "differs"],
    [{ type: "speedLimit" }, "S14,100,10,1,3", "answered"],
    [{ type: "speedLimit", minSpeedKmh: 19 }, "S14,100,10,1,3", "answered"],
    [{ type: "speedLimit", minSpeedKmh: 19 }, "S14,100,11,1,3", "differs"],
    [{ type: "interval", seconds: 30 }, "D1,30", "answered"],
    [{ type: "interval", seconds: 30 }, "D1,0030", "answered"],
    [{ type: "interval", seconds: 30 }, "D1,31", "differs"],
    [{ type: "interval" }, "D1,31", "answered"],
    [numbers, "S40,0,1800,1200,180,180,FF", "answered"],
    [numbers, "S40,000,1800,1200,180,180,FF", "answered"],
    [numbers, "S40,,1800,1200,180,180,FF", "differs"],
    [server, "S23,198.51.100.250:8800", "answered"],
    [server, "S23,198.51.100.25:8800", "differs"],
    [{ type: "cantrackServer", port: 8800 }, "S23,198.51.100.250:8800", "answered"],
    [{ ...server, port: undefined }, "S23,198.51.100.250:8800", "answered"],
    [{ type: "apn", name: "CMNET" }, "S24,cmnet", "answered"],
    [{ type: "apn", name: "CMNET" }, "S24,cmwap", "differs"],
    [{ type: "apn" }, "S24,cmwap", "answered"],
  ])("of %j is compared with %s, as far as values were given", (command, answer, outcome) => {
    const [message] = decode(`*HQ,8168000005,V4,${answer},130305,050316,V,,,,,,,220902,FFFFFBFF#`);
    expect(message).toMatchObject({ type: "confirmation", commandTime: "130305" });
    expect(matchConfirmation(command as Command, message!)?.outcome).toBe(outcome);
  });
});

describe("a command of JT/T 808", () => {
  const POSITION_QUERY = { type: "queryPosition" } as const;
  const match = (
    command: { readonly type: string },
    id: string,
    body: string,
    options?: MatchOptions,
  ) => {
    const [message, ...more] = decode(device(id, body));
    expect(more).toEqual([]);
    return matchConfirmation(command as Jt808Command, message!, options);
  };

  it.each([
    ["00", { outcome: "done", result: "ok" }],
    ["01", { outcome: "failed", result: "failed" }],
    ["02", { outcome: "failed", result: "bad" }],
    ["03", { outcome: "unsupported", result: "unsupported" }],
    ["04", { outcome: "done", result: "alarmConfirmed" }],
    // No document has it.
    ["09", { outcome: "answered", result: "09" }],
  ])("has the result %s of a general answer", (result, expected) => {
    const body = `0005 8105 ${result}`;
    const found = { ...expected, parameters: [] };
    expect(match({ type: "control" }, "0001", body)).toStrictEqual(found);
    expect(match({ type: "control" }, "0001", body, { serialNumber: 5 })).toStrictEqual(found);
    expect(match({ type: "control" }, "0001", body, { serialNumber: 6 })).toBeNull();
    expect(match({ type: "track" }, "0001", body)).toBeNull();
  });

  it("has no result if the answer was made without one", () => {
    const [message] = decode(device("0001", "0005 8105 00"));
    const { result: _, ...rest } = message as Message & { result: unknown };
    expect(matchConfirmation({ type: "control", code: 4 }, rest as Message)).toStrictEqual({
      outcome: "answered",
      parameters: [],
    });
  });

  it("is answered by the message that it asks for", () => {
    const done = { outcome: "done", parameters: [] };
    expect(match(POSITION_QUERY, "0201", `0005 ${POSITION}`)).toStrictEqual(done);
    expect(match(POSITION_QUERY, "0200", POSITION)).toBeNull();
    // The status of the vehicle says whether it locked its doors.
    const answered = { outcome: "answered", parameters: [] };
    expect(match({ type: "lockDoors" }, "0500", `0005 ${POSITION}`)).toStrictEqual(answered);
    expect(match({ type: "lockDoors" }, "0201", `0005 ${POSITION}`)).toBeNull();
    expect(match({ type: "lockDoors" }, "0200", POSITION)).toBeNull();
  });

  it("with a number is not answered by a message that does not name it", () => {
    const done = { outcome: "done", parameters: [] };
    const answer = `0005 ${POSITION}`;
    expect(match(POSITION_QUERY, "0201", answer, { serialNumber: 5 })).toStrictEqual(done);
    expect(match(POSITION_QUERY, "0201", answer, { serialNumber: 6 })).toBeNull();
    // Cut before the number.
    expect(match(POSITION_QUERY, "0201", "00")).toStrictEqual(done);
    expect(match(POSITION_QUERY, "0201", "00", { serialNumber: 5 })).toBeNull();
  });

  it("is not answered by an answer that was cut short, or of a server", () => {
    expect(match(POSITION_QUERY, "0001", "0005 82")).toBeNull();
    expect(match(POSITION_QUERY, "8001", "0005 8201 00")).toBeNull();
  });

  it("is not answered by a message of H02", () => {
    for (const line of ["*HQ,8168000005,V4,D1,30#", "*HQ,8168000005,SMS,SET OK#"]) {
      expect(matchConfirmation(POSITION_QUERY, decode(line)[0]!)).toBeNull();
    }
  });
});
