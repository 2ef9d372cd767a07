/**
 * Other values of the same form: as many digits, zeros and letters where they were, as far as the form
 * tells anything. The same value always becomes the same, whatever form it has on the wire.
 */
import { sha256 } from "./sha256.ts";

/** Bytes that begin or end frames; no made-up number may put one where there was none. */
const MARKERS: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x0a, 0x0d, 0x23, 0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7e,
]);

/** 16 bits: of area codes, and of cell ids before LTE. */
const MOST_16 = 0xffff;
/** Cell ids since LTE. */
const MOST_28 = 0xfffffff;

const DECIMAL = "0123456789";
const LOWER = "abcdef";
const UPPER = "ABCDEF";

export class Replacer {
  readonly #seed: string;
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #orders = new Map<string, readonly number[]>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** What ids were replaced so far, by the original. */
  get ids(): ReadonlyMap<string, string> {
    return this.#ids;
  }

  /**
   * A device id or another long number. The first three digits of those with six and more stay: they tell
   * the family (h02.md section 0). Numbers that are one digit throughout were masked before, and stay.
   */
  id(text: string): string {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    if (new Set(text).size <= 1) return text;
    const kept = text.length >= 6 ? 3 : 0;
    let made = text;
    for (let attempt = 0; attempt < 100; attempt++) {
      made = text.slice(0, kept) + this.#letters("id", text, attempt).slice(kept);
      if (made !== text && !this.#taken.has(made) && !hasMarker(made)) break;
    }
    this.#ids.set(text, made);
    this.#taken.add(made);
    return made;
  }

  /** A SIM number: issuer and country stay, and `F` and `?`, which stand for digits that are not there. */
  iccid(text: string): string {
    const made = this.#letters("iccid", text, 0);
    return Array.from(text, (was, i) =>
      i < 4 || was === "F" || was === "f" ? was : letterOf(was, made[i]!),
    ).join("");
  }

  /** A phone number with what stands around its digits. */
  phone(text: string): string {
    return text.replace(/\d+/g, (digits) => this.id(digits));
  }

  /** A password or the like: digits and letters. */
  word(text: string): string {
    return this.#letters("word", text, 0);
  }

  /** Hexadecimal digits, two a byte; none of them becomes a byte that begins a frame. */
  hexDigits(text: string): string {
    let made = text;
    for (let attempt = 0; attempt < 100; attempt++) {
      made = this.#letters("hex", text, attempt);
      if (!hasMarker(made) || hasMarker(text)) break;
    }
    // 00 and FF fill up.
    return made.replace(/../g, (byte, at: number) => {
      const was = text.slice(at, at + 2);
      return was === "00" || was === "ff" ? was : byte;
    });
  }

  /** Twelve hexadecimal digits. */
  bssid(text: string): string {
    const made = this.#letters("bssid", text.toLowerCase(), 0);
    return Array.from(text, (was, i) => (was < "a" ? made[i]!.toUpperCase() : made[i]!)).join("");
  }

  /** Four numbers with points between them. */
  ipAddress(text: string): string {
    let before = "";
    return text
      .split(".")
      .map((octet) => {
        const value = this.#inClass(`ip ${before}`, Number(octet), [1, 10, 100, 256]);
        before += `${octet}.`;
        return String(value).padStart(octet.length, "0");
      })
      .join(".");
  }

  /** A host name; the last part stays. */
  host(text: string): string {
    const end = text.lastIndexOf(".");
    return this.#letters("host", text.slice(0, end), 0) + text.slice(end);
  }

  /** An area code or cell id, in decimal or with hexadecimal letters; zero stays zero. */
  cellNumber(text: string): string {
    const digits = text.replace(/^0+/, "");
    const zeros = text.slice(0, text.length - digits.length);
    if (digits === "") return text;
    if (/^\d+$/.test(digits)) return zeros + String(this.cell(Number(digits)));
    const made = this.#letters("cell", digits.toLowerCase(), 0);
    const sameCase = digits === digits.toLowerCase() ? made : made.toUpperCase();
    return zeros + (sameCase.startsWith("0") ? `7${sameCase.slice(1)}` : sameCase);
  }

  /** The same as a number: of as many digits, and in range if it was. */
  cell(value: number): number {
    if (value === 0) return 0;
    const text = String(value);
    for (let attempt = 0; ; attempt++) {
      const made = Number(this.#letters("cell", text, attempt));
      const isSameRange = value > MOST_16 === made > MOST_16 && value > MOST_28 === made > MOST_28;
      const isSameLength = String(made).length === text.length;
      const isClean = !MARKERS.has(made & 0xff) && !MARKERS.has((made >> 8) & 0xff);
      if (isSameRange && isSameLength && (isClean || attempt > 200)) return made;
    }
  }

  /**
   * Degrees and minutes as digits without point: places in the same degree stay together, of those the ones
   * in the same minute, and so on, so that a track stays a track. Zeros stay zeros. What is out of range,
   * or all zeros or nines, stays.
   */
  coordinate(degrees: string, minutes: string, decimals: string, limit: 90 | 180): string {
    const all = degrees + minutes + decimals;
    const isKept = /^(?:0*|9*)$/.test(all) || Number(degrees) >= limit || Number(minutes) >= 60;
    if (isKept) return all;
    const key = `${limit} ${Number(degrees)}`;
    const newDegrees = this.#inClass(String(limit), Number(degrees), [
      1,
      10,
      Math.min(limit, 100),
      limit,
    ]);
    const newMinutes = this.#inClass(key, Number(minutes), [1, 10, 60]);
    let made = degrees === "" ? "" : String(newDegrees).padStart(degrees.length, "0");
    // JT/T 808 counts millionths of a degree and has no minutes.
    if (minutes !== "") made += String(newMinutes).padStart(minutes.length, "0");
    let prefix = `${key} ${Number(minutes)} `;
    for (const digit of decimals) {
      made += this.#inClass(prefix, Number(digit), [1, 10]);
      prefix += digit;
    }
    return made;
  }

  /** A value of the same class: classes begin at the bounds. What is below the first stays. */
  #inClass(key: string, value: number, bounds: readonly number[]): number {
    const above = bounds.findIndex((bound) => value < bound);
    if (above <= 0) return value;
    const from = bounds[above - 1] as number;
    const order = this.#order(`${key}/${from}`, (bounds[above] as number) - from);
    return from + (order[value - from] as number);
  }

  /** The numbers below `size` in an order that the key tells. */
  #order(key: string, size: number): readonly number[] {
    const known = this.#orders.get(key);
    if (known !== undefined) return known;
    const order = Array.from(
      { length: size },
      (_, i) => [this.#random("order", key, i)[0]!, i] as const,
    )
      .sort(([a], [b]) => a - b)
      .map(([, i]) => i);
    this.#orders.set(key, order);
    return order;
  }

  /** Digits for digits and letters for letters; all else stays. */
  #letters(kind: string, text: string, attempt: number): string {
    // A long text goes into the hash once, not once every eight characters.
    const key = text.length > 64 ? sha256(text).join() : text;
    let made = "";
    let numbers: readonly number[] = [];
    for (let i = 0; i < text.length; i++) {
      if (i % 8 === 0) numbers = this.#random(kind, key, attempt * 1e6 + i);
      const number = numbers[i % 8]!;
      const was = text[i]!;
      const set = [DECIMAL, LOWER, UPPER].find((letters) => letters.includes(was));
      if (set !== undefined) made += set[number % set.length];
      else if (/[a-z]/.test(was)) made += String.fromCharCode(0x67 + (number % 20));
      else if (/[A-Z]/.test(was)) made += String.fromCharCode(0x47 + (number % 20));
      else made += was;
    }
    return made;
  }

  #random(kind: string, text: string, n: number): number[] {
    return sha256(`${this.#seed}\n${kind}\n${text}\n${n}`);
  }
}

/** Letters of a SIM number other than F are digits of it; F would be padding. */
function letterOf(was: string, made: string): string {
  if (made === "F") return "E";
  return made === "f" ? "e" : was === "?" ? was : made;
}

/** Whether the digits, two a byte, hold a byte that begins a frame. */
function hasMarker(digits: string): boolean {
  for (let i = 0; i + 1 < digits.length; i += 2) {
    if (MARKERS.has(Number.parseInt(digits.slice(i, i + 2), 16))) return true;
  }
  return false;
}
