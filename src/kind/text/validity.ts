/** Validity of the fix, as one letter. */
import { frozen } from "../../frozen.ts";
import type { TextEmitter } from "../emit.ts";
import type { TextKind, TextRow } from "../row.ts";

const EXPECTED = "A, V or B";

/** Validity of the fix: A or B (BeiDou) is valid, V is not. */
export const VALIDITY: TextKind = /* @__PURE__ */ frozen({
  kind: "validity",
  fields: 1,
  personal: "harmless",
  read(r, at, row, values) {
    const { name } = row;
    values[name] = null;
    if (!r.select(at, name, EXPECTED)) return;
    const letter = r.end - r.start === 1 ? r.bytes[r.start]! : 0;
    // 0x20 makes a letter lower case.
    const small = letter | 0x20;
    if (small === 0x61 || small === 0x62) values[name] = true;
    else if (small === 0x76) values[name] = false;
    else return r.report("bad-validity", name, at, at, EXPECTED);
    if (small === letter) r.report("lower-case", name, at, at, EXPECTED);
  },
  write(w, row, values) {
    const valid: boolean | null | undefined = values[row.name];
    w.put(valid ? "A" : valid === false ? "V" : "");
  },
});

export function emitValidity(e: TextEmitter, row: TextRow): void {
  e.blanks(row);
  e.line(`p = ${e.call("validityAt", "B", "p")};`);
  e.giveUpIf("p === 0");
  e.give(row, `${e.keep("valid", e.value("value"))} !== 86`);
}

/** V in forms that are recognised by it. */
export const NO_FIX: TextKind = /* @__PURE__ */ frozen({ ...VALIDITY, kind: "noFix" });

export function emitNoFix(e: TextEmitter, row: TextRow): void {
  e.giveUpIf("B[p++] !== 86");
  e.give(row, "false");
}

export const schemaValidity: object = { type: ["boolean", "null"] };
export const schemaNoFix: object = schemaValidity;
