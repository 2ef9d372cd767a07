/** Single values of replies. `null` means unreadable. */
import type { SmsFix, SmsServer, SmsTimeZone } from "./reply.ts";
import { isDigits } from "./words.ts";

/** A whole number up to `most`. */
export function readWhole(text: string, most: number): number | null {
  if (!isDigits(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
}

/** A number like `13.1`, without sign. */
export function readDecimal(text: string): number | null {
  // More digits would not be exact, and no device sends them.
  return text.length <= 15 && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** The text without `unit` at its end, in capitals or not. */
export function withoutUnit(text: string, unit: string): string {
  const at = text.length - unit.length;
  return text.slice(Math.max(at, 0)).toUpperCase() === unit ? text.slice(0, at).trimEnd() : text;
}

/** Seconds, `30` or `30s`. No device is known to take more than 65535. */
export function readSeconds(text: string): number | null {
  return readWhole(withoutUnit(text, "S"), 999_999);
}

/** `ON` or `OFF`. */
export function readSwitch(text: string): boolean | null {
  return text === "ON" ? true : text === "OFF" ? false : null;
}

/** `ON`, `OFF` or a whole number. */
export function readSetting(text: string): boolean | number | null {
  return readSwitch(text) ?? readWhole(text, 999_999);
}

/** `A` or `V`. */
export function readValidity(text: string): boolean | null {
  return text === "A" ? true : text === "V" ? false : null;
}

/** `A-22-20`, or the letter alone. */
export function readFix(text: string): SmsFix | null {
  const [letter, ...rest] = text.split("-");
  const valid = readValidity(letter!);
  const numbers: number[] = [];
  for (const part of rest) {
    const number = readWhole(part, 999_999);
    if (number === null) return null;
    numbers.push(number);
  }
  return valid === null ? null : { valid, numbers };
}

/** `92` or `92%`. */
export function readPercent(text: string): number | null {
  return readWhole(withoutUnit(text, "%"), 100);
}

/**
 * The battery of alarm and location texts: `80%`, or the steps of the vendor's manual, "Bat:5 = 100
 * % … Bat:1 = 20 %" (docs/protocol/h02.md §7).
 */
export function readGauge(text: string): number | null {
  if (text.endsWith("%")) return readPercent(text);
  const step = readWhole(text, 5);
  return step === null || step === 0 ? null : step * 20;
}

/** `host:port`, `host port`, or the host alone. An unreadable port is `null`. */
export function readServer(text: string): SmsServer {
  const colon = text.lastIndexOf(":");
  const at = colon < 0 ? text.lastIndexOf(" ") : colon;
  if (at < 0) return { host: text || null };
  return serverOf(text.slice(0, at).trimEnd(), text.slice(at + 1).trimStart());
}

export function serverOf(host: string, port: string): SmsServer {
  return { host: host || null, port: readWhole(port, 65535) || null };
}

/** Whether the port, if present, could be read. */
export function isWholeServer(server: SmsServer): boolean {
  return server.port !== null;
}

/** `E00` and `W01` in hours, `0.0` and `+8.0` in hours and their fraction. */
export function readTimeZone(text: string): SmsTimeZone {
  return { asSent: text, minutesEast: minutesEast(text) };
}

function minutesEast(text: string): number | null {
  const first = text.slice(0, 1);
  const isLetter = first === "E" || first === "W";
  const isWest = first === "W" || first === "-";
  const number = isLetter || first === "+" || first === "-" ? text.slice(1) : text;
  const hours = isLetter ? readWhole(number, 99) : readDecimal(number);
  if (hours === null) return null;
  // `5.5` can only be half past five; `5.30` could mean the same, so it is not read.
  const minutes = hours * 60;
  if (minutes % 15 !== 0 || minutes > (isWest ? 720 : 840)) return null;
  return isWest && minutes > 0 ? -minutes : minutes;
}
