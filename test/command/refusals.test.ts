/** What encoders say about an argument that they refuse, and the limits next to which they refuse none. */
import { describe, expect, it, test } from "vitest";
import { type Command, encodeCommand, type Jt808Command } from "../../src/index.ts";
import { formatSms, type SmsCommand } from "../../src/sms/index.ts";
import { frameOf, toHex } from "../jt808/frames.ts";
import { refusal } from "../refusal.ts";

const TO = { deviceId: "8168000005", at: new Date("2026-03-04T06:21:08Z") };
const JT808 = { protocol: "jt808", deviceId: "019176652184", serialNumber: 0xb3 };

function encode(command: unknown, to: object = TO): string {
  return Buffer.from(encodeCommand(command as Command, to as typeof TO)).toString("latin1");
}

function encodeJt808(command: unknown, to: object = JT808): string {
  return toHex(encodeCommand(command as Jt808Command, to as { protocol: "jt808" } & typeof TO));
}

function sms(command: unknown): string {
  return formatSms(command as SmsCommand, { password: "0000" });
}

describe("encodeCommand", () => {
  it.each([null, undefined, "arm", 5])("says that %j is no command", (command) => {
    for (const to of [TO, JT808]) {
      const write = () => encodeCommand(command as never, to as typeof TO);
      expect(write).toThrow(new TypeError("command must be an object"));
    }
  });

  it("shows the beginning of a long type", () => {
    expect(refusal(() => encode({ type: "a".repeat(41) }))).toBe(
      `command.type must be the type of a known command, not "${"a".repeat(40)}"`,
    );
  });

  it.each<[command: object, message: string]>([
    [
      { type: "huasuntekServer", host: "a", port: 1 },
      "command.priority must be ip or domain, not undefined",
    ],
    [
      { type: "speedLimit", maxSpeedKmh: 1, minSpeedKmh: 1, when: "never", seconds: 1 },
      "command.when must be query, withFix or always, not a string of length 5",
    ],
    [
      { type: "text", text: "" },
      "command.text must be a string of 1 to 160 characters, not a string of length 0",
    ],
    [
      { type: "text", text: " CXZT" },
      "command.text must be printable ASCII without *, # and commas, without spaces around it, not a string of length 5",
    ],
    [{ type: "raw", word: "D-1" }, "command.word must be letters, digits and underscores, not "],
    [
      { type: "raw", word: "D1", parameters: ["1", "\n"] },
      "command.parameters[1] must be printable ASCII without *, # and commas, not a string of length 1",
    ],
    [
      { type: "chineseAddress", text: "a\udfff" },
      "command.text must be a string without commas, control characters and lone surrogates, not ",
    ],
    [{ type: "chineseAddress", text: "\ud800" }, "control characters and lone surrogates, not "],
    [{ type: "chineseAddress", text: "\u009f" }, "control characters and lone surrogates, not "],
    [
      { type: "chineseAddress", text: "圣" },
      "command.text must be a string without the bytes 23 and 2A (# and *) in UTF-16, not ",
    ],
  ])("refuses %j", (command, message) => {
    expect(refusal(() => encode(command))).toContain(message);
  });

  it("writes a no-break space, the first character behind the control characters", () => {
    expect(encode({ type: "chineseAddress", text: "\u00a0" })).toBe(
      "*HQ,8168000005,I1,062108,10,1,2,\0\u00a0#",
    );
  });

  it("leaves out the time of no other command than raw", () => {
    expect(encode({ type: "arm", withoutTime: true })).toBe("*HQ,8168000005,SCF,062108,0,0#");
    expect(encode({ type: "raw", word: "SCF", parameters: [], withoutTime: true })).toBe(
      "*HQ,8168000005,SCF#",
    );
  });

  it("takes a time of the years 0 to 9999", () => {
    for (const year of ["0000", "9999"]) {
      const at = new Date(`${year}-12-31T23:59:59Z`);
      expect(encode({ type: "arm" }, { ...TO, at })).toContain(",235959,");
    }
    for (const year of ["-000001", "+010000"]) {
      const at = new Date(`${year}-06-01T00:00:00Z`);
      expect(refusal(() => encode({ type: "arm" }, { ...TO, at }))).toBe(
        "to.at must be a valid Date of the years 0 to 9999, not NaN",
      );
    }
  });
});

describe("encodeCommand for JT/T 808", () => {
  it.each<[to: object, message: string]>([
    [{ deviceId: 5 }, "to.deviceId must be a string of digits, not 5"],
    [{ deviceId: undefined }, "to.deviceId must be a string of digits, not undefined"],
    [{ version: 2011 }, "to.version must be 2013 or 2019, not 2011"],
    [{ version: "2019" }, "to.version must be 2013 or 2019, not a string of length 4"],
    [{ serialNumber: 65536 }, "to.serialNumber must be a whole number from 0 to 65535, not 65536"],
  ])("refuses %j", (to, message) => {
    expect(refusal(() => encodeJt808({ type: "queryPosition" }, { ...JT808, ...to }))).toBe(
      message,
    );
  });

  it("has a header of either version", () => {
    const query = (version?: number) =>
      encodeJt808({ type: "queryPosition" }, { ...JT808, version });
    const old = toHex(frameOf("8201 0000 019176652184 00b3"));
    expect(query()).toBe(old);
    expect(query(2013)).toBe(old);
    expect(query(2019)).toBe(toHex(frameOf("8201 4000 01 00000000019176652184 00b3")));
  });

  it("writes all of printable ASCII, delimiters of H02 and blanks around it included", () => {
    // 04 resets; then the text.
    expect(encodeJt808({ type: "control", code: 4, parameters: " *,#~" })).toBe(
      toHex(frameOf("8105 0006 019176652184 00b3 04 202a2c237e")),
    );
    expect(encodeJt808({ type: "control", code: 4 })).toBe(
      toHex(frameOf("8105 0001 019176652184 00b3 04")),
    );
    for (const parameters of ["\x1f", "\x7f", "é"]) {
      expect(refusal(() => encodeJt808({ type: "control", code: 4, parameters }))).toBe(
        "command.parameters must be printable ASCII, not a string of length 1",
      );
    }
  });

  it("combines the words of a list by OR, and refuses others by their place", () => {
    // Bits 0 emergency, 27 illegal ignition, of the alarms that 0x8203 confirms.
    const confirm = (...alarms: string[]) => encodeJt808({ type: "confirmAlarms", alarms });
    const both = frameOf("8203 0006 019176652184 00b3 0000 08000001");
    expect(confirm("sos", "illegalIgnition")).toBe(toHex(both));
    expect(refusal(() => confirm("sos", "nothing"))).toMatch(
      /^command\.alarms\[1\] must be sos, (?:\w+, )+\w+ or \w+, not a string of length 7$/,
    );
  });
});

/** Texts of the manuals of ST-90X. */
test.each<[command: object, text: string]>([
  [{ type: "timeZone", hoursEast: 0 }, "8960000E00"],
  [{ type: "timeZone", hoursEast: -1 }, "8960000W01"],
  [{ type: "timeZone", hoursEast: -12 }, "8960000W12"],
  [{ type: "timeZone", hoursEast: 8 }, "8960000E08"],
  [{ type: "timeZone", hoursEast: 14 }, "8960000E14"],
  [{ type: "speedLimit", maxSpeedKmh: 70 }, "1220000 070"],
  [{ type: "speedLimit", maxSpeedKmh: 0 }, "1220000 0"],
  [{ type: "speedLimit", maxSpeedKmh: 5 }, "1220000 005"],
  [{ type: "speedLimit", maxSpeedKmh: 120 }, "1220000 120"],
  [{ type: "apn", name: "internet" }, "8030000 internet"],
  [
    { type: "apn", name: "my.apn.net", user: "user", password: "pass" },
    "8030000 my.apn.net user pass",
  ],
  [{ type: "shakeAlarm", on: true, seconds: 10 }, "1810000T10"],
  [{ type: "shakeAlarm", on: false }, "1800000"],
  [{ type: "shakeAlarm", on: false, seconds: 10 }, "1800000"],
])("%j is the text of a manual", (command, text) => {
  expect(sms(command)).toBe(text);
});

test.each<[command: object, message: string]>([
  [{ type: "apn", name: "a", user: "b" }, "command.password must be printable ASCII without "],
  [{ type: "apn", name: "a", password: "b" }, "command.user must be printable ASCII without "],
  [{ type: "shakeAlarm", on: true }, "command.seconds must be a whole number from 0 to 120, not "],
  [{ type: "shakeAlarm", on: false, seconds: 121 }, "command.seconds must be a whole number from "],
])("%j lacks an argument, or has a wrong one", (command, message) => {
  expect(refusal(() => sms(command))).toContain(message);
});
