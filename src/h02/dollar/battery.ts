/** Byte 16 of `$` frames (h02.md section 4). */
import { batteryPercent, isBatteryStep } from "../../kind/battery.ts";
import type { BytesEmitter } from "../../kind/emit.ts";
import type { BytesKind, BytesRow } from "../../kind/row.ts";

/** 0 not used, 1 to 6 a step, 7 to 100 percent. */
export const BATTERY_BYTE: BytesKind = {
  kind: "batteryByte",
  halves: 2,
  personal: "harmless",
  read(r, at, to, row, values) {
    const code = r.uint(at, to);
    if (code === 0) return;
    const percent = batteryPercent(code);
    values[row.name] = percent < 0 ? null : percent;
    if (percent < 0) r.report("bad-battery", row.name, at, to, "0 to 100");
    if (isBatteryStep(code)) values.batteryCode = code;
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
  e.later.push(
    `if (${name}c !== 0) { m.${row.name} = ${name}; if (${e.call("isBatteryStep", `${name}c`)}) m.batteryCode = ${name}c; }`,
  );
}

export function schemaBatteryByte(): object {
  return { type: ["integer", "null"], minimum: 0, maximum: 100 };
}

export function alsoBatteryByte(): Record<string, object> {
  return { batteryCode: { type: "integer", minimum: 1, maximum: 6 } };
}
