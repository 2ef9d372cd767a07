/** The head of a downlink frame and its times (docs/protocol/h02.md §1.1, §5 and §6). */
import { everyCode, isDigit, refuse, whole } from "../argument.ts";

/** To whom a command goes, and when. */
export interface CommandTarget {
  /** 1 to 15 digits: the serial (10) or IMEI (15) of the device, or a filler such as `000`. */
  readonly deviceId: string;
  /** The time that the device echoes in its confirmation, as HHMMSS, UTC. */
  readonly at: Date;
  /**
   * The maker code that the device itself uses, two ASCII letters or digits; `HQ` if absent. The
   * device ignores a command with another one (TQ document).
   */
  readonly maker?: string;
}

/** Real ids have 3 to 15 digits; documents allow fillers. */
export function isDeviceId(value: unknown): value is string {
  const isShort = typeof value === "string" && value.length >= 1 && value.length <= 15;
  return isShort && everyCode(value, isDigit);
}

/** The condition by which the splitter recognises a maker code. */
export function isMaker(value: unknown): value is string {
  return typeof value === "string" && value.length === 2 && everyCode(value, isLetterOrDigit);
}

export function isLetterOrDigit(code: number): boolean {
  const capital = code & ~0x20;
  return (capital >= 0x41 && capital <= 0x5a) || isDigit(code);
}

/**
 * @throws TypeError if it is no Date. RangeError if the date is invalid or outside the years 0 to 9999. Both name it.
 */
export function assertDate(value: unknown, name: string): asserts value is Date {
  if (Object.prototype.toString.call(value) !== "[object Date]") {
    throw new TypeError(`${name} must be a Date`);
  }
  // An invalid Date has no year.
  const year = (value as Date).getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) refuse(name, "a valid Date of the years 0 to 9999", Number.NaN);
}

/** @throws RangeError that names the serial number of a JT/T 808 message. */
export function assertSerialNumber(name: string, value: unknown): void {
  whole(name, value, 0, 0xffff);
}

/** `062108` */
export function hhmmss(at: Date): string {
  return two(at.getUTCHours()) + two(at.getUTCMinutes()) + two(at.getUTCSeconds());
}

/** `20260211212008` */
export function yyyymmddhhmmss(at: Date): string {
  const year = String(at.getUTCFullYear()).padStart(4, "0");
  return year + two(at.getUTCMonth() + 1) + two(at.getUTCDate()) + hhmmss(at);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
