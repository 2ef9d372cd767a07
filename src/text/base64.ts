/** Base64, of both alphabets. */

function sextetOf(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x47;
  if (code >= 0x30 && code <= 0x39) return code + 4;
  if (code === 0x2b || code === 0x2d) return 62;
  return code === 0x2f || code === 0x5f ? 63 : -1;
}

/** Number of base64 characters from here on, including the `=` at the end. */
export function countBase64(text: string, from: number): number {
  let at = from;
  while (at < text.length && sextetOf(text.charCodeAt(at)) >= 0) at++;
  for (let i = 0; i < 2 && text.charCodeAt(at) === 0x3d; i++) at++;
  return at - from;
}

/** Remaining digits that do not make a byte are dropped. */
export function readBase64(text: string, from = 0, to: number = text.length): Uint8Array {
  const bytes = new Uint8Array(Math.floor(((to - from) * 3) / 4));
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let at = from; at < to; at++) {
    const value = sextetOf(text.charCodeAt(at));
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 0xff;
  }
  return bytes.slice(0, length);
}
