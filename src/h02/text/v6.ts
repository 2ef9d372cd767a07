/**
 * V6, sent once at power-on, with the serial number of the SIM:
 *
 *     *HQ,6175769936,V6,031742,V,2921.0880,N,10638.5197,E,000.00,000,270917,FBFFBBFF,460,00,13112,33253,898608B8525466065026#
 *
 * Other firmware dumps parameters under the same word; those frames have no time after it.
 * Source: docs/protocol/h02.md §2.3.
 */
import type { TextWord } from "../../layout/text-form.ts";
import { CELL_TAIL, reportWord } from "./report.ts";
import { CELL_ROW, ICCID_ROW } from "./rows.ts";

export const V6: TextWord = /* @__PURE__ */ reportWord(
  { word: "V6", about: "Position at power-on, with the SIM's number" },
  [
    { about: "SinoTrack", rows: [CELL_ROW, ICCID_ROW], isUsual: true },
    { ...CELL_TAIL, about: "ST-906W: without the number" },
  ],
);
