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
import { REST, type TextKind, type TextRow, type TextSlot, type Values } from "../../kind/row.ts";
import { MOST_CID, MOST_LAC } from "../../kind/text/cell.ts";
import { NO_FIX } from "../../kind/text/validity.ts";
import { isDigit, type TextReader } from "../../kind/text-reader.ts";
import { BODY, type TextWord, tails } from "../../layout/text-form.ts";
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
    const end = r.to(r.count - 1);
    for (let from = r.from(at); from <= end; ) {
      let to = from;
      while (to < end && r.bytes[to] !== 0x59) to++;
      readCell(r, from, to, row, values);
      from = to + 1;
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

function readCell(r: TextReader, from: number, to: number, row: TextSlot, values: Values): void {
  const { name } = row;
  const numbers = wholeNumbers(r.bytes, from, to);
  if (numbers === null || numbers.length < 3) {
    r.reportBytes("bad-cell", name, from, to, "lac,cid,level");
  }
  if (numbers === null || numbers.length === 0) return;
  const [area, id, rssi] = numbers;
  const lac = area! <= MOST_LAC ? area! : null;
  const cid = id !== undefined && id <= MOST_CID ? id : null;
  if (lac === null || cid !== (id ?? null)) {
    const expected = `lac up to ${MOST_LAC}, cid up to ${MOST_CID}`;
    r.reportBytes("out-of-range", name, from, to, expected);
  }
  const cell = { mcc: r.mcc, mnc: r.mnc, lac: lac || null, cid: cid || null };
  values[name].push(rssi === undefined ? cell : { ...cell, rssi });
  r.markBytes(CELLS, from, to, values);
}

/** Up to three numbers separated by commas; empty for no text, `null` for other text. */
function wholeNumbers(bytes: Uint8Array, from: number, to: number): number[] | null {
  const numbers: number[] = [];
  let digits = 0;
  let value = 0;
  for (let i = from; i <= to; i++) {
    const byte = i < to ? bytes[i]! : 0x2c;
    if (isDigit(byte)) {
      value = value * 10 + byte - 0x30;
      digits++;
    } else if (byte === 0x2c && digits > 0 && digits < 10) {
      numbers.push(value);
      value = 0;
      digits = 0;
    } else if (from === to) return [];
    else return null;
  }
  return numbers.length > 3 ? null : numbers;
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

/** Validity V, and not the fields of a position. */
function isCells(r: TextReader): boolean {
  r.trim(BODY);
  const isFix = (r.bytes[r.start]! | 0x20) !== 0x76;
  return !isFix && (r.count < BODY + 8 || r.isDigits(BODY + 1, 1, 3));
}

export const VP1: TextWord = {
  word: "VP1",
  about: "Short report: position without time of day, or cells",
  forms: [
    {
      type: "cells",
      told: "the validity V, and behind it one to three digits or fewer than eight fields",
      fits: isCells,
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
