/** Decides whether a position can be trusted, with the reasons against it. */
import { checkOptions, refuse } from "../argument.ts";
import type { Position } from "../model/message.ts";

/**
 * - `no-fix`: the device reports that it has no fix (`valid` is `false` or unreadable). Its coordinates are old.
 * - `no-coordinates`: a coordinate is missing or unreadable, or both are 0, as firmware without a fix sends them.
 * - `no-time`: date or time is missing or impossible.
 * - `clock-not-set`: the time is before 2010, older than any of these devices: the clock has not been set since power-on,
 *   or the week counter of the receiver has rolled over.
 * - `future`: the time is more than ten minutes ahead of `now`; a clock in local time has the same effect.
 * - `stale`: the time is more than `maxAgeMs` behind `now`.
 * - `stored`: a record from memory, sent later than it was made. It shows where the device was, so it is usable.
 * - `too-fast`: the speed is above `maxSpeedKmh`.
 * - `encrypted`: the device marks its coordinates as encrypted (JT/T 808, status bit 5).
 */
export type FixReason =
  | "no-fix"
  | "no-coordinates"
  | "no-time"
  | "clock-not-set"
  | "future"
  | "stale"
  | "stored"
  | "too-fast"
  | "encrypted";

export interface FixOptions {
  /** The time to compare with. Without it nothing is `future` or `stale`. */
  readonly now?: Date;
  /** Age in milliseconds, 0 or more, above which a position is `stale`. Needs `now`. Without it, no position is. */
  readonly maxAgeMs?: number;
  /** Speed in km/h above which a position is `too-fast`; 400 by default, because no road vehicle drives faster. */
  readonly maxSpeedKmh?: number;
}

export interface Fix {
  /** Whether there is no reason except `stored`. */
  readonly usable: boolean;
  /** All reasons that apply, in the order of `FixReason`. */
  readonly reasons: readonly FixReason[];
}

/** No device of this family is older. */
const FIRST_DEVICES = /* @__PURE__ */ Date.UTC(2010, 0);
/** Clocks of devices are set by satellites; a server's may be off by minutes. */
const CLOCK_TOLERANCE_MS = 600_000;
const MAX_SPEED_KMH = 400;

/**
 * Decides whether a position (of `positionsOf`, or any message with a place) is a fix to store and show, and gives the
 * reasons if it is not. It uses only the position, and `now` if it is given.
 *
 * @throws RangeError for an option of a wrong kind, and for `maxAgeMs` without `now`.
 * @example
 * ```ts
 * import { decode, fixOf, positionsOf } from "sinotrack-protocol";
 *
 * // V: no fix, the coordinates are those of the last one. Bit 26 is low: a stored record.
 * const frame = "*HQ,123456789012345,V1,061221,V,4953.6222,N,00951.2309,E,000.00,000,130226,FBFFDFFF#";
 * const [position] = positionsOf(decode(frame)[0]);
 * fixOf(position); // { usable: false, reasons: ["no-fix", "stored"] }
 *
 * const now = new Date("2026-02-14T06:00:00Z");
 * fixOf({ ...position, valid: true }, { now, maxAgeMs: 3_600_000 }).reasons; // ["stale", "stored"]
 * ```
 */
export function fixOf(position: Partial<Position>, options: FixOptions = {}): Fix {
  if (typeof position !== "object" || position === null) {
    throw new TypeError("position must be an object");
  }
  checkOptions(options, {});
  const { now, maxAgeMs, maxSpeedKmh } = checked(options);
  const { latitude, longitude, speedKmh, status } = position;
  const time = position.time?.getTime() ?? Number.NaN;
  const reasons: FixReason[] = [];
  const add = (reason: FixReason, applies: boolean): void => {
    if (applies) reasons.push(reason);
  };
  // Absent: the form has no validity.
  add("no-fix", position.valid === false || position.valid === null);
  add(
    "no-coordinates",
    typeof latitude !== "number" ||
      typeof longitude !== "number" ||
      (latitude === 0 && longitude === 0),
  );
  add("no-time", Number.isNaN(time));
  add("clock-not-set", time < FIRST_DEVICES);
  add("future", time > now + CLOCK_TOLERANCE_MS);
  add("stale", now - time > maxAgeMs);
  add("stored", status?.storedRecord === true);
  add("too-fast", (speedKmh ?? 0) > maxSpeedKmh);
  add("encrypted", status?.positionEncrypted === true);
  return { usable: reasons.every((reason) => reason === "stored"), reasons };
}

/** Options that are absent never apply. */
function checked({ now, maxAgeMs, maxSpeedKmh = MAX_SPEED_KMH }: FixOptions): {
  now: number;
  maxAgeMs: number;
  maxSpeedKmh: number;
} {
  if (now !== undefined && !(now instanceof Date && Number.isFinite(now.getTime()))) {
    refuse("options.now", "a valid Date", now);
  }
  if (maxAgeMs !== undefined && now === undefined) {
    refuse("options.now", "given with options.maxAgeMs", now);
  }
  return {
    now: now?.getTime() ?? Number.NaN,
    maxAgeMs: maxAgeMs === undefined ? Number.NaN : atLeastZero("options.maxAgeMs", maxAgeMs),
    maxSpeedKmh: atLeastZero("options.maxSpeedKmh", maxSpeedKmh),
  };
}

function atLeastZero(name: string, value: unknown): number {
  return typeof value === "number" && value >= 0
    ? value
    : refuse(name, "a number of at least 0", value);
}
