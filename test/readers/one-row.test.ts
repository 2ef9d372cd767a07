/** Promise 14 in real programs: after one more row in a `$` tail, tshark, Kaitai Struct and the schema follow. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, describe, expect, it } from "vitest";
import { CLASSIC, restoreRows, withRows, withTemperature } from "../promises/tail-changed.ts";
import { datagrams, hasTshark, tshark } from "./tshark.ts";

afterEach(restoreRows);

const FIELDS = ["odometerMeters", "temperatureCelsius", "satellites"];

describe.each([
  ["as it is", (rows: Parameters<typeof withTemperature>[0]) => rows, "44000", ""],
  ["with one row more", withTemperature, "0", "44"],
])("the classic tail %s", (_, change, odometer, temperature) => {
  it.skipIf(!hasTshark)("is shown by tshark", async () => {
    const { dissector } = await withRows(change);
    const fields = FIELDS.flatMap((name) => ["-e", `sinotrack.${name}`]);
    const shown = tshark(datagrams([CLASSIC]), ["-T", "fields", ...fields], dissector);
    expect(shown).toBe(`${odometer}\t${temperature}\t6\n`);
  });

  it("is read by Kaitai Struct", async () => {
    const read = await (await withRows(change)).kaitai(CLASSIC);
    expect(read["odometer_meters"]).toBe(Number(odometer));
    expect(read["temperature_celsius"]).toBe(temperature === "" ? undefined : Number(temperature));
  });

  it("matches the schema", async () => {
    const { wholeSchema, read } = await withRows(change);
    const { toJson } = await import("../../src/index.ts");
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const check = ajv.compile(JSON.parse(wholeSchema));
    const json = JSON.parse(JSON.stringify(toJson(read(CLASSIC) as never)));
    expect([check(json), ajv.errorsText(check.errors)]).toEqual([true, "No errors"]);
    const { properties } = JSON.parse(wholeSchema).$defs.position;
    const hasByte = JSON.stringify(properties.temperatureCelsius).includes('"maximum":255');
    expect(hasByte).toBe(temperature !== "");
  });
});
