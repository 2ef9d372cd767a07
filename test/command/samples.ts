/**
 * Hand-written generators of commands, independent of the library's table, each with a naive reader that recovers the
 * arguments from the fields. Commands that are missing here are tested by the kinds of their arguments (of-row.ts) and
 * by their vectors.
 */
import fc from "fast-check";
import { COMMANDS, type Command, type CommandType } from "../../src/index.ts";
import {
  bytes,
  degrees,
  digits,
  field,
  knots,
  letters,
  line,
  type Sample,
  sampleOf,
  utf16,
  type Values,
  whole,
  wide,
  word,
} from "./of-row.ts";

const phone = digits(3, 20);
const octet = whole(0, 255);
const ip = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join("."));
const byte = whole(0, 255);

const nothing = (name: string, time: Sample["time"], ...fixed: string[]): Sample => ({
  word: name,
  time,
  make: fc.constant({}),
  read: (fields) => {
    if (fields.join() !== fixed.join()) throw new Error(`${fields} is not ${fixed}`);
    return {};
  },
});
const one = (
  name: string,
  time: Sample["time"],
  argument: string,
  make: fc.Arbitrary<unknown>,
  read: (text: string) => unknown,
  before: readonly string[] = [],
): Sample => ({
  word: name,
  time,
  make: make.map((value) => ({ [argument]: value })),
  read: (fields) => {
    const values = fields.slice(before.length);
    if (values.length !== 1 || fields.slice(0, before.length).join() !== before.join()) {
      throw new Error(`${fields}`);
    }
    return { [argument]: read(values[0]!) };
  },
});
const seconds = (name: string, time: Sample["time"], min: number, max: number): Sample =>
  one(name, time, "seconds", whole(min, max), Number);
const record = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Values> =>
  fc.record(shape) as fc.Arbitrary<Values>;
const pick = (values: Record<string, string>, wire: string): string => {
  const found = Object.entries(values).find(([, text]) => text === wire);
  if (found === undefined) throw new Error(wire);
  return found[0];
};
/** In thousandths of a minute, so that nothing is rounded. */
const span = (least: number, most: number) =>
  fc
    .tuple(whole(least * 60_000, most * 60_000), whole(least * 60_000, most * 60_000))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? [a, b] : [b, a]));
const SAMPLES: Partial<Record<CommandType, Sample>> = {
  interval: {
    word: "D1",
    time: "first",
    make: record({ seconds: whole(10, 65535), count: whole(0, 65535) }),
    read: ([a, b]) => ({ seconds: Number(a), count: Number(b) }),
  },
  cantrackInterval: seconds("D1", "first", 10, 65535),
  intervalS71: one("S71", "first", "seconds", whole(10, 65535), Number, ["22"]),
  autoMonitor: seconds("S17", "first", 30, 65535),
  huasuntekDrivingInterval: seconds("XT", "none", 5, 3600),
  huasuntekRestingInterval: seconds("NXT", "none", 10, 7200),
  cutFuel: {
    word: "S20",
    time: "first",
    make: record({
      mode: fc.constantFrom("static", "dynamic"),
      pulses: fc.array(whole(1, 65535), { minLength: 1, maxLength: 30 }),
    }),
    read: ([mode, ...pulses]) => ({
      mode: pick({ static: "1", dynamic: "0" }, mode!),
      pulses: pulses.map(Number),
    }),
  },
  restoreFuel: {
    word: "S20",
    time: "first",
    make: record({ mode: fc.constantFrom("static", "dynamic") }),
    read: ([mode, zero, ...rest]) => {
      if (zero !== "0" || rest.length > 0) throw new Error("cuts");
      return { mode: pick({ static: "1", dynamic: "0" }, mode!) };
    },
  },
  arm: nothing("SCF", "first", "0", "0"),
  disarm: nothing("SCF", "first", "1", "1"),
  huasuntekArm: nothing("SF", "none"),
  huasuntekDisarm: nothing("CF", "none"),
  huasuntekArm2: nothing("SF2", "first"),
  huasuntekDisarm2: nothing("CF2", "first"),
  masterNumber: one("S71", "first", "phoneNumber", phone, String, ["01"]),
  sosNumbers: {
    word: "S71",
    time: "first",
    make: record({ phoneNumbers: fc.array(phone, { minLength: 1, maxLength: 2 }) }),
    read: ([sub, ...phoneNumbers]) => {
      if (sub !== "02") throw new Error(sub);
      return { phoneNumbers };
    },
  },
  centerNumber: one("S2", "first", "phoneNumber", phone, String),
  adminNumbers: {
    word: "S3",
    time: "first",
    make: record({ phoneNumbers: fc.array(phone, { minLength: 1, maxLength: 2 }) }),
    read: (phoneNumbers) => ({ phoneNumbers }),
  },
  huasuntekNumbers: {
    word: "UR",
    time: "none",
    make: record({
      phoneNumbers: fc.array(fc.oneof(phone, fc.constant("0")), { minLength: 1, maxLength: 6 }),
    }),
    read: (phoneNumbers) => ({ phoneNumbers }),
  },
  speedLimit: {
    word: "S14",
    time: "first",
    make: record({
      maxSpeedKmh: knots(472),
      minSpeedKmh: knots(472),
      when: fc.constantFrom("query", "withFix", "always"),
      seconds: whole(0, 65535),
    }),
    read: ([max, min, when, duration]) => ({
      maxSpeedKmh: Math.round(Number(max) * 1.852),
      minSpeedKmh: Math.round(Number(min) * 1.852),
      when: pick({ query: "0", withFix: "1", always: "2" }, when!),
      seconds: Number(duration),
    }),
  },
  cantrackSpeedLimit: one("S33", "first", "maxSpeedKmh", whole(1, 999), Number),
  rectangularFence: {
    word: "S21",
    time: "first",
    make: fc
      .tuple(byte, byte, span(0, 90), span(0, 180))
      .map(([fence, mode, [south, north], [west, east]]) => ({
        fence,
        mode,
        minLatitude: south! / 60_000,
        maxLatitude: north! / 60_000,
        minLongitude: west! / 60_000,
        maxLongitude: east! / 60_000,
      })),
    read: ([fence, mode, n, south, north, e, west, east]) => {
      if (n !== "N" || e !== "E") throw new Error("hemisphere");
      if (!/^\d{4}\.\d{3}$/.test(south!) || !/^\d{5}\.\d{3}$/.test(west!)) throw new Error("form");
      return {
        fence: Number(fence),
        mode: Number(mode),
        minLatitude: degrees(south!) / 60_000,
        maxLatitude: degrees(north!) / 60_000,
        minLongitude: degrees(west!) / 60_000,
        maxLongitude: degrees(east!) / 60_000,
      };
    },
  },
  cantrackFence: {
    word: "S21",
    time: "first",
    make: record({ radiusMeters: whole(1, 999_999) }),
    read: ([radius, mark]) => ({ radiusMeters: mark === "1" ? Number(radius) : mark }),
  },
  mileage: one("S32", "first", "reset", fc.boolean(), (text) => text === "0"),
  clearAlarms: nothing("R7", "first"),
  restart: nothing("R1", "first"),
  huasuntekRestart: nothing("CQ", "none"),
  locate: nothing("CR", "none"),
  fastLocate: seconds("D2", "first", 1, 65535),
  acknowledge: nothing("R12", "first"),
  password: {
    word: "S1",
    time: "first",
    make: record({ oldPassword: word(20), newPassword: word(20) }),
    read: ([oldPassword, newPassword]) => ({ oldPassword, newPassword }),
  },
  huasuntekPassword: {
    word: "MP",
    time: "none",
    make: record({ oldPassword: word(20), newPassword: word(20) }),
    read: ([oldPassword, newPassword]) => ({ oldPassword, newPassword }),
  },
  cantrackServer: {
    word: "S23",
    time: "first",
    make: record({ ipAddress: ip, port: whole(1, 65535) }),
    read: ([a, b, c, d, port]) => ({ ipAddress: `${a}.${b}.${c}.${d}`, port: Number(port) }),
  },
  qichuanServer: {
    word: "S23",
    time: "first",
    make: record({ ipAddress: ip, port: whole(1, 65535), redials: byte }),
    read: ([ipAddress, port, redials]) => ({
      ipAddress,
      port: Number(port),
      redials: Number(redials),
    }),
  },
  huasuntekServer: {
    word: "IP",
    time: "last",
    make: record({
      priority: fc.constantFrom("ip", "domain"),
      port: whole(1, 65535),
      host: fc.constantFrom("gw.example.com", "a", "x-1_b.org"),
    }),
    read: ([priority, zeros, port, host]) => ({
      priority: pick({ ip: "1", domain: "2" }, priority!),
      port: zeros === "00000000" && port!.length === 4 ? Number.parseInt(port!, 16) : port,
      host,
    }),
  },
  apn: {
    word: "S24",
    time: "first",
    make: record({ name: word(100), user: word(64), password: word(64) }),
    read: ([name, user, password]) => ({ name, user, password }),
  },
  huasuntekApn: {
    word: "APN",
    time: "none",
    make: record({ name: word(100), user: word(64), password: word(64) }),
    read: ([name, user, password]) => ({ name, user, password }),
  },
  factoryReset: nothing("S25", "first"),
  huasuntekFactoryReset: nothing("RESET", "first"),
  readState: nothing("S26", "first"),
  cantrackReadState: nothing("S26", "first", "0"),
  huasuntekReadConfiguration: nothing("INFO", "none"),
  alarmMode: one("S18", "first", "mode", byte, Number),
  alarmEnable: {
    word: "S19",
    time: "first",
    make: record({ alarm: byte, on: fc.boolean() }),
    read: ([alarm, on]) => ({ alarm: Number(alarm), on: on === "1" }),
  },
  huasuntekAlarmWay: {
    word: "KC",
    time: "none",
    make: record({ alarmKey: byte, alarmType: byte }),
    read: ([key, type]) => ({ alarmKey: Number(key), alarmType: Number(type) }),
  },
  fatigueDriving: {
    word: "S40",
    time: "first",
    make: record({ numbers: fc.array(whole(0, 65535), { minLength: 5, maxLength: 5 }) }),
    read: (fields) => {
      if (fields[5] !== "FF") throw new Error(fields[5]);
      return { numbers: fields.slice(0, 5).map(Number) };
    },
  },
  cellLocationCheck: one("S80", "first", "value", byte, Number),
  workMode: one("WKMD", "first", "mode", byte, Number),
  huasuntekWorkMode: {
    word: "WMOD",
    time: "none",
    make: record({ numbers: fc.array(whole(0, 65535), { minLength: 3, maxLength: 3 }) }),
    read: (fields) => ({ numbers: fields.map(Number) }),
  },
  huasuntekAutoAnswer: one("ACPC", "none", "on", fc.boolean(), (text) => text === "1"),
  huasuntekLanguage: one(
    "SLAN",
    "last",
    "language",
    fc.string({ unit: letters, minLength: 2, maxLength: 10 }),
    String,
  ),
  listen: nothing("R8", "first"),
  chineseAddress: {
    word: "I1",
    time: "first",
    make: record({ displaySeconds: whole(0, 65535), text: wide }),
    // The text may contain the byte of a comma: its length is counted.
    read: ([shown, one, length, ...text]) => {
      const bytes = text.join(",");
      if (one !== "1" || bytes.length !== Number(length)) throw new Error(length);
      return { displaySeconds: Number(shown), text: utf16(bytes) };
    },
  },
  englishAddress: {
    word: "I1_2_EN",
    time: "first",
    make: record({ displaySeconds: whole(0, 65535), text: line(200) }),
    read: ([shown, one, length, text]) => {
      if (one !== "1" || text!.length !== Number(length)) throw new Error(length);
      return { displaySeconds: Number(shown), text };
    },
  },
  huasuntekAddress: {
    word: "VI",
    time: "first",
    make: record({
      displaySeconds: whole(0, 65535),
      coding: fc.constantFrom("gb2312", "unicode"),
      bytes: bytes(400),
    }),
    read: ([shown, coding, length, ...text]) => {
      const bytes = text.join(",");
      if (bytes.length !== Number(length)) throw new Error(length);
      return {
        displaySeconds: Number(shown),
        coding: pick({ gb2312: "0", unicode: "1" }, coding!),
        bytes: new Uint8Array(Buffer.from(bytes, "latin1")),
      };
    },
  },
  text: one("", "none", "text", line(160), String),
  raw: {
    word: "",
    time: "none",
    make: record({
      word: fc.string({ unit: letters, minLength: 1, maxLength: 20 }),
      parameters: fc.array(field(200), { maxLength: 20 }),
    }),
    read: ([name, time, ...parameters]) => {
      if (time !== "062108") throw new Error(time);
      return { word: name, parameters };
    },
  },
};

export const ALL: readonly (readonly [CommandType, Sample])[] = COMMANDS.map((spec) => [
  spec.type,
  SAMPLES[spec.type] ?? sampleOf(spec),
]);

/** Samples from the kinds of arguments, of all commands with a word. */
export const BY_ROW: readonly (readonly [CommandType, Sample])[] = COMMANDS.filter(
  ({ word: name }) => name !== null,
).map((spec) => [spec.type, sampleOf(spec)]);

/** A generated command of any type. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  ...ALL.map(([type, { make }]) =>
    make.map((values) => ({ type, ...values }) as unknown as Command),
  ),
);
