import { batteryPercent, isBatteryStep } from "../../kind/battery.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import type { TextField } from "../../layout/layout.ts";
import type { Draft } from "../../model/draft.ts";

export const BATTERY_CODE: TextField = {
  name: "batteryPercent",
  width: 1,
  unit: "%",
  about: "A step 1 to 6, or the percentage",
  note: "steps 1 to 6 are 5, 20, 40, 60, 80 and 100 %",
  read: readBatteryCode,
  write({ batteryCode, batteryPercent }, writer) {
    writer.putWhole(batteryCode ?? batteryPercent);
  },
};

/** HuaSunTeK: percent 00 to 99, where 99 is full. */
export const BATTERY_99: TextField = {
  name: "batteryPercent",
  width: 1,
  unit: "%",
  about: "00 to 99",
  note: "99 is 100 %",
  read(reader, at, draft) {
    draft.batteryPercent = null;
    if (!reader.select(at, "batteryPercent", "00 to 99")) return;
    const percent = reader.decimal();
    if (percent < 0 || percent > 100) {
      reader.report("bad-battery", "batteryPercent", at, at, "00 to 99");
    } else draft.batteryPercent = percent === 99 ? 100 : percent;
  },
  write({ batteryPercent }, writer) {
    writer.putWhole(batteryPercent === 100 ? 99 : batteryPercent, 2);
  },
};

/** A step 1 to 6, or 0 and 7 to 100 percent, as one field of text. */
function readBatteryCode(reader: TextReader, at: number, draft: Draft): void {
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
