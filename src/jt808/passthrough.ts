/**
 * 0x0900, data that the device passes through: a type BYTE and what only its maker knows. Profiles read
 * two kinds (jt808.md section 6):
 *
 *     41 | $OBD-RT,12.3,0,20,…                                  layout 3
 *     F0 | 220428061009 00 02 01 | 0D | 052B 01 50 | 052C …      layout 5: time, stored flag, kind of
 *                                                               vehicle, subtype 1, number, items
 */

import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import { readContainer } from "./items.ts";
import { readObdLine } from "./obd-line.ts";
import { readTime } from "./position.ts";
import { JT808_PROFILES, type Jt808Profile } from "./profiles.ts";
import type { Jt808Reader } from "./reader.ts";

const TYPE: FieldMeaning = { name: "passthroughType", about: "What kind of data follows" };
const TIME: FieldMeaning = { name: "time", about: "YYMMDDhhmmss, BCD, in the time of the device" };
const COUNT: FieldMeaning = { name: "count", about: "Number of items" };

export function readPassthrough(
  reader: Jt808Reader,
  from: number,
  end: number,
  draft: Draft,
): void {
  draft.passthroughType = reader.bytes[from]!;
  reader.mark(TYPE, from, from + 1, draft);
  draft.tail = new Uint8Array(0);
  const rest = readProfile(reader, from + 1, end, draft);
  if (rest < end) {
    reader.report("not-decoded", "frame", rest, end, "data that a profile reads");
    reader.keep(draft, rest, end);
  }
}

/** Returns where what was read ends. */
function readProfile(reader: Jt808Reader, from: number, end: number, draft: Draft): number {
  const profile = JT808_PROFILES.find(
    ({ name, passthroughType }) =>
      passthroughType === draft.passthroughType && reader.settings.profiles.includes(name),
  );
  if (profile === undefined) return from;
  if (profile.lineItem !== undefined) {
    return readObdLine(reader, profile.rows!, from, end, draft) ? end : from;
  }
  return readEngineItems(profile, reader, from, end, draft);
}

const HEAD = 10;

function readEngineItems(
  profile: Jt808Profile,
  reader: Jt808Reader,
  from: number,
  end: number,
  draft: Draft,
): number {
  const { bytes } = reader;
  // Subtype 1 is the only one whose layout is known.
  if (end - from < HEAD || bytes[from + 8] !== 1) return from;
  const items = from + HEAD;
  let to = items;
  for (let left = bytes[items - 1]!; left > 0; left--) {
    if (to + 3 > end) return from;
    to += 3 + bytes[to + 2]!;
  }
  if (to > end) return from;
  draft.time = readTime(reader, from, from + 6);
  reader.mark(TIME, from, from + 6, draft);
  reader.keep(draft, from + 6, from + 9);
  reader.markValue(COUNT, from + 9, items, draft, bytes[items - 1]!.toString(16).padStart(2, "0"));
  readContainer(profile.rows!, reader, items, to, draft, { from: -1, to: -1 }, 0xf0);
  return to;
}
