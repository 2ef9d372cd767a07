/** Mistakes of existing decoders, each as a named test. */
import { describe, expect, it } from "vitest";
import {
  decode,
  decodeStatus,
  FrameSplitter,
  type Message,
  type PositionMessage,
} from "../../src/index.ts";

function v1(
  overrides: Partial<
    Record<
      | "time"
      | "fix"
      | "lat"
      | "ns"
      | "lon"
      | "ew"
      | "speed"
      | "course"
      | "date"
      | "status"
      | "tail",
      string
    >
  > = {},
): PositionMessage {
  const f = {
    time: "043602",
    fix: "A",
    lat: "2235.0086",
    ns: "N",
    lon: "11354.3668",
    ew: "E",
    speed: "000.00",
    course: "000",
    date: "160716",
    status: "FFFFBBFF",
    tail: "",
    ...overrides,
  };
  const [message, ...others] = decode(
    `*HQ,8168000005,V1,${f.time},${f.fix},${f.lat},${f.ns},${f.lon},${f.ew},${f.speed},${f.course},${f.date},${f.status}${f.tail}#`,
  );
  expect(others).toEqual([]);
  expect(message!.type).toBe("position");
  return message as PositionMessage;
}

function codes(message: Message): string[] {
  return message.issues.map(({ code }) => code);
}

describe("one chunk is not one message", () => {
  it("several frames in one chunk, one frame in several chunks", () => {
    const text = "*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#";
    expect(decode(text.repeat(3))).toHaveLength(3);
    const splitter = new FrameSplitter();
    expect([...text].flatMap((c) => splitter.push(Uint8Array.of(c.charCodeAt(0))))).toHaveLength(1);
  });
});

describe("the status word is active low", () => {
  it("FFFFFFFF: nothing is active, so no alarm and no engine, and ACC is not off", () => {
    expect(decodeStatus(0xffffffff)).toEqual({
      word: 0xffffffff,
      table: "sinotrack",
      ignition: true,
      engineRunning: false,
      armed: false,
      doorOpen: false,
      fuelCut: false,
      onBackupBattery: false,
      storedRecord: false,
      alarms: [],
    });
  });
  it("FFFFFBFF: ignition off, FFFFDFFF: ignition on and engine running", () => {
    expect(decodeStatus(0xfffffbff)).toMatchObject({
      ignition: false,
      engineRunning: false,
      alarms: [],
    });
    expect(decodeStatus(0xffffdfff)).toMatchObject({
      ignition: true,
      engineRunning: true,
      alarms: [],
    });
  });
  it("the first digit is the highest bit: F7FFFBFF is fuel cut, not an alarm in the last byte", () => {
    expect(v1({ status: "F7FFFBFF" }).status).toMatchObject({
      fuelCut: true,
      alarms: [],
      word: 0xf7fffbff,
    });
  });
  it("every alarm whose bit is low is reported, not the first one", () => {
    expect(decodeStatus(0xfffdfbf9, "tq").alarms).toEqual(["sos", "overspeed", "vibration"]);
    expect(decodeStatus(0, "tq").alarms).toEqual([
      "theft",
      "sos",
      "overspeed",
      "illegalIgnition",
      "geofenceEnter",
      "gpsAntennaOpen",
      "gpsAntennaShort",
      "geofenceExit",
      "lowPower",
      "batteryFault",
      "gpsFault",
      "vibration",
      "displacement",
      "powerCut",
    ]);
  });
  it("bits 5 and 6 are low battery in the current SinoTrack table, the antenna in the TQ table", () => {
    expect(decodeStatus(0xffffff9f).alarms).toEqual(["lowBattery"]);
    expect(decodeStatus(0xffffffdf, "tq").alarms).toEqual(["gpsAntennaOpen"]);
    expect(decodeStatus(0xffffffbf, "tq").alarms).toEqual(["gpsAntennaShort"]);
  });
  it("every bit alone", () => {
    const states: Record<number, string> = {
      8: "doorOpen",
      9: "armed",
      13: "engineRunning",
      19: "onBackupBattery",
      26: "storedRecord",
      27: "fuelCut",
    };
    const alarms: Record<number, string> = {
      0: "theft",
      1: "sos",
      2: "overspeed",
      3: "illegalIgnition",
      4: "geofenceEnter",
      5: "gpsAntennaOpen",
      6: "gpsAntennaShort",
      7: "geofenceExit",
      11: "lowPower",
      12: "batteryFault",
      16: "gpsFault",
      17: "vibration",
      25: "displacement",
      28: "powerCut",
    };
    for (let bit = 0; bit < 32; bit++) {
      const status = decodeStatus((0xffffffff - 2 ** bit) >>> 0, "tq");
      expect(status.ignition).toBe(bit !== 10);
      for (const [of, name] of Object.entries(states)) {
        expect(status[name as "armed"], `bit ${bit}`).toBe(Number(of) === bit);
      }
      expect(status.alarms, `bit ${bit}`).toEqual(alarms[bit] === undefined ? [] : [alarms[bit]]);
    }
  });
  it("an invalid word or table is a RangeError", () => {
    for (const word of [-1, 2 ** 32, 1.5, Number.NaN])
      expect(() => decodeStatus(word)).toThrow(RangeError);
    expect(() => decodeStatus(0, "constructor" as never)).toThrow(/^table must be/);
  });
});

describe("speed is in knots on the wire", () => {
  it("10 knots are 18.52 km/h, in text and in binary, whatever the course", () => {
    expect(v1({ speed: "10.00", course: "090" }).speedKmh).toBe(18.52);
    const [binary] = decode(
      Buffer.from("2410307310010503162209022212874500113466574e010090fffffbffff0000", "hex"),
    );
    expect(binary).toMatchObject({ speedKmh: 18.52, courseDegrees: 90 });
  });
});

describe("no value is made up", () => {
  it("a missing time, fix, position or date is null, not now, false or 0", () => {
    const message = v1({ time: "", fix: "", lat: "", lon: "", date: "" });
    expect(message).toMatchObject({ time: null, valid: null, latitude: null, longitude: null });
    expect(codes(message)).toEqual([
      "empty-field",
      "empty-field",
      "empty-field",
      "empty-field",
      "empty-field",
    ]);
  });
  it("a missing ignition is null status", () => {
    expect(v1({ status: "" }).status).toBeNull();
    expect(v1({ status: "FBFBBFF" })).toMatchObject({ status: null });
  });
  it("a value that a variant does not carry is absent", () => {
    const message = v1();
    for (const key of [
      "cell",
      "batteryPercent",
      "supplyVolts",
      "extra",
      "tail",
      "satellites",
      "altitudeMeters",
    ]) {
      expect(message).not.toHaveProperty(key);
    }
  });
});

describe("degrees, minutes, dates and times are checked", () => {
  it.each([
    ["day 32", { date: "320716" }, "bad-date"],
    ["month 13", { date: "011316" }, "bad-date"],
    ["month 0", { date: "010016" }, "bad-date"],
    ["29 February 2015", { date: "290215" }, "bad-date"],
    ["31 April", { date: "310416" }, "bad-date"],
    ["date 000000", { date: "000000" }, "date-not-set"],
    ["69 seconds", { time: "160169" }, "bad-time"],
    ["minute 61", { time: "166100" }, "bad-time"],
    ["hour 25", { time: "250000" }, "bad-time"],
    ["five digits", { time: "43602" }, "bad-time"],
    ["letters", { date: "16071b" }, "bad-date"],
  ])("%s is null, no roll-over", (_name, overrides, code) => {
    const message = v1(overrides);
    expect(message.time).toBeNull();
    expect(codes(message)).toEqual([code]);
    expect(message.latitude).not.toBeNull();
  });
  it("29 February 2016 exists", () => {
    expect(v1({ date: "290216" }).time).toEqual(new Date("2016-02-29T04:36:02Z"));
  });
  it("years from 80 on are the clock's factory date, 1980 to 1999", () => {
    const message = v1({ date: "060180" });
    expect(message.time).toEqual(new Date("1980-01-06T04:36:02Z"));
    expect(codes(message)).toEqual(["clock-not-set"]);
    expect(v1({ date: "010179" }).time).toEqual(new Date("2079-01-01T04:36:02Z"));
  });
  it.each([
    ["minutes of 60", { lat: "2260.0000" }],
    ["91 degrees", { lat: "9100.0000" }],
    ["90 degrees and a bit", { lat: "9000.0001" }],
    ["letters", { lat: "22x5.0086" }],
    ["two points", { lat: "2235.00.86" }],
    ["nine decimals", { lat: "2235.008600001" }],
    ["three digits of degrees", { lat: "02235.0086" }],
    ["only a point", { lat: "." }],
    ["five digits without a point", { lat: "22350" }],
  ])("latitude: %s is null", (_name, overrides) => {
    const message = v1(overrides);
    expect(message.latitude).toBeNull();
    expect(codes(message)).toEqual(["bad-coordinate"]);
    expect(message.longitude).toBe(113 + 54.3668 / 60);
  });
  it("the limits themselves are values", () => {
    expect(v1({ lat: "9000.0000", lon: "18000.0000", ns: "S", ew: "W" })).toMatchObject({
      latitude: -90,
      longitude: -180,
    });
  });
  it("a zero coordinate is a value if the other is not zero, and never minus zero", () => {
    expect(v1({ lat: "0000.0000", ns: "S" }).latitude).toBe(0);
    expect(codes(v1({ lat: "0000.0000", lon: "00000.0000" }))).toEqual([
      "no-position",
      "no-position",
    ]);
  });
});

describe("V1 alone is not enough", () => {
  it("every other word is returned with its fields, `__proto__` and `constructor` too", () => {
    for (const word of ["ZZ9", "__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const [message] = decode(`*HQ,8168000005,${word},a,,b#`);
      expect(message).toMatchObject({ type: "unknown", command: word, extra: ["a", "", "b"] });
    }
  });
});

describe("no byte makes it throw", () => {
  it("TypeError only for values that are neither bytes nor text", () => {
    for (const value of [undefined, null, 1, {}, [1]])
      expect(() => decode(value as never)).toThrow(TypeError);
    expect(decode("")).toEqual([]);
    expect(decode(new Uint8Array(0))).toEqual([]);
  });
});
