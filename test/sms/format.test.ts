import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSms, type SmsCommand } from "../../src/sms/index.ts";
import { refusal } from "../refusal.ts";

const OPTIONS = { password: "0000" };

function format(command: unknown, options: unknown = OPTIONS): string {
  return formatSms(command as SmsCommand, options as { password: string });
}

/** Every text argument, with a valid value. */
const TEXTS: [name: string, good: string, write: (value: unknown) => string][] = [
  ["options.password", "0000", (value) => format({ type: "locate" }, { password: value })],
  ["options.password", "0000", (value) => format({ type: "readStatus" }, { password: value })],
  [
    "command.phoneNumber",
    "13900000001",
    (phoneNumber) => format({ type: "masterNumber", phoneNumber }),
  ],
  ["command.name", "internet", (name) => format({ type: "apn", name })],
  ["command.user", "user", (user) => format({ type: "apn", name: "a", user, password: "b" })],
  [
    "command.password",
    "pass",
    (password) => format({ type: "apn", name: "a", user: "b", password }),
  ],
  ["command.host", "my.server.net", (host) => format({ type: "server", host, port: 1 })],
  ["command.newPassword", "8531", (newPassword) => format({ type: "password", newPassword })],
  ["command.mode", "work", (mode) => format({ type: "workMode", mode })],
  ["command.type", "restart", (type) => format({ type })],
];

/** Every number argument, with its range. */
const NUMBERS: [name: string, least: number, most: number, write: (n: unknown) => string][] = [
  ["command.slot", 1, 3, (slot) => format({ type: "masterNumber", phoneNumber: "123", slot })],
  ["command.slot", 1, 3, (slot) => format({ type: "cancelMasterNumber", slot })],
  ["command.port", 1, 65535, (port) => format({ type: "server", host: "a", port })],
  ["command.seconds", 0, 18000, (seconds) => format({ type: "interval", seconds, ignition: true })],
  ["command.seconds", 0, 120, (seconds) => format({ type: "shakeAlarm", on: true, seconds })],
  ["command.hoursEast", -12, 14, (hoursEast) => format({ type: "timeZone", hoursEast })],
  ["command.maxSpeedKmh", 0, 999, (kmh) => format({ type: "speedLimit", maxSpeedKmh: kmh })],
  ["command.meters", 1, 999_999, (meters) => format({ type: "geofenceRadius", meters })],
  ["command.meters", 0, 999_999_999, (meters) => format({ type: "setMileage", meters })],
  ["command.minutes", 0, 9999, (minutes) => format({ type: "sleep", minutes })],
];

/** Every switch argument. */
const SWITCHES: [name: string, write: (on: unknown) => string][] = [
  ["command.ignition", (ignition) => format({ type: "interval", seconds: 30, ignition })],
  ["command.on", (on) => format({ type: "shakeAlarm", on, seconds: 1 })],
  ["command.on", (on) => format({ type: "geofence", on })],
  ["command.on", (on) => format({ type: "callMode", on })],
  ["command.on", (on) => format({ type: "accAlarm", on })],
  ["command.on", (on) => format({ type: "powerAlarm", on })],
  ["command.on", (on) => format({ type: "eventSms", on })],
  ["command.reset", (reset) => format({ type: "mileage", reset })],
];

describe.each(TEXTS)("%s", (name, good, write) => {
  it("accepts a valid value", () => {
    expect(write(good)).toMatch(/^[!-~]+( [!-~]+)*$/);
  });
  it("refuses delimiters", () => {
    const bad = fc.constantFrom(..."*#, \t\r\n\0\x1b\x7f\u0080é\u00a0\u2028\uff10\u0660😀");
    fc.assert(
      fc.property(bad, fc.nat({ max: good.length }), (character, at) => {
        const value = good.slice(0, at) + character + good.slice(at);
        const message = refusal(() => write(value));
        expect(message.startsWith(`${name} must be`), message).toBe(true);
      }),
    );
  });
  it("accepts texts only", () => {
    const hostile = { toString: () => good, length: good.length };
    for (const value of ["", null, 8531, [good], hostile, new String(good), Number.NaN]) {
      expect(refusal(() => write(value))).toMatch(`${name} must be`);
    }
  });
});

describe.each(NUMBERS)("%s", (name, least, most, write) => {
  it(`is a whole number from ${least} to ${most}`, () => {
    expect(write(least)).toMatch(/^[ -~]+$/);
    expect(write(most)).toMatch(/^[ -~]+$/);
    const wrong = [least - 1, most + 1, least + 0.5, Number.NaN, 1 / 0, -1 / 0, "1", null, [1], {}];
    for (const value of [...wrong, 1n, true]) {
      // A missing slot means slot 1.
      if (value === null && name === "command.slot") continue;
      expect(refusal(() => write(value))).toMatch(`${name} must be`);
    }
  });
});

describe.each(SWITCHES)("%s", (name, write) => {
  it("is true or false, with different texts", () => {
    expect(write(true)).not.toBe(write(false));
    for (const value of [0, 1, "true", "off", {}]) {
      expect(refusal(() => write(value))).toMatch(`${name} must be`);
    }
  });
});

describe("formatSms", () => {
  it("refuses unknown types, `__proto__` included", () => {
    for (const type of ["__proto__", "constructor", "toString", "", undefined, 5]) {
      expect(refusal(() => format({ type }))).toMatch("command.type must be");
    }
  });
  it("needs objects", () => {
    for (const wrong of [undefined, null, "restart", 5]) {
      expect(() => format(wrong)).toThrow(new TypeError("command must be an object"));
    }
    for (const wrong of [undefined, null, "0000", 5]) {
      expect(() => formatSms({ type: "restart" }, wrong as never)).toThrow(
        new TypeError("options must be an object"),
      );
    }
    expect(refusal(() => format({ type: "restart" }, {}))).toMatch("options.password");
  });
  it("accepts passwords of 4 to 6 digits", () => {
    expect(format({ type: "locate" }, { password: "123456" })).toBe("669123456");
    expect(refusal(() => format({ type: "locate" }, { password: "123" }))).toMatch("options.pass");
    expect(refusal(() => format({ type: "locate" }, { password: "1234567" }))).toMatch("options");
    expect(refusal(() => format({ type: "password", newPassword: "123" }))).toMatch("newPassword");
  });
  it("never shows a refused value: a password must not end up in a log", () => {
    expect(refusal(() => format({ type: "locate" }, { password: "85x31" }))).not.toContain("85x31");
  });
  it("accepts phone numbers of 3 to 20 digits, without +", () => {
    expect(format({ type: "masterNumber", phoneNumber: "123" })).toBe("1230000 1");
    for (const phoneNumber of ["12", "1".repeat(21), "+4915112345678", "0151 12345678"]) {
      expect(refusal(() => format({ type: "masterNumber", phoneNumber }))).toMatch("phoneNumber");
    }
  });
  it("accepts user and password of an access point only together", () => {
    expect(refusal(() => format({ type: "apn", name: "a", user: "b" }))).toMatch(
      "command.password",
    );
    expect(refusal(() => format({ type: "apn", name: "a", password: "b" }))).toMatch(
      "command.user",
    );
  });
  it.each([
    [1, "001"],
    [70, "070"],
    [100, "100"],
    [999, "999"],
    [0, "0"],
    [-0, "0"],
  ])("writes a speed limit of %s as %s", (kmh, text) => {
    expect(format({ type: "speedLimit", maxSpeedKmh: kmh })).toBe(`1220000 ${text}`);
  });
  it.each([
    [14, "E14"],
    [8, "E08"],
    [-0, "E00"],
    [-12, "W12"],
  ])("writes time zone %s as %s", (hoursEast, text) => {
    expect(format({ type: "timeZone", hoursEast })).toBe(`8960000${text}`);
  });
  it("writes no negative zero", () => {
    expect(format({ type: "sleep", minutes: -0 })).toBe("SLEEP0000 0");
  });
  it("uses slot 1 by default", () => {
    expect(format({ type: "masterNumber", phoneNumber: "123", slot: undefined })).toBe("1230000 1");
  });
  it("writes at most one message", () => {
    const name = "a".repeat(160 - "8030000 ".length);
    expect(format({ type: "apn", name })).toHaveLength(160);
    expect(refusal(() => format({ type: "apn", name: `${name}a` }))).toMatch("160 characters");
  });
  it("writes a fixed number of words, whatever the arguments", () => {
    const text = (unit: string) =>
      fc.string({ unit: fc.constantFrom(...unit), minLength: 1, maxLength: 30 });
    const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
      .filter((c) => !"*#,".includes(c))
      .join("");
    const word = text(printable);
    fc.assert(
      fc.property(word, word, word, (name, user, password) => {
        expect(format({ type: "apn", name, user, password }).split(" ")).toEqual([
          "8030000",
          name,
          user,
          password,
        ]);
      }),
    );
  });
});
