/**
 * VP1, the short report: a position without time of day, or cells (docs/protocol/h02.md §2.7).
 *
 *     *hq,356045691158911,VP1,A,2716.5500,S,15306.4380,E,0.48,0.0000,080917#
 *     *HQ,353271799434922,VP1,A,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,90#      HuaSunTeK
 *     *hq,356946362827395,VP1,V,470,002,92,3565,0Y92,19433,30Y92,1340,29#                  no fix
 *
 * Without a fix: country, network, then lac, cid and level of each cell, the cells separated by Y. Real
 * frames have empty and short ones among them.
 */
import type { TextEmitter } from "../../kind/emit.ts";
import { ANY } from "../../kind/pattern.ts";
import { REST, type TextKind, type TextRow, type TextSlot, type Values } from "../../kind/row.ts";
import { cellNumbers, MOST_CID, MOST_LAC } from "../../kind/text/cell.ts";
import { NO_FIX } from "../../kind/text/validity.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import { type TextWord, tails } from "../../layout/text-form.ts";
import { THREE_DIGITS } from "./report.ts";
import { BATTERY_99_ROW, DAY_ROW, NETWORK_ROW, PLACE, STATUS_ROW, VALID_ROW } from "./rows.ts";

/** `92,3565,0Y92,19433,30Y`: a Y after each cell except the last. */
const Y_CELLS: TextKind = {
  kind: "yCells",
  fields: REST,
  personal: "cell",
  isComposite: true,
  read(r, at, row, values) {
    values[row.name] = [];
    if (at >= r.count) return;
    let from = r.from(at);
    for (const text of r.textFrom(at).split("Y")) {
      readCell(r, text, from, row, values);
      from += text.length + 1;
    }
  },
  write(w, row, values) {
    const cells: readonly Values[] = values[row.name] ?? [];
    const texts = cells.map(({ lac, cid, rssi }) =>
      [lac ?? 0, cid ?? 0, ...(rssi === undefined ? [] : [rssi])].join(),
    );
    if (texts.length > 0) w.put(texts.join("Y"));
  },
};

function readCell(
  r: TextReader,
  text: string,
  from: number,
  { name }: TextSlot,
  values: Values,
): void {
  const to = from + text.length;
  const numbers = cellNumbers(text, ",", 10);
  if (numbers === null || numbers.length < 3) {
    r.reportBytes("bad-cell", name, from, to, "lac,cid,level");
  }
  if (numbers === null) return;
  const [area, id, rssi] = numbers;
  const lac = area! <= MOST_LAC ? area! : null;
  const cid = id! <= MOST_CID ? id! : null;
  if (lac === null || cid !== (id ?? null)) {
    const expected = `lac up to ${MOST_LAC}, cid up to ${MOST_CID}`;
    r.reportBytes("out-of-range", name, from, to, expected);
  }
  const cell = { mcc: r.mcc, mnc: r.mnc, lac: lac || null, cid: cid || null };
  values[name].push(rssi === undefined ? cell : { ...cell, rssi });
  r.markBytes(CELLS, from, to, values);
}

export function emitYCells(e: TextEmitter, row: TextRow): void {
  const { mcc, mnc } = Object.fromEntries(e.variables);
  e.line(`const ${row.name} = [];`);
  e.line("do {");
  const [lac, cid] = [MOST_LAC, MOST_CID].map((most) => {
    e.line(`p = ${e.call("wholeAt", "B", "p")};`);
    e.giveUpIf(`p === 0 || ${e.value("value")} > ${most} || B[p++] !== 44`);
    return e.keep(row.name, "value");
  });
  e.line(`p = ${e.call("wholeAt", "B", "p")};`);
  e.giveUpIf("p === 0");
  const cell = `mcc: ${mcc}, mnc: ${mnc}, lac: ${lac} || null, cid: ${cid} || null, rssi: value`;
  e.line(`${row.name}.push({ ${cell} });`);
  e.line("} while (B[p++] === 89);");
  e.line("p--;");
  e.give(row, row.name);
}

const CELLS: TextRow = {
  name: "cells",
  kind: Y_CELLS,
  about: "lac, cid, level; cells are separated by Y",
};

const NOT_VALID = /^ *[Vv]/;

export const VP1: TextWord = {
  word: "VP1",
  about: "Short report: position without time of day, or cells",
  forms: [
    {
      type: "cells",
      told: "the validity V, and behind it one to three digits or fewer than eight fields",
      fits: [
        [NOT_VALID, { most: 6 }],
        [NOT_VALID, THREE_DIGITS, ANY],
      ],
      parts: [{ ...VALID_ROW, kind: NO_FIX }, NETWORK_ROW, CELLS],
      isUsual: true,
    },
    {
      type: "position",
      numbers: "short",
      parts: [
        VALID_ROW,
        ...PLACE,
        DAY_ROW,
        /* @__PURE__ */ tails(
          { about: "HuaSunTeK", rows: [STATUS_ROW, BATTERY_99_ROW], isUsual: true },
          { about: "some firmware", rows: [STATUS_ROW], isUsual: true },
        ),
      ],
      isUsual: true,
    },
  ],
};
