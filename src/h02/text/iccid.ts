/**
 * ICCID, the serial number of the SIM (docs/protocol/h02.md §2.12):
 *
 *     *HQ,865523843637906,ICCID,89889030304436058236#
 */
import type { TextWord } from "../../layout/text-form.ts";
import { ICCID_ROW } from "./rows.ts";

export const ICCID: TextWord = {
  word: "ICCID",
  about: "Serial number of the SIM",
  forms: [{ type: "identity", parts: [ICCID_ROW] }],
};
