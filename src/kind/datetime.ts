/** Date and time on the wire: HHMMSS and DDMMYY, UTC, as text or BCD (docs/protocol/h02.md §1.2 and §2). */

/** Seconds since midnight, or -1 if there is no such time of day (69 seconds, hour 24). */
export function secondsOfDay(hour: number, minute: number, second: number): number {
  if (hour > 23 || minute > 59 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** Whether the calendar has the day. */
export function isDay(day: number, month: number, year: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(month, year));
}

/** Two-digit years: every fourth is a leap year, in 1980 to 2079 without exception. */
export function daysInMonth(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Two digits of year as four: 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999, because clocks
 * that were never set count from the start of GPS time, 1980-01-06.
 */
function fullYear(year: number): number {
  return year < 80 ? 2000 + year : 1900 + year;
}

/** The moment, in milliseconds since 1970, from checked parts. */
export function utc(day: number, month: number, year: number, seconds: number): number {
  return (daysSince1970(day, month, fullYear(year)) * 86400 + seconds) * 1000;
}

/** Days before each month of a year that begins in March. */
const DAYS_BEFORE: readonly number[] = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];

/** Four times as fast as `Date.UTC`, which checks each argument again. Valid from 1901 to 2099. */
export function daysSince1970(day: number, month: number, year: number): number {
  // The year begins in March, so that the leap day is its last.
  const years = (month < 3 ? year - 1 : year) - 1968;
  return years * 365 + (years >> 2) + DAYS_BEFORE[month - 1]! + day - 672;
}

/** Whether it is a date, of any realm, that two digits of year can express: 1980 to 2079. */
export function isWireTime(time: Date): boolean {
  return typeof (time as Partial<Date>).getTime === "function" && isWireMoment(time.getTime());
}

/** The same for milliseconds since 1970. */
export function isWireMoment(milliseconds: number): boolean {
  return milliseconds >= 315_532_800_000 && milliseconds < 3_471_292_800_000;
}

/** Date and time of day of a moment from 1980 to 2079, in a third of the time of six calls to a `Date`. */
export function wireParts(milliseconds: number): {
  readonly day: number;
  readonly month: number;
  /** Two digits. */
  readonly year: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
} {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86400);
  const ofDay = seconds - days * 86400;
  // As in `daysSince1970`: since March 1968, four years at a time, the leap day after all others.
  const since = days + 671;
  const ofFour = since % 1461;
  const ofYear = Math.min(Math.floor(ofFour / 365), 3);
  const dayOfYear = ofFour - ofYear * 365;
  // The five months from March or August on have 153 days.
  const months = Math.floor((dayOfYear * 5 + 2) / 153);
  const isNext = months >= 10;
  return {
    day: dayOfYear - Math.floor((months * 153 + 2) / 5) + 1,
    month: isNext ? months - 9 : months + 3,
    year: (68 + Math.floor(since / 1461) * 4 + ofYear + (isNext ? 1 : 0)) % 100,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
  };
}
