/**
 * Promise 14: a wire fact is in one row. Each test changes one row and loads everything again: everything made from
 * rows must follow, and no other code may know the fact.
 */
import { afterEach, describe, expect, it } from "vitest";
import type { NumberKind } from "../../src/kind/bytes/number.ts";
import type { BytesRow } from "../../src/kind/row.ts";
import { CLASSIC, restoreRows, withRows, withTemperature } from "./tail-changed.ts";

type Change = (row: BytesRow, index: number, rows: readonly BytesRow[]) => BytesRow;

const onlyRow =
  (name: string, change: Change) =>
  (rows: readonly BytesRow[]): readonly BytesRow[] =>
    rows.map((row, i) => (row.name === name ? change(row, i, rows) : row));

afterEach(restoreRows);

describe("a row of the classic tail, changed", () => {
  it("not at all, for comparison", async () => {
    const all = await withRows((rows) => rows);
    expect(all.read(CLASSIC)).toMatchObject({ signalCsq: 21, satellites: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, length: 1, name: "signalCsq", value: 21 }),
    );
    expect(all.page).toContain("| 31 | 1 | `signalCsq` |");
    expect(all.table).toContain("[31,1,0,31,99]");
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.lua("signalCsq")).toContain("notKnown = 99");
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 21, satellites: 6 });
  });

  it("one row more: everything follows", async () => {
    const all = await withRows(withTemperature);
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ odometerMeters: 0, temperatureCelsius: 44, satellites: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 36, name: "temperatureCelsius", value: 44, unit: "°C" }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 36 | 1 | `temperatureCelsius` | °C |");
    expect(JSON.stringify(all.schema["temperatureCelsius"])).toContain('"maximum":255');
    expect(all.write({ ...message, temperatureCelsius: 7 })[36]).toBe(7);
    expect(all.dissector).toMatch(/temperatureCelsius = "number"/);
    expect(all.lua("temperatureCelsius")).toMatch(/kind = "uint",\s+halves = 2,/);
    expect(await all.kaitai(CLASSIC)).toMatchObject({
      odometer_meters: 0,
      temperature_celsius: 44,
      satellites: 6,
    });
  });

  it("in its name: reader, explanation, fast reader, docs, schema and writer follow", async () => {
    const all = await withRows(onlyRow("signalCsq", (row) => ({ ...row, name: "gsmLevel" })));
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ gsmLevel: 21 });
    expect(message).not.toHaveProperty("signalCsq");
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, name: "gsmLevel", value: 21 }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 31 | 1 | `gsmLevel` |");
    expect(all.schema["gsmLevel"]).toEqual({ type: ["integer", "null"], minimum: 0, maximum: 31 });
    expect(all.write(message)).toEqual(CLASSIC);
    expect(all.write({ ...message, gsmLevel: 7 })[31]).toBe(7);
    expect(all.lua("gsmLevel")).toContain("most = 31");
    const read = await all.kaitai(CLASSIC);
    expect(read).toMatchObject({ gsm_level: 21 });
    expect(read).not.toHaveProperty("signal_csq");
  });

  it("in its unit and scale: reader, explanation, fast reader, docs, schema and writer follow", async () => {
    const halves = (row: BytesRow): BytesRow => {
      const kind: NumberKind = { ...(row.kind as NumberKind), over: 2, step: 0.5, isPlain: false };
      return { ...row, kind, unit: "dB" };
    };
    const all = await withRows(onlyRow("signalCsq", halves));
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ signalCsq: 10.5 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, value: 10.5, unit: "dB" }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 31 | 1 | `signalCsq` | dB |");
    expect(all.schema["signalCsq"]).toMatchObject({
      anyOf: expect.arrayContaining([{ type: ["number", "null"], minimum: 0, maximum: 15.5 }]),
    });
    expect(all.write({ ...message, signalCsq: 7.5 })[31]).toBe(15);
    expect(all.lua("signalCsq")).toContain("over = 2");
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 10.5 });
  });

  it("in its range: reader, fast reader, schema, writer and splitter follow", async () => {
    const narrow = (row: BytesRow): BytesRow => ({
      ...row,
      kind: { ...(row.kind as NumberKind), most: 20 } as NumberKind,
      likely: [0, 20],
    });
    const all = await withRows(onlyRow("signalCsq", narrow));
    expect(all.read(CLASSIC)).toMatchObject({
      signalCsq: null,
      issues: [{ code: "out-of-range", field: "signalCsq", expected: "0 to 20" }],
    });
    expect(all.isFast(CLASSIC)).toBe(false);
    expect(all.table).toContain("[31,1,0,20,99]");
    expect(() => all.write({ ...all.read(CLASSIC), signalCsq: 21 })).toThrow(RangeError);
    expect(JSON.stringify(all.schema["signalCsq"])).toContain('"maximum":20');
    expect(all.lua("signalCsq")).toContain("most = 20");
    expect(await all.kaitai(CLASSIC)).not.toHaveProperty("signal_csq");
  });

  it("in its place: everything with offsets follows", async () => {
    const swap = (rows: readonly BytesRow[]): readonly BytesRow[] => {
      const [mark, csq, satellites, ...others] = rows;
      return [mark!, satellites!, csq!, ...others];
    };
    const all = await withRows(swap);
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ satellites: 1 + 5, signalCsq: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 32, name: "signalCsq", value: 6 }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 32 | 1 | `signalCsq` |");
    expect(all.table).toContain("[32,1,0,31,99]");
    expect(all.write({ ...message, signalCsq: 3 })[32]).toBe(3);
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 6, satellites: 1 + 5 });
  });

  it("in `personal`: the anonymiser follows", async () => {
    const kilometres = (bytes: Uint8Array): string =>
      Buffer.from(bytes.subarray(33, 37)).toString("hex");
    const before = await withRows((rows) => rows);
    expect(kilometres(before.anonymise(CLASSIC))).toBe(kilometres(CLASSIC));
    const all = await withRows(
      onlyRow("odometerMeters", ({ personal: _, ...row }) => row as BytesRow),
    );
    expect(kilometres(all.anonymise(CLASSIC))).not.toBe(kilometres(CLASSIC));
  });
});
