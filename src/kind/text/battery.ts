/** Battery levels. */
import { frozen } from "../../frozen.ts";
import { isBatteryStep, readBatteryStep } from "../battery.ts";
import type { TextEmitter } from "../emit.ts";
import type { TextKind, TextRow } from "../row.ts";
import type { TextReader } from "../text-reader.ts";
import { isSwappedCell } from "./cell.ts";
import { readWhole } from "./number.ts";

const EXPECTED_CODE = "1 to 6, or percent";

/** A step from 1 to 6, or a percentage of 0 or 7 to 100. A step is also in `batteryCode`. */
export const BATTERY_CODE: TextKind = /* @__PURE__ */ frozen({
  kind: "batteryCode",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name } = row;
    values[name] = null;
    if (!r.select(at, name, EXPECTED_CODE)) return;
    const code = r.decimal();
    if (code < 0 || code > 100) {
      return r.report(code < 0 ? "bad-number" : "bad-battery", name, at, at, EXPECTED_CODE);
    }
    if (isBatteryStep(code)) readBatteryStep(r, code, name, at, at, values);
    else values[name] = code;
  },
  write: (w, row, values) => w.putWhole(values["batteryCode"] ?? values[row.name]),
});

export function emitBatteryCode(e: TextEmitter, row: TextRow): void {
  // More digits may be the status of a form that is recognised from its end.
  e.narrow();
  const name = e.whole(row, 0, 100);
  e.giveUpIf(e.call("isDisputedStep", name));
  e.give(row, `${name} === 0 ? 0 : ${e.call("batteryPercent", name)}`);
  e.later.push(`if (${e.call("isBatteryStep", name)}) m.batteryCode = ${name};`);
}

export { alsoBatteryCode, alsoBatteryCode as alsoBatteryBehindCell } from "../battery.ts";

/**
 * Behind the four fields of a cell: a percentage. Behind `mcc,mnc,0,0`, which units without a cell send, it is a step from
 * 1 to 6. TK905, which writes its cell id in hexadecimal, also sends steps.
 */
export const BATTERY_BEHIND_CELL: TextKind = /* @__PURE__ */ frozen({
  ...BATTERY_CODE,
  kind: "batteryBehindCell",
  read(r, at, row, values) {
    const sendsSteps = (isZero(r, at - 2) && isZero(r, at - 1)) || isSwappedCell(r, at - 4);
    if (sendsSteps) return BATTERY_CODE.read(r, at, row, values);
    values[row.name] = readWhole(r, at, row.name, 100);
  },
});

function isZero(r: TextReader, at: number): boolean {
  r.trim(at);
  return r.start === r.end || r.decimal() === 0;
}

export function emitBatteryBehindCell(e: TextEmitter, row: TextRow): void {
  const isStep = `${e.variables.get("sendsSteps")!} && `;
  const name = e.whole(row, 0, 100);
  e.giveUpIf(isStep + e.call("isDisputedStep", name));
  const step = isStep + e.call("isBatteryStep", name);
  e.give(row, `${step} ? ${e.call("batteryPercent", name)} : ${name}`);
  e.later.push(`if (${step}) m.batteryCode = ${name};`);
}

const EXPECTED_99 = "00 to 99";

/** A percentage from 00 to 99, where 99 is full. */
export const BATTERY_99: TextKind = /* @__PURE__ */ frozen({
  kind: "battery99",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name } = row;
    values[name] = null;
    if (!r.select(at, name, EXPECTED_99)) return;
    const percent = r.decimal();
    if (percent < 0 || percent > 100) r.report("bad-battery", name, at, at, EXPECTED_99);
    else values[name] = percent === 99 ? 100 : percent;
  },
  write(w, row, values) {
    const percent: number | null | undefined = values[row.name];
    w.putWhole(percent === 100 ? 99 : percent, 2);
  },
});

export function emitBattery99(e: TextEmitter, row: TextRow): void {
  const name = e.whole(row, 0, 99);
  e.give(row, `${name} === 99 ? 100 : ${name}`);
}

export const schemaBatteryCode: object = { type: ["integer", "null"], minimum: 0, maximum: 100 };
export const schemaBatteryBehindCell: object = schemaBatteryCode;
export const schemaBattery99: object = schemaBatteryCode;
