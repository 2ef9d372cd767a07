/** Helpers for bytes and the ASCII text in them. No `TextDecoder`: the core names no platform. */

/** Accepts a Uint8Array of any realm, a Node.js Buffer included. */
export function isBytes(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array ||
    (ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]")
  );
}

/** @throws TypeError that names the argument. */
export function assertBytes(value: unknown, name: string): asserts value is Uint8Array {
  if (!isBytes(value)) {
    throw new TypeError(`${name} must be a Uint8Array, not ${describe(value)}`);
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object of another kind" : `a ${typeof value}`;
}

/** Each character as one byte; a character above U+00FF becomes `?`. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code > 0xff ? 0x3f : code;
  }
  return bytes;
}

/** Each byte as one character. */
export function latin1Text(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let i = from;
  for (; i + 10 <= to; i += 10) text += tenCharacters(bytes, i);
  // The rest of an IMEI, of an ICCID and of a phone number, in few steps.
  if (i + 5 <= to) {
    text += String.fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
    );
    i += 5;
  }
  for (; i + 2 <= to; i += 2) text += String.fromCharCode(bytes[i]!, bytes[i + 1]!);
  return i < to ? text + String.fromCharCode(bytes[i]!) : text;
}

/** Ten characters in one call, the length of an id, make one string at once: a quarter of the time. */
export function tenCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(
    bytes[at]!,
    bytes[at + 1]!,
    bytes[at + 2]!,
    bytes[at + 3]!,
    bytes[at + 4]!,
    bytes[at + 5]!,
    bytes[at + 6]!,
    bytes[at + 7]!,
    bytes[at + 8]!,
    bytes[at + 9]!,
  );
}

/** The same for an IMEI. */
export function fifteenCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(
    bytes[at]!,
    bytes[at + 1]!,
    bytes[at + 2]!,
    bytes[at + 3]!,
    bytes[at + 4]!,
    bytes[at + 5]!,
    bytes[at + 6]!,
    bytes[at + 7]!,
    bytes[at + 8]!,
    bytes[at + 9]!,
    bytes[at + 10]!,
    bytes[at + 11]!,
    bytes[at + 12]!,
    bytes[at + 13]!,
    bytes[at + 14]!,
  );
}

const HEX_CODES: Uint8Array = /* @__PURE__ */ latin1Bytes("0123456789abcdef");

/** Lower-case hexadecimal digits. */
export function hexText(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let i = from;
  // Five bytes at once, the id of a `$` frame, as in `latin1Text`.
  for (; i + 5 <= to; i += 5) {
    const a = bytes[i]!;
    const b = bytes[i + 1]!;
    const c = bytes[i + 2]!;
    const d = bytes[i + 3]!;
    const e = bytes[i + 4]!;
    text += String.fromCharCode(
      HEX_CODES[a >> 4]!,
      HEX_CODES[a & 15]!,
      HEX_CODES[b >> 4]!,
      HEX_CODES[b & 15]!,
      HEX_CODES[c >> 4]!,
      HEX_CODES[c & 15]!,
      HEX_CODES[d >> 4]!,
      HEX_CODES[d & 15]!,
      HEX_CODES[e >> 4]!,
      HEX_CODES[e & 15]!,
    );
  }
  for (; i < to; i++) {
    const byte = bytes[i]!;
    text += String.fromCharCode(HEX_CODES[byte >> 4]!, HEX_CODES[byte & 15]!);
  }
  return text;
}

/** The bytes of pairs of hexadecimal digits. */
export function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Half the time of `slice` for a few bytes; `slice` of a Buffer would not copy. */
export function copyBytes(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const copy = new Uint8Array(to - from);
  // A view costs more than a few bytes.
  if (copy.length > 64) {
    copy.set(bytes.subarray(from, to));
    return copy;
  }
  for (let i = from; i < to; i++) copy[i - from] = bytes[i]!;
  return copy;
}

/** A new array with all of them in order. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
