import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodePid,
  encodePid,
  type KnownPid,
  type ObdValues,
  PIDS,
  type PidRow,
} from "../../src/obd/index.ts";
import { hex } from "./plain.ts";

const linear = PIDS.filter(({ signals }) => signals.length > 0);
const bitEncoded = PIDS.filter(({ reader }) => reader !== null && reader !== "raw");

function roundTrip(pid: number, values: ObdValues): ObdValues {
  return decodePid(1, pid, encodePid(1, pid, values)).values;
}

/** Every possible value of the bytes of a row. */
function dataOf(row: PidRow): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: row.bytes!, maxLength: row.maxBytes! });
}

describe("encodePid", () => {
  it("writes the data of one PID", () => {
    expect(encodePid(1, 0x0c, { engineRpm: 1726 })).toEqual(hex("1AF8"));
    expect(encodePid(2, 0x05, { coolantTemperatureCelsius: -40 })).toEqual(hex("00"));
    expect(encodePid(1, 0x32, { evapVaporPressurePa: -0.25 })).toEqual(hex("FFFF"));
    expect(encodePid(1, 0xa6, { odometerKm: 1786939.7 })).toEqual(hex("0110AA55"));
    expect(
      encodePid(1, 0xa4, { supportBits: 255, transmissionGear: 15, transmissionGearRatio: 43.605 }),
    ).toEqual(hex("FFF0AA55"));
    expect(encodePid(1, 0x50, { maximumMassAirFlowGramsPerSecond: 500 })).toEqual(hex("32000000"));
  });

  it.each(linear.map((row) => [row.name, row] as const))(
    "%s: within one step of the given value, over the whole range",
    (_name, row) => {
      const values = fc.record(
        Object.fromEntries(
          row.signals.map(({ key, min, max }) => [
            key,
            fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max)),
          ]),
        ),
      );
      fc.assert(
        fc.property(values, (given) => {
          const read = roundTrip(row.pid, given);
          expect(Object.keys(read)).toEqual(Object.keys(given));
          for (const { key, num, den } of row.signals) {
            expect(Math.abs((read[key] as number) - given[key]!)).toBeLessThanOrEqual(num / den);
          }
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(linear.map((row) => [row.name, row] as const))("%s: bytes round-trip", (_name, row) => {
    // Masks the bits of shared and reserved bytes that belong to no signal.
    const covered = new Uint8Array(row.maxBytes!);
    for (const { at, size, shift, mask } of row.signals) {
      for (let i = at; i < at + size; i++) covered[i]! |= mask === null ? 255 : mask << shift;
    }
    fc.assert(
      fc.property(dataOf(row), (bytes) => {
        const data = bytes.map((byte, i) => byte & covered[i]!);
        const { values } = decodePid(1, row.pid as number, data);
        expect(encodePid(1, row.pid as number, values)).toEqual(data);
      }),
      { numRuns: 50 },
    );
  });

  it.each(bitEncoded.map((row) => [row.name, row] as const))(
    "%s: decoded values can be written",
    (_name, row) => {
      fc.assert(
        fc.property(dataOf(row), (data) => {
          const { values } = decodePid(1, row.pid as number, data);
          // null: an illegal state, whose number is present, or no code; then nothing can be written.
          const unreadable = Object.keys(values).some(
            (key) => values[key] === null && values[`${key}Code`] === undefined,
          );
          if (unreadable) return;
          expect(roundTrip(row.pid, values)).toEqual(values);
        }),
      );
    },
  );

  it("writes bit-encoded PIDs", () => {
    expect(encodePid(1, 0x00, { supportedPids: [1, 32] })).toEqual(hex("80000001"));
    expect(encodePid(1, 0x20, { supportedPids: [33] })).toEqual(hex("80000000"));
    expect(
      encodePid(1, 0x01, {
        milOn: true,
        dtcCount: 2,
        ignitionType: "spark",
        monitorsSupported: ["misfire", "fuelSystem", "components", "catalyst", "oxygenSensor"],
        monitorsIncomplete: ["catalyst", "misfire"],
      }),
    ).toEqual(hex("82172101"));
    expect(
      encodePid(1, 0x41, {
        ignitionType: "compression",
        driveCycleMonitorsEnabled: ["particulateFilter"],
        driveCycleMonitorsIncomplete: [],
      }),
    ).toEqual(hex("00084000"));
    expect(encodePid(1, 0x02, { freezeFrameDtc: "U0100" })).toEqual(hex("C100"));
    expect(
      encodePid(1, 0x03, { fuelSystem1Status: "closedLoop", fuelSystem2Status: "off" }),
    ).toEqual(hex("0200"));
    expect(encodePid(1, 0x12, { secondaryAirStatus: "diagnosticPump" })).toEqual(hex("08"));
    expect(encodePid(1, 0x13, { oxygenSensorsPresent: ["bank2Sensor1"] })).toEqual(hex("10"));
    expect(encodePid(1, 0x1d, { oxygenSensorsPresent: ["bank2Sensor1"] })).toEqual(hex("04"));
    expect(encodePid(1, 0x1e, { ptoActive: true })).toEqual(hex("01"));
    expect(encodePid(1, 0x51, { fuelType: "diesel" })).toEqual(hex("04"));
    expect(encodePid(1, 0x5f, { emissionRequirement: "Euro VI" })).toEqual(hex("11"));
  });

  it("uses the number if number and label are given", () => {
    expect(encodePid(1, 0x1c, { obdStandard: "India BS6", obdStandardCode: 46 })).toEqual(
      hex("2E"),
    );
    expect(encodePid(1, 0x1c, { obdStandard: "India BS6" })).toEqual(hex("2C"));
  });

  it("omits optional values", () => {
    expect(encodePid(1, 0x06, { shortTermFuelTrimBank1Percent: 50 })).toEqual(hex("C0"));
    const both = { shortTermFuelTrimBank1Percent: 50, shortTermFuelTrimBank3Percent: -50 };
    expect(encodePid(1, 0x06, both)).toEqual(hex("C040"));
    expect(encodePid(1, 0x14, { oxygenSensor1Volts: 1.275 })).toEqual(hex("FFFF"));
  });

  it("writes as many items as a byte can count", () => {
    const calibrationIds = Array<string>(255).fill("A");
    expect(encodePid(9, 0x04, { calibrationIds })).toHaveLength(1 + 255 * 16);
  });

  it("writes the information types", () => {
    const vin = { vin: "1M8GDM9AXKP042788" };
    expect(encodePid(9, 0x02, vin)).toEqual(hex(`01${Buffer.from(vin.vin).toString("hex")}`));
    const cvn = { calibrationVerificationNumbers: ["1791BC82", "DEADBEEF"] };
    expect(encodePid(9, 0x06, cvn)).toEqual(hex("021791BC82DEADBEEF"));
    const text = fc.stringMatching(/^[ -~]{0,16}$/);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (calibrationIds, ecuName) => {
        const ids = decodePid(9, 0x04, encodePid(9, 0x04, { calibrationIds }));
        expect(ids).toMatchObject({ values: { calibrationIds }, issues: [] });
        const name = decodePid(9, 0x0a, encodePid(9, 0x0a, { ecuName }));
        expect(name).toMatchObject({ values: { ecuName }, issues: [] });
      }),
    );
  });

  it.each<[RegExp, number, number, object]>([
    [/values\.engineRpm/, 1, 0x0c, {}],
    [/values\.engineRpm/, 1, 0x0c, { engineRpm: null }],
    [/values\.engineRpm/, 1, 0x0c, { engineRpm: 16384 }],
    [/values\.engineRpm/, 1, 0x0c, { engineRpm: -1 }],
    [/values\.engineRpm/, 1, 0x0c, { engineRpm: Number.NaN }],
    [/values\.engineRpm/, 1, 0x0c, { engineRpm: "1726" }],
    [/values\.engineRpm/, 1, 0x0c, Object.create({ engineRpm: 1726 }) as object],
    // FF means that the sensor is not used.
    [/values\.oxygenSensor1Trim/, 1, 0x14, { oxygenSensor1Volts: 1, oxygenSensor1TrimPercent: 99 }],
    [/values\.supportedPids/, 1, 0x00, { supportedPids: [0] }],
    [/values\.supportedPids/, 1, 0x00, { supportedPids: [33] }],
    [/values\.supportedPids/, 1, 0x00, { supportedPids: [1.5] }],
    [/values\.supportedPids/, 1, 0x00, { supportedPids: "1" }],
    [/values\.freezeFrameDtc/, 1, 0x02, { freezeFrameDtc: "X0100" }],
    [/values\.fuelSystem2Status/, 1, 0x03, { fuelSystem1StatusCode: 2 }],
    [/values\.fuelTypeCode/, 1, 0x51, { fuelTypeCode: 256 }],
    [/values\.fuelType/, 1, 0x51, { fuelType: "water" }],
    [/values\.oxygenSensorsPresent/, 1, 0x13, { oxygenSensorsPresent: ["bank3Sensor1"] }],
    [/values\.ptoActive/, 1, 0x1e, { ptoActive: 1 }],
    [/values\.supportBits/, 1, 0x6b, { supportBits: 0x1f }],
    [/values\.dtcCount/, 1, 0x01, { milOn: true, dtcCount: 128 }],
    [
      /values\.ignitionType/,
      1,
      0x41,
      {
        ignitionType: "steam",
        driveCycleMonitorsEnabled: [],
        driveCycleMonitorsIncomplete: [],
      },
    ],
    [
      /values\.driveCycleMonitorsEnabled/,
      1,
      0x41,
      {
        ignitionType: "spark",
        driveCycleMonitorsEnabled: ["particulateFilter"],
        driveCycleMonitorsIncomplete: [],
      },
    ],
    [
      /values\.driveCycleMonitorsIncomplete/,
      1,
      0x41,
      {
        ignitionType: "spark",
        driveCycleMonitorsEnabled: [],
        driveCycleMonitorsIncomplete: ["catalyst"],
      },
    ],
    [/PIDs from 33 to 64, not 0$/, 1, 0x20, { supportedPids: [0] }],
    [/fuelTypeCode must be a whole number from 0 to 255, not -1$/, 1, 0x51, { fuelTypeCode: -1 }],
    [/fuelTypeCode must be a whole number from 0 to 255, not 1.5$/, 1, 0x51, { fuelTypeCode: 1.5 }],
    [/fuelTypeCode must be a whole number from 0 to 255, not 4$/, 1, 0x51, { fuelTypeCode: "4" }],
    [/ptoActive must be true or false, not missing$/, 1, 0x1e, {}],
    [
      /egrTemperatureBank1Sensor1Celsius must be a number from -40 to 215, not 216$/,
      1,
      0x6b,
      { supportBits: 0, egrTemperatureBank1Sensor1Celsius: 216 },
    ],
    [/pid/, 1, 0xbb, {}],
    [/pid/, 1, 0x81, {}],
    [/pid/, 9, 0x01, {}],
    [/mode/, 3, 0x01, {}],
    [/values\.vin/, 9, 0x02, { vin: "1M8GDM9AXKP04278" }],
    [/values\.vin/, 9, 0x02, { vin: "1M8GDM9AXKP04278O" }],
    [/values\.calibrationIds/, 9, 0x04, { calibrationIds: ["12345678901234567"] }],
    [/values\.calibrationIds/, 9, 0x04, { calibrationIds: Array(256).fill("A") }],
    [/values\.calibrationVer/, 9, 0x06, { calibrationVerificationNumbers: ["1234567"] }],
    [/values\.ecuName/, 9, 0x0a, { ecuName: "a\nb" }],
  ])("RangeError for %s", (message, mode, pid, values) => {
    const call = (): Uint8Array => encodePid(mode, pid, values as ObdValues);
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("accepts objects only", () => {
    expect(() => encodePid(1, 0x0c, null as never)).toThrow(/^values must be an object/);
    expect(() => encodePid(1, "0C" as never as KnownPid, {} as never)).toThrow(TypeError);
  });
});
