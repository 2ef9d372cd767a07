import { parseRecord } from "../../h02/dollar/parse.ts";
import { readText } from "../../h02/text/read.ts";
import type { Frame } from "../../model/frame.ts";
import type { Message } from "../../model/message.ts";
import { unwrapPengAoDa, wrapPengAoDa } from "../../pengaoda/pengaoda-frame.ts";
import { isPengAoDaRecord, readPengAoDaRecord } from "../../pengaoda/record.ts";
import type { FormSet, Reading } from "../form-set.ts";
import { settingsOf } from "./settings.ts";

/** OBD terminals of PengAoDa: their records, and `7E … 7E` around a text message or a record. */
export const pengaoda: FormSet = /* @__PURE__ */ Object.freeze<FormSet>({
  name: "pengaoda",
  read(frame, reading) {
    if (frame.format === "escaped") {
      const unwrapped = unwrapPengAoDa(frame);
      if (unwrapped === null) return null;
      const inside = { ...reading, trace: null, isFramed: true };
      return wrapPengAoDa(readWithin(unwrapped.inner, inside), unwrapped, frame);
    }
    const isRecord = frame.format === "binary" && isPengAoDaRecord(frame.bytes);
    return reading.isFramed || isRecord ? readWithin(frame, reading) : null;
  },
  has: () => false,
});

function readWithin(frame: Frame, { given, tables, trace, isFramed }: Reading): Message {
  const table = "pengaoda";
  if (frame.format === "ascii") return readText(frame, given, table, trace, tables);
  return parseRecord(frame, settingsOf(given ?? table, tables), trace, {
    other: isPengAoDaRecord(frame.bytes)
      ? (r, message) => readPengAoDaRecord(r, message, isFramed)
      : undefined,
  });
}
