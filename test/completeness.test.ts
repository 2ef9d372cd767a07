/**
 * A property that any row gives is known everywhere: in the model, in the table of the command line, in the
 * schema, in the generated test messages. What is not, is named here.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allForms } from "../build/forms.ts";
import { messageSchemas } from "../build/schema.ts";
import { describeValues } from "../src/cli/describe.ts";
import { KINDS } from "./message/kinds.ts";

/** What rows call bytes that are no property of a message. */
const NO_PROPERTY = new Set(["count", "network", "reserved", "checksum", "jt808"]);
/** Columns of the table of their own, or told by the state. */
const IN_COLUMNS = new Set(
  [
    "command deviceId serialNumber answeredSerialNumber time date valid latitude longitude speedKmh",
    "courseDegrees status alarms confirms result positions recordKind extra tail",
  ].flatMap((names) => names.split(" ")),
);
/** JT/T 808 and PengAoDa records have generators of their own (test/jt808/frames.ts), and rare forms vectors. */
const NOT_GENERATED = new Set(
  [
    "alarmEventId analogInputs authenticationCode batch cityCode commandTime deviceParameters fuelLevelLiters",
    "altitudeMeters fuelPercent ioStatus items manufacturer model obd passthroughType picture plate plateColorCode provinceCode",
    "recorderSpeedKmh signalLevel terminalId tyrePressures vehicleSignals serialNumber answeredSerialNumber tail",
    "bodyState faultCodes faultType firmwareVersion hardwareVersion imei obdPids recordKind softwareVersion",
  ].flatMap((names) => names.split(" ")),
);

const LISTS: Readonly<Record<string, unknown>> = {
  faultCodes: [{ code: "0101", type: 1 }],
  parameters: ["OK"],
};

const rows = allForms().flatMap((form) => [...form.rows, ...(form.positions ?? [])]);
const names = [...new Set(rows.map(({ name }) => name.split(".")[0]!))]
  .filter((name) => !NO_PROPERTY.has(name))
  .sort();

const model = readFileSync(new URL("../src/model/message.ts", import.meta.url), "utf8");
const schemas = Object.values(messageSchemas()) as { properties: Record<string, object> }[];
const generated = new Set(
  Object.values(KINDS).flatMap((kind) =>
    fc.sample(kind as fc.Arbitrary<object>, { numRuns: 20, seed: 1 }).flatMap(keysIn),
  ),
);

function keysIn(message: object): string[] {
  const { positions = [] } = message as { positions?: object[] };
  return [...Object.keys(message), ...positions.flatMap((position) => Object.keys(position))];
}

describe("every property that a row gives", () => {
  it.each(names)("%s", (name) => {
    expect(model).toMatch(new RegExp(`readonly ${name}\\??:`));
    const isInSchema = schemas.some(
      ({ properties }) =>
        Object.hasOwn(properties, name) || JSON.stringify(properties).includes(`"${name}":`),
    );
    expect(isInSchema).toBe(true);
    if (!IN_COLUMNS.has(name)) {
      const message = { type: "position", command: "", issues: [], [name]: LISTS[name] ?? 12 };
      expect(describeValues(message as never)).not.toBe("");
    }
    if (!NOT_GENERATED.has(name)) expect([...generated]).toContain(name);
  });

  it("nothing is named here that no row gives", () => {
    const known = new Set(rows.map(({ name }) => name.split(".")[0]!));
    const unknown = [...NOT_GENERATED, ...IN_COLUMNS].filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});
