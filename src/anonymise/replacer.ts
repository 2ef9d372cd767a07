/**
 * Draws other values of the same form: with as many digits, and zeros and letters in the same places as far as they matter.
 * The same value always gets the same replacement, whatever its form on the wire.
 */
import { hexText } from "../bytes.ts";
import { unpackImei } from "../jt808/header.ts";
import { sha256 } from "./sha256.ts";
import { type Turn, turnOf } from "./turn.ts";

/** Bytes that begin or end frames or fields; a replacement must not add one. */
const MARKERS: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x0a, 0x0d, 0x23, 0x24, 0x2a, 0x2c, 0x3b, 0x4d, 0x50, 0x58, 0x7c, 0x7d, 0x7e,
]);

/** Sets of hexadecimal digits, and of other letters. */
const SETS = ["0123456789", "abcdef", "ABCDEF", "ghijklmnopqrstuvwxyz", "GHIJKLMNOPQRSTUVWXYZ"];

/** Shorter numbers are not searched among half-bytes, where they occur by chance. */
const SHORTEST_KNOWN = 8;
const LONG_NUMBERS = /\d{8,}/g;

/** Limit of remembered orders; others are drawn again. */
const MOST_ORDERS = 50_000;

export class Replacer {
  /** Counts up as long as the replacements do not keep the form of the frame. */
  attempt = 0;
  readonly #seed: string;
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Lengths of the numbers in `#ids`, the longest first. */
  #lengths: readonly number[] = [];
  readonly #orders = new Map<string, readonly number[]>();

  /** The turn of tracks; `null` if places are replaced digit by digit. */
  readonly turn: Turn | null;
  /** Number of days by which dates are moved. */
  readonly shiftDays: number;

  constructor(
    seed: string,
    { turnTracks = false, shiftDays = 0 }: { turnTracks?: boolean; shiftDays?: number } = {},
  ) {
    this.#seed = seed;
    this.shiftDays = shiftDays;
    this.turn = turnTracks ? turnOf(sha256(`${seed}\nturn`)) : null;
  }

  /**
   * A device id. The first three digits of ids with six or more digits stay, because they show the family
   * (docs/protocol/h02.md §0). Leading zeros, the padding of JT/T 808, stay, and so do numbers that repeat one digit, which
   * were masked before. An IMEI becomes another one with a right check digit.
   */
  id(text: string): string {
    const number = withoutZeros(text);
    const known = this.known(text);
    if (known !== undefined) return known;
    if (new Set(text).size <= 1) return text;
    const kept = /^\d{3}.{3}/.test(number) ? 3 : 0;
    const isImei = number.length === 15 && unpackImei(Number(number.slice(0, 14))) === number;
    let made = number;
    for (let attempt = 0; attempt < 100; attempt++) {
      made = number.slice(0, kept) + this.#letters("id", number, attempt).slice(kept);
      if (isImei) made = unpackImei(Number(made.slice(0, 14)))!;
      const isFree = made !== number && !this.#taken.has(made);
      const forms = [made, `0${made}`, isImei ? packed(made) : "a"];
      // Packed digits without a letter would be read as BCD.
      if (isFree && !forms.some(hasMarker) && /[a-f]/.test(forms[2]!)) break;
    }
    this.#taken.add(made);
    this.#learn(number, made);
    return this.known(text)!;
  }

  /** The replacement of an id that was replaced before. */
  known(text: string): string | undefined {
    return this.#ids.get(withoutZeros(text))?.padStart(text.length, "0");
  }

  /** A run of letters and digits of unknown meaning: a known id, a number of the length of ids, or a word. */
  run(text: string): string {
    const known = this.known(text);
    if (known !== undefined) return known;
    if (/^89\d{17,18}$/.test(text)) return this.iccid(text);
    return /^\d{10,}$/.test(text) ? this.id(text) : this.word(text);
  }

  /** The places of known numbers among half-bytes, with their replacements. */
  *knownIn(digits: string): Generator<[at: number, made: string]> {
    for (const { 0: run, index } of digits.matchAll(LONG_NUMBERS)) {
      for (let at = 0; at < run.length; at++) {
        for (const length of this.#lengths) {
          const made = this.#ids.get(run.slice(at, at + length));
          if (made === undefined || at + length > run.length) continue;
          yield [index + at, made];
          at += length - 1;
          break;
        }
      }
    }
  }

  #learn(number: string, made: string): void {
    this.#ids.set(number, made);
    const { length } = number;
    if (length < SHORTEST_KNOWN || this.#lengths.includes(length)) return;
    this.#lengths = [...this.#lengths, length].sort((a, b) => b - a);
  }

  /** The six bytes of a packed IMEI, as digits; `undefined` for other bytes. */
  packedImei(digits: string): string | undefined {
    const imei = /[a-f]/.test(digits) ? unpackImei(Number.parseInt(digits, 16)) : null;
    return imei === null ? undefined : packed(this.id(imei));
  }

  /** A SIM number: issuer and country stay, and `F` and `?`, which stand for missing digits. */
  iccid(text: string): string {
    // Other letters count as digits.
    const drawn = this.#letters("iccid", text).replace(/f/g, "e").replace(/F/g, "E");
    const made = Array.from(text, (was, i) => (i < 4 || /[Ff]/.test(was) ? was : drawn[i]!)).join(
      "",
    );
    if (/^\d+$/.test(text)) this.#learn(text, made);
    return made;
  }

  /** Digits and letters. */
  word(text: string): string {
    return this.#letters("word", text);
  }

  /**
   * Bytes of unknown meaning: a digit for a digit and a letter for a letter in either half, and no marker. 00 and FF are
   * padding and stay.
   */
  bytes(raw: Uint8Array): Uint8Array {
    const draw = this.#draws("bytes", hexText(raw, 0, raw.length), 0);
    return raw.map((was, i) => {
      let byte = draw(i) % 256;
      // All bytes are used before one is used again.
      while (MARKERS.has(byte) || formOfByte(byte) !== formOfByte(was)) byte = (byte + 37) % 256;
      return byte;
    });
  }

  /** Twelve hexadecimal digits, with their separators. */
  bssid(text: string): string {
    const made = this.#letters("bssid", text.toLowerCase().replace(/[^\da-z]/g, ""));
    let at = 0;
    return text.replace(/[\da-z]/gi, (was) =>
      was < "a" ? made[at++]!.toUpperCase() : made[at++]!,
    );
  }

  /** Four numbers with points between them; other text is replaced digit by digit. */
  ipAddress(text: string): string {
    if (text.split(".").some((octet) => Number(octet) > 255)) return this.word(text);
    let before = "ip ";
    return text.replace(/\d+/g, (octet) => {
      const value = this.#inClass(before, Number(octet), [0, 10, 100, 256]);
      before += `${octet}.`;
      return String(value).padStart(octet.length, "0");
    });
  }

  /**
   * An area code or cell id, in decimal or with hexadecimal letters: with as many digits, and in range if it was. Leading
   * zeros stay, so that 0 stays 0.
   */
  cell(text: string): string {
    const was = withoutZeros(text).toLowerCase();
    let made = was;
    for (let attempt = 0; attempt < 300 && was !== ""; attempt++) {
      made = this.#letters("cell", was, attempt);
      if (!made.startsWith("0") && fitsCell(made, was)) break;
    }
    const zeros = text.slice(0, text.length - was.length);
    return zeros + (/[A-F]/.test(text) ? made.toUpperCase() : made);
  }

  /**
   * Degrees and minutes as digits without point: places in the same degree stay together, and so do those in the same
   * minute, and so on, so that a track stays connected. Zeros at the end stay, and with them the number of decimals. All
   * zeros and all nines mean no place and stay, as do 90 and 180 degrees; `undefined` for a value out of range.
   */
  coordinate(
    degrees: string,
    minutes: string,
    decimals: string,
    limit: 90 | 180,
  ): string | undefined {
    const all = degrees + minutes + decimals;
    const isLimit = Number(degrees) === limit && /^0*$/.test(minutes + decimals);
    if (/^(?:0*|9*)$/.test(all) || isLimit) return all;
    if (Number(degrees) >= limit || Number(minutes) >= 60) return undefined;
    const key = `${limit} ${Number(degrees)}`;
    const bounds = [0, 10, Math.min(limit, 100), limit];
    const newDegrees = this.#inClass(String(limit), Number(degrees), bounds);
    const newMinutes = this.#inClass(key, Number(minutes), [0, 10, 60]);
    let made = degrees === "" ? "" : String(newDegrees).padStart(degrees.length, "0");
    // JT/T 808 counts millionths of a degree and has no minutes.
    if (minutes !== "") made += String(newMinutes).padStart(minutes.length, "0");
    let end = decimals.length;
    while (decimals[end - 1] === "0") end--;
    let prefix = `${key} ${Number(minutes)} `;
    for (const digit of decimals.slice(0, end)) {
      made += this.#inClass(prefix, Number(digit), [0, 10]);
      prefix += digit;
    }
    return made + decimals.slice(end);
  }

  /** A value of the same class: classes begin at the bounds. */
  #inClass(key: string, value: number, bounds: readonly number[]): number {
    const above = bounds.findIndex((bound) => value < bound);
    if (above <= 0) return value;
    const from = bounds[above - 1]!;
    return from + this.#order(`${key}/${from}`, bounds[above]! - from)[value - from]!;
  }

  /** The numbers below `size` in an order that the key decides, each in place of another. */
  #order(key: string, size: number): readonly number[] {
    const name = `${key} ${this.attempt >> 4}`;
    const known = this.#orders.get(name);
    if (known !== undefined) return known;
    const draw = this.#draws("order", key, 0);
    // Two draws from each number: ten digits need one hash.
    const places = Array.from(
      { length: size },
      (_, i) => (draw(i >> 1) >>> ((i & 1) * 16)) & 0xffff,
    );
    const sorted = [...places.keys()].sort((a, b) => places[a]! - places[b]!);
    // A single cycle through all of them: none keeps its value.
    const order: number[] = [];
    sorted.forEach((value, i) => {
      order[value] = sorted[(i + 1) % size]!;
    });
    if (this.#orders.size >= MOST_ORDERS) this.#orders.clear();
    this.#orders.set(name, order);
    return order;
  }

  /** Digits for digits and letters for letters; other characters stay. */
  #letters(kind: string, text: string, attempt = 0): string {
    const draw = this.#draws(kind, text, attempt);
    return Array.from(text, (was, i) => {
      const set = SETS.find((letters) => letters.includes(was));
      return set === undefined ? was : set[draw(i) % set.length];
    }).join("");
  }

  /** A number for each place in the text, asked for in order. */
  #draws(kind: string, text: string, attempt: number): (at: number) => number {
    // A long text is hashed once, not once every eight characters.
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

  #random(kind: string, text: string, n: number): readonly number[] {
    // Ids keep their replacement everywhere, and places stay near each other, as long as other values suffice.
    const again = kind === "id" ? 0 : kind === "order" ? this.attempt >> 4 : this.attempt;
    return sha256(`${this.#seed}\n${kind}\n${text}\n${n + again / 256}`);
  }
}

function withoutZeros(text: string): string {
  return text.replace(/^0+/, "");
}

/** The packed form of an IMEI, as some JT/T 808 terminals send it (docs/protocol/jt808.md §3). */
function packed(imei: string): string {
  return Number(imei.slice(0, 14)).toString(16).padStart(12, "0");
}

/** 16 bits of area codes, and of cell ids before LTE; 28 since then. */
function fitsCell(made: string, was: string): boolean {
  const [now, before] = [Number.parseInt(made, 10), Number.parseInt(was, 10)];
  const isInRange = [0xffff, 0xfffffff].every((most) => now > most === before > most);
  return isInRange && !MARKERS.has(now & 0xff) && !MARKERS.has((now >> 8) & 0xff);
}

/** Which of its halves are digits and which are letters; padding is a separate form. */
function formOfByte(byte: number): number {
  if (byte === 0 || byte === 0xff) return byte;
  return 1 + Number(byte > 0x9f) + 2 * Number((byte & 15) > 9);
}

/** Whether the digits of an id, two per byte, have a byte that begins a frame; longer ids are never packed. */
function hasMarker(digits: string): boolean {
  const bytes = digits.length > 21 ? [] : (digits.match(/../g) ?? []);
  return bytes.some((byte) => MARKERS.has(Number.parseInt(byte, 16)));
}
