/**
 * The position in HuaSunTeK's address requests and alarms: as in V1, with the coding of the requested text in place of the
 * validity (docs/protocol/h02.md §2.6).
 *
 *     052825 , 0 , 2229.9549 , N , 11418.3153 , E , 0.00 , 348 , 180814 , FFFFFFFF
 *              0 GB2312, 1 Unicode
 *
 * and after it a cell in hexadecimal, a battery level, and more cells: `1CC,0,25FC,F48,90,25FC-F48-10|…`.
 */
import type { TextKind, TextRow, Values } from "../../kind/row.ts";
import { cellNumbers, MOST_CID, MOST_LAC } from "../../kind/text/cell.ts";
import { oneOfDigits } from "../../kind/text/one-of.ts";
import { wholeText } from "../../kind/text-writer.ts";
import { type TextPart, tails } from "../../layout/text-form.ts";
import { BATTERY_99_ROW, CELL_ROW, DATE_ROW, PLACE, STATUS_ROW, TIME_ROW } from "./rows.ts";

const CODING: TextRow = {
  name: "addressCoding",
  // Any other digit is not a coding; without a digit it would be the validity.
  kind: /* @__PURE__ */ oneOfDigits(["gb2312", "unicode"], "0 or 1", "9"),
  about: "Coding of the requested text: 0 GB2312, 1 Unicode",
};

const DASHED_CELLS: TextKind = {
  kind: "dashedCells",
  fields: 1,
  personal: "cell",
  read(r, at, { name }, values) {
    values[name] = [];
    r.trim(at);
    for (const text of r.selected().split("|")) {
      const cell = dashedCell(text.replaceAll(" ", ""), values["cell"]);
      if (cell !== null) values[name].push(cell);
      else r.report("bad-cell", name, at, at, "lac-cid-level");
    }
  },
  write(w, { name }, values) {
    const cells: readonly Values[] = values[name] ?? [];
    const texts = cells.map(({ lac, cid, rssi }) =>
      [wholeText(lac ?? 0, 1, 16), wholeText(cid ?? 0, 1, 16), rssi].join("-"),
    );
    w.put(texts.join("|"));
  },
};

/** The network is that of the serving cell before the list. */
function dashedCell(text: string, serving: Values | null | undefined): Values | null {
  const numbers = cellNumbers(text, "-", 16);
  if (numbers === null) return null;
  const [lac, cid, rssi] = numbers;
  if (rssi === undefined || lac! > MOST_LAC || cid! > MOST_CID || rssi > 255) return null;
  const { mcc = null, mnc = null } = serving ?? {};
  return { mcc, mnc, lac: lac || null, cid: cid || null, rssi };
}

const CODED_TAILS: TextPart = /* @__PURE__ */ tails(
  { about: "cell only", rows: [CELL_ROW] },
  {
    about: "cell, battery, more cells",
    rows: [
      CELL_ROW,
      BATTERY_99_ROW,
      {
        name: "cells",
        kind: DASHED_CELLS,
        about: "Cells as lac-cid-level, joined by |; lac and cid in hexadecimal",
        isList: true,
      },
    ],
  },
);

/** @param validity Some firmware has the validity in place of the coding. */
export function positionWithCoding(validity: TextRow = CODING): readonly TextPart[] {
  return [TIME_ROW, validity, ...PLACE, DATE_ROW, STATUS_ROW, CODED_TAILS];
}
