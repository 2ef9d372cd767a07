/**
 * Text in GBK, the encoding of JT/T 808 (plates, drivers, texts to the driver), for the options `decodeText` and
 * `encodeText`. It is a separate entry point because its table is a quarter of the size of `decode`. Pure, without the
 * `TextDecoder` of the platform.
 *
 * ```ts
 * decode(bytes, { decodeText: decodeGbk });
 * ```
 *
 * @packageDocumentation
 */
import { assertBytes } from "../bytes.ts";
import { GBK_DIGITS } from "../generated/gbk-table.ts";
import {
  FIRST_HIGH,
  FIRST_IDEOGRAPH,
  GBK_RUNS,
  HIGH_SHIFT,
  LAST_IDEOGRAPH,
  ORDERED_RUNS,
} from "./runs.ts";

/** The euro sign, the only character of one byte that is not ASCII (code page 936). */
const EURO = 0x80;
const EURO_CODE = 0x20ac;

/** Both directions: codes are lead * 256 + trail. */
interface Tables {
  readonly toUnicode: Uint16Array;
  readonly toGbk: Uint16Array;
}

let made: Tables | undefined;

/** Made on first use, because it takes a millisecond. */
function tables(): Tables {
  made ??= makeTables();
  return made;
}

function makeTables(): Tables {
  const toUnicode = new Uint16Array(0x10000);
  const toGbk = new Uint16Array(0x10000);
  const assign = (code: number, character: number): void => {
    toUnicode[code] = character;
    toGbk[character] = code;
  };
  const [high, middle, low] = GBK_DIGITS;
  let i = 0;
  for (const code of codesOf(GBK_RUNS)) {
    const listed = Number.parseInt(`${high[i]}${middle[i]}${low[i]}`, 36);
    assign(code, listed < FIRST_HIGH - HIGH_SHIFT ? listed : listed + HIGH_SHIFT);
    i++;
  }
  let character = FIRST_IDEOGRAPH;
  for (const code of codesOf(ORDERED_RUNS)) {
    while (toGbk[character] !== 0) character++;
    if (character > LAST_IDEOGRAPH) break;
    assign(code, character);
  }
  return { toUnicode, toGbk };
}

function* codesOf(runs: typeof GBK_RUNS): Generator<number> {
  for (const { lead, trail } of runs)
    for (let first = lead[0]; first <= lead[1]; first++)
      for (let second = trail[0]; second <= trail[1]; second++)
        if (second !== 0x7f) yield first * 256 + second;
}

/**
 * Decodes GBK: ASCII, the 21,791 characters of GBK in two bytes, and `€` (80).
 *
 * @returns The text, or `null` if some bytes are not a character: a character that is cut, codes that GBK does not assign
 * or leaves to makers, four bytes of GB 18030.
 * @throws TypeError if `bytes` is not a Uint8Array.
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { decodeGbk } from "sinotrack-protocol/gbk";
 *
 * decodeGbk(new Uint8Array([0xd4, 0xc1, 0x41])); // "粤A"
 * decodeGbk(new Uint8Array([0xd4])); // null
 *
 * // The registration of a vehicle, over JT/T 808.
 * const hex =
 *   "7e0100002d0123456789010001000b006537303434335848583030303032" +
 *   "0000000000000000000000006964303030303001d4c1413138383838df7e";
 * const [message] = decode(Buffer.from(hex, "hex"), { decodeText: decodeGbk });
 * if (message.type === "identity") message.plate; // "粤A18888"
 * ```
 */
export function decodeGbk(bytes: Uint8Array): string | null {
  assertBytes(bytes, "bytes");
  const { toUnicode } = tables();
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    let code = bytes[i]!;
    if (code === EURO) code = EURO_CODE;
    else if (code > EURO) {
      code = toUnicode[code * 256 + (bytes[++i] ?? 0)]!;
      if (code === 0) return null;
    }
    text += String.fromCharCode(code);
  }
  return text;
}

/**
 * Encodes a text as GBK; `decodeGbk` gives it back.
 *
 * @throws RangeError that names the first character outside GBK, and its index. TypeError if `text` is not a string.
 * @example
 * ```ts
 * import { encodeGbk } from "sinotrack-protocol/gbk";
 *
 * Buffer.from(encodeGbk("粤A12345")).toString("hex"); // "d4c1413132333435"
 * ```
 */
export function encodeGbk(text: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  const { toGbk } = tables();
  const bytes: number[] = [];
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point < EURO ? point : point === EURO_CODE ? EURO : (toGbk[point] ?? 0);
    if (code === 0 && point > 0) {
      const hex = point.toString(16).toUpperCase().padStart(4, "0");
      throw new RangeError(`text must have only characters of GBK, not U+${hex} at index ${at}`);
    }
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
    at += character.length;
  }
  return new Uint8Array(bytes);
}
