import { describe, expectTypeOf, it } from "vitest";
import type { Message } from "../../src/index.ts";
import type { ObdSignals } from "../../src/model/obd-signals.ts";
import {
  decodeObd,
  decodePid,
  encodePid,
  type FuelType,
  type InfoValues,
  type KnownPid,
  type ObdMessage,
  type ObdReading,
  type ObdSignal,
  type PidValues,
} from "../../src/obd/index.ts";

type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueAt<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
/** The signals of the tables, from the tables themselves. */
type Tabled = PidValues<KnownPid> | InfoValues[keyof InfoValues];

describe("types", () => {
  it("come from the table", () => {
    expectTypeOf<PidValues<0x0c>>().toEqualTypeOf<{ readonly engineRpm: number }>();
    expectTypeOf<PidValues<0x14>>().toEqualTypeOf<{
      readonly oxygenSensor1Volts: number;
      readonly oxygenSensor1TrimPercent?: number;
    }>();
    expectTypeOf<PidValues<0x06>>().toEqualTypeOf<{
      readonly shortTermFuelTrimBank1Percent: number;
      readonly shortTermFuelTrimBank3Percent?: number;
    }>();
    expectTypeOf<PidValues<0x51>["fuelType"]>().toEqualTypeOf<FuelType>();
    expectTypeOf<0xbb>().not.toExtend<KnownPid>();
    expectTypeOf<0xd3>().toExtend<KnownPid>();
  });

  it("of the model have each signal of the tables with its values, and signals in no table", () => {
    expectTypeOf<{
      readonly [K in KeyOf<Tabled>]: Exclude<ValueAt<Tabled, K>, undefined>;
    }>().toEqualTypeOf<{ readonly [K in KeyOf<Tabled>]: ObdSignals[K] }>();
    expectTypeOf<Exclude<ObdSignal, KeyOf<Tabled>>>().toEqualTypeOf<
      | "dtcs"
      | "cleared"
      | "negativeResponseCode"
      | "fuelPerHour"
      | "fuelLitersPer100Km"
      | "distance"
      | "fuelRemainingLiters"
      | "fuelRemainingPercent"
    >();
  });

  it("of a message are those of a reading", () => {
    const { obd } = {} as Extract<Message, { type: "position" }>;
    expectTypeOf(obd?.engineRpm).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(obd?.fuelType).toEqualTypeOf<FuelType | null | undefined>();
    expectTypeOf<NonNullable<typeof obd>>().toEqualTypeOf<ObdReading["values"]>();
  });

  it("of a reading allow for null", () => {
    const data = new Uint8Array(2);
    const { values } = decodePid(1, 0x0c, data);
    expectTypeOf(values).toEqualTypeOf<{ readonly engineRpm: number | null }>();
    // @ts-expect-error: another PID's signal
    void values.vehicleSpeedKmh;
    expectTypeOf(decodePid(9, 0x02, data).values.vin).toEqualTypeOf<string | null>();
    expectTypeOf(decodePid(1 as number, 12 as number, data)).toEqualTypeOf<ObdReading>();
    expectTypeOf(decodePid(1, 0x0c, data)).toExtend<ObdReading>();
  });

  it("of any reading have every signal as optional", () => {
    const values = decodeObd("410C1AF8")[0]!.values;
    expectTypeOf(values.engineRpm).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(values.dtcs).toEqualTypeOf<readonly string[] | null | undefined>();
    expectTypeOf(values.vin).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(values.milOn).toEqualTypeOf<boolean | null | undefined>();
  });

  it("of the encoder require the signals of the PID", () => {
    encodePid(1, 0x51, { fuelTypeCode: 4 });
    encodePid(1, 0x51, { fuelType: "diesel" });
    encodePid(9, 0x02, { vin: "1M8GDM9AXKP042788" });
    // @ts-expect-error: the signal is missing
    void (() => encodePid(1, 0x0c, {}));
    // @ts-expect-error: not a fuel
    void (() => encodePid(1, 0x51, { fuelType: "water" }));
  });

  it("accept any decoded message", () => {
    expectTypeOf<Message>().toExtend<ObdMessage>();
  });
});
