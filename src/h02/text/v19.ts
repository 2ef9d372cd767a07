/**
 * V19, the identity of the SIM (h02.md section 2.10). The status stands at the end:
 *
 *     *HQ,4209916246,V19,093043,V,5040.0156,N,00420.7601,E,000.00,000,130916,,0030000000002,8945745985596419713F,FFFFFBFF#
 *
 * Behind the date an empty field, the phone number of the SIM (or an IP address, or nothing), the ICCID and
 * the status. Digits that could not be read are a `?`.
 */
import { EMPTY, PHONE_OR_IP } from "../../kind/text/text.ts";
import type { TextWord } from "../../layout/text-form.ts";
import { reportWord } from "./report.ts";
import { DATE_ROW, ICCID_ROW, PLACE, STATUS_ROW, TIME_ROW, VALID_ROW } from "./rows.ts";

export const V19: TextWord = /* @__PURE__ */ reportWord(
  "V19",
  "Position, with phone number and ICCID of the SIM",
  [],
  {
    parts: [
      TIME_ROW,
      VALID_ROW,
      ...PLACE,
      DATE_ROW,
      { name: "extra", kind: EMPTY, about: "Empty in all captures" },
      {
        name: "phoneNumber",
        kind: PHONE_OR_IP,
        instead: "ipAddress",
        about: "Phone number of the SIM as text, or its IP address; empty if it has none",
      },
      ICCID_ROW,
      STATUS_ROW,
    ],
    isUsual: true,
  },
);
