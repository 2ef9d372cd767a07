/**
 * BC, up to 100 positions from places without network (docs/protocol/h02.md §2.12, HuaSunTeK):
 *
 *     *HQ,353271799434922,BC,052825,138,A,2229.9549,N,11418.3153,E,0.00,348,03182512,FFFFFFFF,1CC,0,25FC,F48;A,…#
 *
 * time of sending, length, then the positions, separated by `;`: validity, coordinates, speed, course,
 * DDHHmmss, status, cell in hexadecimal. Month and year are not sent, so there is no `time`; the digits are
 * in `extra`.
 */
import { ANY } from "../../kind/pattern.ts";
import type { TextKind, TextRow } from "../../kind/row.ts";
import { fieldsOf, type TextWord } from "../../layout/text-form.ts";
import { CELL_ROW, EXTRA_ROW, PLACE, STATUS_ROW, VALID_ROW } from "./rows.ts";

const DAY_AND_TIME: TextKind = {
  kind: "dayAndTime",
  fields: 1,
  personal: "prose",
  read(r, at, { name }, values) {
    values[name] = null;
    values["extra"] = [];
    if (!r.select(at, name, "DDHHmmss")) return;
    values["extra"].push(r.selected());
    r.report("no-month", name, at, at, "a date");
  },
  write: (w, _row, values) => w.putNext("extra", values),
};

const POINT: readonly TextRow[] = [
  VALID_ROW,
  ...PLACE,
  {
    name: "time",
    kind: DAY_AND_TIME,
    about: "DDHHmmss, UTC; month and year are not sent, so there is no time",
  },
  STATUS_ROW,
  CELL_ROW,
];

export const BC: TextWord = {
  word: "BC",
  about: "Stored positions",
  table: "huasuntek",
  forms: [
    {
      type: "positions",
      told: "the fields of one position or more",
      fits: [[2 + /* @__PURE__ */ fieldsOf(POINT), ANY]],
      numbers: "short",
      parts: [
        { ...EXTRA_ROW, about: "Time of sending, HHMMSS" },
        { ...EXTRA_ROW, about: "Length" },
        { part: "repeated", list: "positions", rows: POINT, separator: ";", most: 100 },
      ],
    },
  ],
};
