import { batteryPercent, isBatteryStep } from "../field/battery.ts";
import type { Draft } from "./draft.ts";
import type { TextReader } from "./text-reader.ts";

/** A step 1 to 6, or 0 and 7 to 100 percent, as one field of text. */
export function readBatteryCode(reader: TextReader, at: number, draft: Draft): void {
  draft.batteryPercent = null;
  if (!reader.select(at, "batteryPercent", "1 to 6, or percent")) return;
  const code = reader.decimal();
  if (code < 0) {
    reader.report("bad-number", "batteryPercent", at, at, "1 to 6, or percent");
  } else if (code > 100) {
    reader.report("bad-battery", "batteryPercent", at, at, "1 to 6, or percent");
  } else {
    draft.batteryPercent = code === 0 ? 0 : batteryPercent(code);
    if (isBatteryStep(code)) draft.batteryCode = code;
  }
}
