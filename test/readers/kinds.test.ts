/** Each kind of bytes has its part for Kaitai Struct, or is named here with the reason. */
import { expect, it } from "vitest";
import { allForms } from "../../build/forms.ts";
import { KSY_KINDS } from "../../build/kaitai/kinds.ts";

const BODY = "in bodies of JT/T 808 that are no position";
const PROFILE = "in items of profiles that are off by default";
const WITHOUT_KSY: Readonly<Record<string, string>> = {
  accessPoints: PROFILE,
  batteryTenths: PROFILE,
  bcdDay: BODY,
  bcdIccid: PROFILE,
  container: PROFILE,
  decimal: PROFILE,
  deviceParameters: BODY,
  engineItems: PROFILE,
  gbk: BODY,
  obdLine: PROFILE,
  passedThrough: BODY,
  result: BODY,
  scannedCells: PROFILE,
};

it("every kind of bytes has its Kaitai Struct, or a reason why not", () => {
  const rows = allForms().flatMap(({ rows, positions = [] }) => [...rows, ...positions]);
  const kinds = rows.filter(({ kind }) => "halves" in kind).map(({ kind }) => kind.kind);
  const missing = [...new Set(kinds)].filter((kind) => KSY_KINDS[kind] === undefined);
  expect(missing.sort()).toEqual(Object.keys(WITHOUT_KSY).sort());
});
