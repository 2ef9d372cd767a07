import { describe, expect, it } from "vitest";
import { type ObdMessage, readObd } from "../../src/obd/index.ts";
import { codes, hex, plain } from "./plain.ts";

const slots = (text: string): { pid: number; data: Uint8Array }[] =>
  text.split(" ").map((slot) => {
    const bytes = hex(slot);
    return { pid: bytes[0]!, data: bytes.slice(1) };
  });

describe("readObd", () => {
  it("reads raw PIDs by the table", () => {
    const message = { obdPids: [{ pid: 0x0c, data: hex("1AF8") }] };
    expect(readObd(message).map(plain)).toEqual([
      {
        mode: 1,
        pid: 0x0c,
        name: "Engine speed",
        values: { engineRpm: 1726 },
        raw: "1af8",
        issues: [],
      },
    ]);
  });

  it("gives one reading per scaled value, with the PID of the signal", () => {
    const obd = {
      engineRpm: 1137,
      vehicleSpeedKmh: null,
      milOn: true,
      dtcs: ["P538F", "U029F"],
      vin: "1M8GDM9AXKP042788",
      tripLiters: 1.5,
      wideOxygenSensor1EquivalenceRatio: 1,
      supportBits: 3,
      absent: undefined,
    };
    expect(readObd({ obd }).map(plain)).toEqual([
      reading(1, 0x0c, "Engine speed", { engineRpm: 1137 }),
      reading(1, 0x0d, "Vehicle speed", { vehicleSpeedKmh: null }),
      reading(1, 0x01, "Monitor status since DTCs cleared", { milOn: true }),
      reading(3, null, "Trouble codes", { dtcs: ["P538F", "U029F"] }),
      reading(9, 0x02, "Vehicle identification number", {
        vin: "1M8GDM9AXKP042788",
        vinCheckDigitValid: true,
      }),
      reading(null, null, null, { tripLiters: 1.5 }),
      reading(1, 0x24, "O2 sensor 1, wide range: equivalence ratio, voltage", {
        wideOxygenSensor1EquivalenceRatio: 1,
      }),
      reading(null, null, null, { supportBits: 3 }),
    ]);
  });

  function reading(mode: number | null, pid: number | null, name: string | null, values: object) {
    return { mode, pid, name, values, raw: "", issues: [] };
  }

  it("treats names such as `__proto__` as unknown", () => {
    const obd = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": {"a": 1}}') as object;
    const readings = readObd({ obd });
    expect(readings.map(({ values }) => Object.entries(values))).toEqual([
      [["__proto__", 1]],
      [["constructor", 2]],
      [["toString", null]],
    ]);
    expect(readings.map(({ pid }) => pid)).toEqual([null, null, null]);
    expect(codes(readings[2])).toEqual(["bad-value"]);
  });

  it("gives nothing for a message without engine data", () => {
    expect(readObd({ command: "V1" })).toEqual([]);
    expect(readObd({ obdPids: [], obd: {} })).toEqual([]);
    expect(readObd({ obdPids: null, obd: null })).toEqual([]);
  });

  it("reads the slots of a $ frame, leftover bytes included", () => {
    // Parked, engine idling.
    const text = "0433000000 0581040000 0C0AEA0000 0D00E80000 1F02B40000 42361D0000 8B00008000";
    const readings = readObd({ command: "$", obdPids: slots(text) });
    expect(readings.map(({ values }) => values)).toEqual([
      { engineLoadPercent: 20 },
      { coolantTemperatureCelsius: 89 },
      { engineRpm: 698.5 },
      { vehicleSpeedKmh: 0 },
      { engineRunTimeSeconds: 692 },
      { controlModuleVolts: 13.853 },
      { fuelRemainingPercent: 0 },
    ]);
    expect(readings.map((r) => codes(r))).toEqual([
      [],
      ["unused-bytes"],
      [],
      ["unused-bytes"],
      [],
      [],
      [],
    ]);
    expect(readings[1]!.raw).toEqual(hex("81040000"));
    expect(readings[1]!.issues[0]).toMatchObject({ offset: 1, received: "040000" });
  });

  it("reads the maker's own PIDs", () => {
    // Driving: 3.6 L/100 km.
    const text = "0C15960000 8800000001 8900000024 8A000805E3 8B0000012C 8B000080FA 8B00008700";
    const readings = readObd({ command: "$", obdPids: slots(text) });
    expect(readings.map(({ values }) => values)).toEqual([
      { engineRpm: 1381.5 },
      { fuelPerHour: 1 },
      { fuelLitersPer100Km: 3.6 },
      { distance: 525795 },
      { fuelRemainingLiters: 30 },
      { fuelRemainingPercent: 25 },
      { fuelRemainingPercent: null },
    ]);
    expect(readings.map((r) => codes(r))).toEqual([
      [],
      ["unit-unknown"],
      [],
      ["unit-unknown"],
      [],
      [],
      ["out-of-range"],
    ]);
    const [cut] = readObd({ command: "$", obdPids: [{ pid: 0x89, data: hex("0024") }] });
    expect(cut!.values).toEqual({ fuelLitersPer100Km: null });
    expect(codes(cut)).toEqual(["wrong-length"]);
  });

  it("accepts unused bytes of FF, and four bytes if four are needed", () => {
    const [speed, status] = readObd({ command: "$", obdPids: slots("0D23FFFFFF 0183070000") });
    expect(speed).toMatchObject({ values: { vehicleSpeedKmh: 35 }, issues: [] });
    expect(status!.values).toMatchObject({ milOn: true, dtcCount: 3 });
    // Slots have four bytes, so three are invalid.
    const [short] = readObd({ command: "$", obdPids: [{ pid: 0x0d, data: hex("230000") }] });
    expect(codes(short)).toEqual(["wrong-length"]);
  });

  it("keeps the two meanings of 89 apart", () => {
    const obdPids = slots("8900000024");
    const dialectOf = (message: ObdMessage, options = {}): unknown =>
      readObd(message, options)[0]!.values;
    const own = { fuelLitersPer100Km: 3.6 };
    expect(dialectOf({ obdPids })).toEqual({});
    expect(dialectOf({ obdPids, command: "0x0200" })).toEqual({});
    expect(dialectOf({ obdPids, command: "$" })).toEqual(own);
    expect(dialectOf({ obdPids, obdDialect: "pengaoda" })).toEqual(own);
    expect(dialectOf({ obdPids, command: "$", obdDialect: "sae" })).toEqual({});
    expect(dialectOf({ obdPids, command: "$" }, { dialect: "sae" })).toEqual({});
    expect(dialectOf({ obdPids }, { dialect: "pengaoda" })).toEqual(own);
    expect(codes(readObd({ obdPids })[0])).toEqual(["wrong-length"]);
  });

  it("names a wrong argument", () => {
    expect(() => readObd(null as never)).toThrow(TypeError);
    expect(() => readObd("410C1AF8" as never)).toThrow(TypeError);
    expect(() => readObd({ obdPids: {} as never })).toThrow(/obdPids/);
    expect(() => readObd({ obdPids: [null as never] })).toThrow(/obdPids/);
    expect(() => readObd({ obdPids: [{ pid: 1, data: "00" as never }] })).toThrow(/obdPids/);
    expect(() => readObd({ obdPids: [{ pid: 256, data: hex("") }] })).toThrow(/^pid/);
    expect(() => readObd({ obd: 1 as never })).toThrow(/obd/);
    expect(() => readObd({ obdDialect: "can" as never })).toThrow(
      new RangeError("dialect must be one of sae, pengaoda"),
    );
    expect(() => readObd({}, { dialect: "can" as never })).toThrow(/^options\.dialect/);
  });
});
