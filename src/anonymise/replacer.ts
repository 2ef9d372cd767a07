/**
 * Other values of the same form: as many digits, zeros and letters where they were, as far as the form
 * tells anything. The same value always becomes the same, whatever form it has on the wire.
 */
import { hexText } from "../bytes.ts";
import { unpackImei } from "../jt808/header.ts";
import { sha256 } from "./sha256.ts";

/** Bytes that begin or end frames; no made-up number may put one where there was none. */
const MARKERS: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x0a, 0x0d, 0x23, 0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7d, 0x7e,
]);

/** 16 bits: of area codes, and of cell ids before LTE. */
const MOST_16 = 0xffff;
/** Cell ids since LTE. */
const MOST_28 = 0xfffffff;

const DECIMAL = "0123456789";
const LOWER = "abcdef";
const UPPER = "ABCDEF";

export class Replacer {
  /** Above 0, all but ids become something else: what was drawn before did not keep the form of the frame. */
  attempt = 0;
  readonly #seed: string;
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #orders = new Map<string, readonly number[]>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /**
   * A device id. The first three digits of those with six and more stay: they tell the family (h02.md
   * section 0). So do zeros in front, with which JT/T 808 fills up, and numbers that are one digit
   * throughout: they were masked before. An IMEI becomes another with a right check digit.
   */
  id(text: string): string {
    const number = withoutZeros(text);
    const known = this.known(text);
    if (known !== undefined) return known;
    if (new Set(number).size <= 1) return text;
    const kept = number.length >= 6 ? 3 : 0;
    const isImei = isRightImei(number);
    let made = number;
    for (let attempt = 0; attempt < 100; attempt++) {
      made = number.slice(0, kept) + this.#letters("id", number, attempt).slice(kept);
      if (isImei) made = unpackImei(Number(made.slice(0, 14)))!;
      const isFree = made !== number && !this.#taken.has(made);
      const forms = [made, `0${made}`, isImei ? packed(made) : "a"];
      // Packed digits without a letter would be taken for BCD.
      if (isFree && !forms.some(hasMarker) && /[a-f]/.test(forms[2]!)) break;
    }
    this.#ids.set(number, made);
    this.#taken.add(made);
    return this.known(text)!;
  }

  /** What an id became that was replaced before. */
  known(text: string): string | undefined {
    return this.#ids.get(withoutZeros(text))?.padStart(text.length, "0");
  }

  /** The six bytes of a packed IMEI, as digits; `undefined` if they are none. */
  packedImei(digits: string): string | undefined {
    const imei = /[a-f]/.test(digits) ? unpackImei(Number.parseInt(digits, 16)) : null;
    return imei === null ? undefined : packed(this.id(imei));
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

  /** Bytes of any meaning; see `likeByte`. */
  bytes(raw: Uint8Array): Uint8Array {
    const draw = this.#draws("bytes", hexText(raw, 0, raw.length), 0);
    return raw.map((byte, i) => {
      const others = likeByte(byte);
      return others[draw(i) % others.length] ?? byte;
    });
  }

  /** Twelve hexadecimal digits, and what stands between them. */
  bssid(text: string): string {
    const made = this.#letters("bssid", text.toLowerCase().replace(/[^\da-z]/g, ""), 0);
    let at = 0;
    return text.replace(/[\da-z]/gi, (was) =>
      was < "a" ? made[at++]!.toUpperCase() : made[at++]!,
    );
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
    const digits = withoutZeros(text);
    const zeros = text.slice(0, text.length - digits.length);
    if (digits === "") return text;
    if (/^\d{1,15}$/.test(digits)) return zeros + String(this.cell(Number(digits)));
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
      const isSameLength = made > 0 && String(made).length === text.length;
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
    const known = this.#orders.get(`${key} ${this.attempt}`);
    if (known !== undefined) return known;
    const order = Array.from(
      { length: size },
      (_, i) => [this.#random("order", key, i)[0]!, i] as const,
    )
      .sort(([a], [b]) => a - b)
      .map(([, i]) => i);
    this.#orders.set(`${key} ${this.attempt}`, order);
    return order;
  }

  /** Digits for digits and letters for letters; all else stays. */
  #letters(kind: string, text: string, attempt: number): string {
    const draw = this.#draws(kind, text, attempt);
    return Array.from(text, (was, i) => {
      const set = [DECIMAL, LOWER, UPPER].find((letters) => letters.includes(was));
      if (set !== undefined) return set[draw(i) % set.length];
      if (/[a-z]/.test(was)) return String.fromCharCode(0x67 + (draw(i) % 20));
      return /[A-Z]/.test(was) ? String.fromCharCode(0x47 + (draw(i) % 20)) : was;
    }).join("");
  }

  /** A number for each place in the text, asked for in order. */
  #draws(kind: string, text: string, attempt: number): (at: number) => number {
    // A long text goes into the hash once, not once every eight characters.
    const key = text.length > 64 ? sha256(text).join() : text;
    let numbers: readonly number[] = [];
    let from = -8;
    return (at) => {
      if (at >= from + 8) {
        from = at - (at % 8);
        numbers = this.#random(kind, key, attempt * 1e6 + from);
      }
      return numbers[at % 8]!;
    };
  }

  #random(kind: string, text: string, n: number): number[] {
    const again = this.attempt > 0 && kind !== "id" ? `\n${this.attempt}` : "";
    return sha256(`${this.#seed}\n${kind}\n${text}\n${n}${again}`);
  }
}

function withoutZeros(text: string): string {
  return text.replace(/^0+/, "");
}

function isRightImei(text: string): boolean {
  return text.length === 15 && unpackImei(Number(text.slice(0, 14))) === text;
}

/** Of an IMEI, as some JT/T 808 terminals send it (jt808.md section 3). */
function packed(imei: string): string {
  return Number(imei.slice(0, 14)).toString(16).padStart(12, "0");
}

const LIKE = /* @__PURE__ */ new Map<number, readonly number[]>();

/**
 * The bytes of the same form: a digit for a digit and a letter for a letter in either half, printable if it was. No
 * marker, and none for 00 and FF, which fill up.
 */
function likeByte(byte: number): readonly number[] {
  const known = LIKE.get(byte);
  if (known !== undefined) return known;
  const all = Array.from({ length: 254 }, (_, i) => i + 1);
  const isLike = (other: number): boolean =>
    formOfByte(other) === formOfByte(byte) && !MARKERS.has(other);
  const like = byte === 0 || byte === 0xff ? [] : all.filter(isLike);
  LIKE.set(byte, like);
  return like;
}

function formOfByte(byte: number): string {
  return `${byte > 0x9f} ${(byte & 15) > 9} ${byte < 0x20} ${byte < 0x7f}`;
}

/** Letters of a SIM number other than F are digits of it; F would be padding. */
function letterOf(was: string, made: string): string {
  if (made === "F") return "E";
  return made === "f" ? "e" : was === "?" ? was : made;
}

/** Whether the digits of an id, two a byte, hold a byte that begins a frame; longer ones are never sent so. */
function hasMarker(digits: string): boolean {
  const bytes = digits.length > 21 ? [] : (digits.match(/../g) ?? []);
  return bytes.some((byte) => MARKERS.has(Number.parseInt(byte, 16)));
}
