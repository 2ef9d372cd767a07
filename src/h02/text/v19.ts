/**
 * V19, the identity of the SIM (docs/protocol/h02.md §2.10). The status stands at the end:
 *
 *     *HQ,4209916246,V19,093043,V,5040.0156,N,00420.7601,E,000.00,000,130916,,0030000000002,8945745985596419713F,FFFFFBFF#
 *     *HQ,4210051415,V9,102341,A,2240.1234,N,11402.5678,E,000.00,0,270915,,8945745985596419713F,FFFFFBFF#
 *
 * After the date an empty field, the phone number of the SIM (or an IP address, or nothing), the ICCID and
 * the status. Digits that could not be read are a `?`. Some units send the same as V9, with one of the two numbers (seen in
 * two forums).
 */
import type { FieldPattern } from "../../kind/pattern.ts";
import type { TextRow } from "../../kind/row.ts";
import { always, EMPTY, PHONE_OR_ICCID, PHONE_OR_IP } from "../../kind/text/text.ts";
import type { TextForm, TextWord } from "../../layout/text-form.ts";
import { REPORT_START, reportWord } from "./report.ts";
import { DATE_ROW, ICCID_ROW, PLACE, STATUS_ROW, TIME_ROW, VALID_ROW } from "./rows.ts";

function parts(gap: TextRow, ...sim: readonly TextRow[]): readonly TextRow[] {
  return [TIME_ROW, VALID_ROW, ...PLACE, DATE_ROW, gap, ...sim, STATUS_ROW];
}

const PHONE: TextRow = {
  name: "phoneNumber",
  kind: PHONE_OR_IP,
  instead: "ipAddress",
  about: "Phone number of the SIM as text, or its IP address; empty if it has none",
};

export const V19: TextWord = /* @__PURE__ */ reportWord(
  { word: "V19", about: "Position, with phone number and ICCID of the SIM" },
  [],
  {
    parts: /* @__PURE__ */ parts(
      { name: "extra", kind: EMPTY, about: "Empty in all captures" },
      PHONE,
      ICCID_ROW,
    ),
    isUsual: true,
  },
);

/** The empty field is in the place of the status of a report. */
function toldSim(behind: number): readonly FieldPattern[] {
  return [[9, /^$/, -10, REPORT_START, 9 + behind]];
}

const GAP: TextRow = { name: "reserved", kind: /* @__PURE__ */ always(""), about: "Empty" };

/** The forms of V19 under another word. */
export const SIM_FORMS: readonly TextForm[] = [
  {
    type: "position",
    told: "an empty field behind the date, two numbers, and the status at the end",
    fits: /* @__PURE__ */ toldSim(3),
    parts: /* @__PURE__ */ parts(GAP, PHONE, ICCID_ROW),
    isReport: true,
  },
  {
    type: "position",
    told: "an empty field behind the date, one number, and the status at the end",
    fits: /* @__PURE__ */ toldSim(2),
    parts: /* @__PURE__ */ parts(GAP, {
      name: "phoneNumber",
      kind: PHONE_OR_ICCID,
      instead: "iccid",
      about: "Phone number as text, or the ICCID, which is longer",
    }),
    isReport: true,
  },
];
