/** The kinds of parameters, for their rows. The reader uses src/generated/jt808-parameter-table.ts. */
import { type BytesKind, REST } from "../kind/row.ts";

/** The settings of all CAN ids have the same form. */
export const FIRST_CAN_ID = 0x0110;
export const LAST_CAN_ID = 0x01ff;

function kind(name: string, halves: number): BytesKind {
  return { kind: name, halves, read() {}, write() {} };
}

export const PARAMETER_TEXT: BytesKind = /* @__PURE__ */ kind("parameterText", REST);

/** Several values in one. */
export const RAW: BytesKind = /* @__PURE__ */ kind("raw", REST);

export interface CodesKind extends BytesKind {
  readonly codes: readonly number[];
}

/** A byte that stands for a number. */
export function codes(...numbers: readonly number[]): CodesKind {
  return { ...kind("codes", 2), codes: numbers };
}
