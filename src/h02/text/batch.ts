/**
 * BC, up to 100 positions from where there was no network (h02.md section 2.12, HuaSunTeK):
 *
 *     *HQ,353271799434922,BC,052825,138,A,2229.9549,N,11418.3153,E,0.00,348,03182512,FFFFFFFF,1CC,0,25FC,F48;A,…#
 *
 * time of sending, length, then the positions, separated by `;`: validity, coordinates, speed, course,
 * DDHHmmss, status, cell in hexadecimal. Month and year are not sent, so there is no `time`; the digits are
 * in `extra`.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { TextWriter } from "../../kind/text-writer.ts";
import { keepRest, readExtra, readFields, type TextField, widthOf } from "../../layout/layout.ts";
import { BODY, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import { CELL } from "./cell-field.ts";
import { COURSE, LATITUDE, LONGITUDE, SPEED, STATUS, VALID } from "./position-body.ts";

const DAY_AND_TIME: TextField = {
  name: "time",
  width: 1,
  about: "DDHHmmss, UTC; without month and year it is no time",
  read(reader, at, draft) {
    draft.time = null;
    draft.extra = [];
    if (!reader.select(at, "time", "DDHHmmss")) return;
    draft.extra.push(reader.selected());
    reader.report("no-month", "time", at, at, "a date");
  },
  write(values, writer) {
    writer.put(writer.nextExtra(values));
  },
};

const POINT: readonly TextField[] = [
  VALID,
  LATITUDE,
  LONGITUDE,
  SPEED,
  COURSE,
  DAY_AND_TIME,
  STATUS,
  CELL,
];
const POINT_WIDTH: number = /* @__PURE__ */ widthOf(POINT);
const MOST_POINTS = 100;

export const BC: TextLayout = {
  word: "BC",
  about: "Stored positions",
  fields: POINT,
  table: "huasuntek",
  tails: [],
  read(reader, draft) {
    splitPoints(reader);
    if (reader.count < BODY + 2 + POINT_WIDTH) return null;
    readExtra(reader, BODY, 2, draft);
    draft.positions = [];
    let at = BODY + 2;
    for (; at + POINT_WIDTH <= reader.count && draft.positions.length < MOST_POINTS; ) {
      const point: Draft = {};
      draft.positions.push(point);
      at = readFields(POINT, reader, at, point);
    }
    keepRest(reader, at, draft);
    return "positions";
  },
  forms: () => [{ fields: [SENT_AND_LENGTH, POINTS] }],
};

const SENT_AND_LENGTH: WrittenField = {
  write(values, writer) {
    writer.put(writer.nextExtra(values));
    writer.put(writer.nextExtra(values));
  },
};

const POINTS: WrittenField = {
  write({ positions = [] }, writer) {
    const points = positions.map((position) => {
      const point = new TextWriter(writer.deviceId, "short");
      for (const field of POINT) field.write(position, point);
      return point.fields.join();
    });
    writer.put(points.join(";"));
  },
};

/** The `;` between two positions stands inside what the commas make one field. */
function splitPoints(reader: TextReader): void {
  for (let at = BODY; at < reader.count; at++) {
    const from = reader.from(at);
    const semicolon = reader.bytes.subarray(from, reader.to(at)).indexOf(0x3b);
    if (semicolon >= 0) reader.splitField(at, semicolon, 1);
  }
}
