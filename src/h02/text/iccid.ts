/**
 * ICCID, the serial number of the SIM (h02.md section 2.12):
 *
 *     *HQ,865523843637906,ICCID,89889030304436058236#
 */
import { keepRest, readField } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import { ICCID as ICCID_FIELD } from "./reading-fields.ts";

export const ICCID: TextLayout = {
  word: "ICCID",
  about: "Serial number of the SIM",
  fields: [ICCID_FIELD],
  tails: [],
  read(reader, draft) {
    readField(ICCID_FIELD, reader, BODY, draft);
    keepRest(reader, BODY + 1, draft);
    return "identity";
  },
  forms: () => [{ fields: [ICCID_FIELD] }],
};
