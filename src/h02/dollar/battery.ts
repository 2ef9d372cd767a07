/** Byte 16 of `$` frames (docs/protocol/h02.md §4). */
import { batteryPercent, isBatteryStep, readBatteryStep } from "../../kind/battery.ts";
import type { BytesEmitter } from "../../kind/emit.ts";
import type { BytesKind, BytesRow } from "../../kind/row.ts";

/** 0 is unused, 1 to 6 is a step, 7 to 100 percent. */
export const BATTERY_BYTE: BytesKind = {
  kind: "batteryByte",
  halves: 2,
  personal: "harmless",
  read(r, at, to, row, values) {
    const code = r.uint(at, to);
    if (code === 0) return;
    if (isBatteryStep(code)) return readBatteryStep(r, code, row.name, at, to, values);
    const percent = batteryPercent(code);
    values[row.name] = percent < 0 ? null : percent;
    if (percent < 0) r.report("bad-battery", row.name, at, to, "0 to 100");
  },
  write(w, at, row, values) {
    const percent: number | null | undefined = values[row.name];
    // No code is above 100.
    const code = percent === undefined ? 0 : (values.batteryCode ?? percent ?? 0xff);
    w.digits(at, 2, code, 16);
  },
};

export function emitBatteryByte(e: BytesEmitter, at: number, row: BytesRow): void {
  const name = e.name(row);
  e.line(
    `const ${name}c = ${e.uint(at, at + 2)}, ${name} = ${e.call("batteryPercent", `${name}c`)};`,
  );
  e.giveUpIf(`${name}c !== 0 && ${name} < 0`);
  const isStep = e.call("isBatteryStep", `${name}c`);
  const isDisputed = e.call("isDisputedStep", `${name}c`);
  const places = [e.place(at >> 1), e.place((at >> 1) + 1)];
  const issue = e.call("disputedStep", "B", e.place(0), `"${row.name}"`, ...places);
  e.later.push(
    `if (${name}c !== 0) { m.${row.name} = ${name}; if (${isStep}) m.batteryCode = ${name}c; }`,
    `if (${isDisputed}) m.issues.push(${issue});`,
  );
}

export const schemaBatteryByte: object = { type: ["integer", "null"], minimum: 0, maximum: 100 };

export { alsoBatteryCode as alsoBatteryByte } from "../../kind/battery.ts";
