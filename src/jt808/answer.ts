/** A general answer: of the device (0x0001) and of the server (0x8001), both the same (docs/protocol/jt808.md §4). */
import { uint } from "../kind/bytes/number.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesKind, BytesRow } from "../kind/row.ts";
import { MESSAGE_ID } from "./header.ts";

/** Names by number. */
export const RESULTS: readonly string[] = /* @__PURE__ */ Object.freeze([
  "ok",
  "failed",
  "bad",
  "unsupported",
  "alarmConfirmed",
]);

/** A result without a name becomes two hexadecimal digits. */
const RESULT: BytesKind = {
  kind: "result",
  halves: 2,
  personal: "harmless",
  read(r, at, to, row, values) {
    values[row.name] = RESULTS[r.uint(at, to)] ?? r.hex(at, to);
  },
  write(w, at, row, values) {
    const result: unknown = values[row.name];
    const named = RESULTS.indexOf(result as string);
    const isCode = typeof result === "string" && /^[0-9a-f]{2}$/.test(result);
    if (named < 0 && !isCode)
      refuseValue(row.name, `${RESULTS.join(", ")} or two hexadecimal digits`, result);
    w.digits(at, 2, named < 0 ? Number(`0x${result}`) : named, 16);
  },
};

export const schemaResult: object = {
  anyOf: [{ enum: RESULTS }, { type: "string", pattern: "^[0-9a-f]{2}$" }],
};

export const ANSWERED: BytesRow = {
  name: "answeredSerialNumber",
  kind: /* @__PURE__ */ uint(2),
  about: "Number of the answered message",
  personal: "harmless",
};

export const ANSWER: readonly BytesRow[] = [
  ANSWERED,
  { name: "confirms", kind: MESSAGE_ID, about: "Id of the answered message" },
  {
    name: "result",
    kind: RESULT,
    about: "0 ok, 1 failed, 2 bad, 3 unsupported, 4 alarmConfirmed",
  },
];
