/**
 * The battery byte 16 of `$` frames, and the same code at the end of text frames: a step 1 to 6, or from 7 the percentage
 * (docs/protocol/h02.md §4).
 */
import { hexText } from "../bytes.ts";
import { type Issue, type IssueCode, makeIssue } from "../issue.ts";
import type { Values } from "./meaning.ts";

/**
 * Percent for the steps 1 to 6. All sources agree on 4 to 6. For 1 to 3, three sources have these values, among them
 * Traccar and a document that one of its users quotes; the i-Trac document has 5, 20 and 40, and a frame does not show
 * its maker.
 */
const STEP_PERCENT: readonly number[] = [0, 0, 10, 20, 60, 80, 100];
const LAST_DISPUTED = 3;
const DISPUTED = "battery-step-disputed";

/** For the notes of rows. */
export const BATTERY_STEPS =
  "steps 1 to 6 are 0, 10, 20, 60, 80 and 100 %; 1 to 3 are disputed, one document has 5, 20 and 40 %";

interface Reporter {
  report(code: IssueCode, field: string, from: number, to: number, expected: string): void;
}

const EXPECTED = "4 to 6";

/** The percentage for a code, or -1: steps 1 to 6, or from 7 the percentage itself. */
export function batteryPercent(code: number): number {
  if (code >= 1 && code <= 6) return STEP_PERCENT[code]!;
  return code >= 7 && code <= 100 ? code : -1;
}

export function isBatteryStep(code: number): boolean {
  return code >= 1 && code <= 6;
}

/** Sets the percentage of a step, and the step. */
export function readBatteryStep(
  r: Reporter,
  step: number,
  name: string,
  from: number,
  to: number,
  values: Values,
): void {
  values[name] = batteryPercent(step);
  values["batteryCode"] = step;
  if (isDisputedStep(step)) r.report(DISPUTED, name, from, to, EXPECTED);
}

export function isDisputedStep(code: number): boolean {
  return code >= 1 && code <= LAST_DISPUTED;
}

/** The issue of a step in the bytes `from` … `to` of a frame that starts at `start`. */
export function disputedStep(
  bytes: Uint8Array,
  start: number,
  name: string,
  from: number,
  to: number,
): Issue {
  return makeIssue(DISPUTED, name, from - start, to - from, hexText(bytes, from, to), EXPECTED);
}

export const alsoBatteryCode: object = { batteryCode: { type: "integer", minimum: 1, maximum: 6 } };
