/**
 * V19, the identity of the SIM (h02.md section 2.10). The status stands at the end:
 *
 *     *HQ,4209916246,V19,093043,V,5040.0156,N,00420.7601,E,000.00,000,130916,,0030000000002,8945745985596419713F,FFFFFBFF#
 *
 * Behind the date an empty field, the phone number of the SIM (or an IP address, or nothing), the ICCID and
 * the status. Digits that could not be read are a `?`.
 */
import { readFields, type TextField } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import { POSITION_BODY, STATUS } from "./position-body.ts";
import { isReport } from "./position-layout.ts";
import { ICCID } from "./reading-fields.ts";

const RESERVED: TextField = {
  name: "extra",
  width: 1,
  about: "Empty in all captures",
  read(reader, at, draft) {
    if (reader.width(at) > 0) draft.extra = [reader.text(at)];
  },
  write(values, writer) {
    writer.put(writer.nextExtra(values));
  },
};

const PHONE_NUMBER: TextField = {
  name: "phoneNumber",
  instead: "ipAddress",
  width: 1,
  about: "Phone number of the SIM as text, or its IP address; empty if it has none",
  read(reader, at, draft) {
    draft.phoneNumber = null;
    if (!reader.select(at, "phoneNumber", "digits")) return;
    const text = reader.selected();
    if (text.includes(".")) {
      delete draft.phoneNumber;
      draft.ipAddress = text;
      return;
    }
    if (text.includes("?")) reader.report("digits-missing", "phoneNumber", at, at, "digits");
    draft.phoneNumber = text;
  },
  write({ phoneNumber, ipAddress }, writer) {
    writer.put(ipAddress ?? phoneNumber ?? "");
  },
};

const FIELDS: readonly TextField[] = [
  ...POSITION_BODY.filter((field) => field !== STATUS),
  RESERVED,
  PHONE_NUMBER,
  ICCID,
  STATUS,
];

export const V19: TextLayout = {
  word: "V19",
  about: "Position, with phone number and ICCID of the SIM",
  fields: FIELDS,
  tails: [],
  read(reader, draft) {
    if (!isReport(reader)) return null;
    readFields(FIELDS, reader, BODY, draft);
    return "position";
  },
  forms: () => [{ fields: FIELDS }],
};
