/** Hexadecimal digits in text. */

export function isHex(text: string): boolean {
  return /^[0-9A-Fa-f]+$/.test(text);
}

/** `null` if the text is not pairs of hexadecimal digits. */
export function hexBytes(digits: string): Uint8Array | null {
  if (digits.length % 2 !== 0 || (digits !== "" && !isHex(digits))) return null;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}

/** Lower-case digits. `hexText` of the core is faster, but longer than the rest of this file. */
export function digitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The words between spaces. Old adapters sometimes print NUL. */
export function wordsOf(text: string): string[] {
  return text.split(/[ \t\0]/).filter((word) => word !== "");
}
