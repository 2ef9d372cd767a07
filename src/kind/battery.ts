/** The battery byte 16 of `$` frames, and the same code at the end of text frames (h02.md section 4). */

/**
 * Percent for the steps 1 to 6. From the i-Trac document; Traccar has 0, 10 and 20 for the first
 * three, without a source, and agrees on the others.
 */
const STEP_PERCENT: readonly number[] = [0, 5, 20, 40, 60, 80, 100];

/** The percentage that a code stands for, or -1: steps 1 to 6, or from 7 the percentage itself. */
export function batteryPercent(code: number): number {
  if (code >= 1 && code <= 6) return STEP_PERCENT[code]!;
  return code >= 7 && code <= 100 ? code : -1;
}

export function isBatteryStep(code: number): boolean {
  return code >= 1 && code <= 6;
}
