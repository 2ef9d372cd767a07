// The clock that notices a silence. Apart from the command line, only this file of the library has one.

import { callable, checkOptions, refuse } from "../argument.ts";

/** A timer, by default `setTimeout` and `clearTimeout`; tests pass one that they can advance. */
export interface Timer {
  /** Calls `callback` once after that many milliseconds; the result is passed to `clear`. */
  set(callback: () => void, milliseconds: number): unknown;
  /** Cancels the call, if it has not happened yet. */
  clear(handle: unknown): void;
}

interface Handle {
  id: ReturnType<typeof setTimeout>;
}

export const SYSTEM_TIMER: Timer = {
  set(callback, milliseconds) {
    const handle: Handle = {
      id: setTimeout(() => {
        // Once more around the event loop: if the program stalled, the bytes that came meanwhile are
        // still unread, and there was no silence.
        handle.id = setTimeout(callback, 0);
      }, milliseconds),
    };
    return handle;
  },
  clear: (handle) => clearTimeout((handle as Handle).id),
};

/** The default of `settleMs`. */
export const SETTLE_MS = 200;

/** Timers count in 31 bits; a longer time would be over at once. */
const LONGEST = 0x7fffffff;

function settleTime(name: string, value: unknown): void {
  if (typeof value !== "number" || !(value >= 0 && value <= LONGEST)) {
    refuse(name, `0 to ${LONGEST}`, value);
  }
}

function assertTimer(name: string, value: unknown): void {
  const { set, clear } = (value ?? {}) as Partial<Timer>;
  callable(`${name}.set`, set);
  callable(`${name}.clear`, clear);
}

/** @throws RangeError or TypeError that names the option. */
export function assertStreamOptions(options: unknown): void {
  checkOptions(options, { settleMs: settleTime, timer: assertTimer });
}
