import type { Frame } from "../src/index.ts";

export interface MeasuredForm {
  readonly title: string;
  readonly group: "text" | "dollar" | "jt808" | "mix";
  /** The issues that all its frames have. */
  readonly issues: readonly string[];
  readonly hasFastReader: boolean;
}
export const FORMS: Readonly<Record<string, MeasuredForm>>;
export function makeFrames(form: string, count: number): Uint8Array[];
export function asFrames(datagrams: readonly Uint8Array[]): Frame[];
/** Whole numbers from 0 up to a limit, the same for the same seed. */
export function randomSource(seed: number): (limit: number) => number;
