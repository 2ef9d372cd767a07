/**
 * MOVE, a position of `*EX` units (docs/protocol/h02.md §2.12, one capture):
 *
 *     *EX,9090709650,MOVE,053651,A,2312.7430,N,11105.3139,E,0.00,000,180510,FBFFFFFF#
 */
import type { TextWord } from "../../layout/text-form.ts";
import { CELL_TAIL, reportWord } from "./report.ts";

export const MOVE: TextWord = /* @__PURE__ */ reportWord(
  { word: "MOVE", about: "Position of EX units" },
  [CELL_TAIL],
  { isUsual: false },
);
