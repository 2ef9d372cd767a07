/** Secrets, their spellings on the wire, and a search for their remains in bytes. Shares no code with src/. */

export interface Secret {
  readonly kind: string;
  readonly text: string;
  /** The secret part, if not all of it. */
  readonly hidden?: string;
}

export const SECRETS: readonly Secret[] = [
  { kind: "VIN", text: "LSVAU2180N2183294" },
  { kind: "plate", text: "BZ58KXW" },
  { kind: "driver", text: "Megan Ryland" },
  { kind: "identity card", text: "440301199901011234" },
  { kind: "IMEI", text: "356938035643809" },
  { kind: "ICCID", text: "89860022090912345678" },
  { kind: "IMSI", text: "460017712345693" },
  { kind: "phone", text: "13800138264" },
  { kind: "phone with its country", text: "+8613800138264" },
  { kind: "host", text: "fleet.roadwatch.example" },
  { kind: "IP address", text: "45.112.204.245" },
  { kind: "APN user", text: "simuserx" },
  { kind: "password", text: "zx47Qp" },
  { kind: "password of digits", text: "471193" },
  { kind: "short password", text: "4711" },
  { kind: "cell", text: "10BB2866" },
  { kind: "access point", text: "d0760ab1b0c2" },
  { kind: "access point with colons", text: "d0:76:0a:b1:b0:c2" },
  { kind: "degrees and minutes", text: "2234.9273" },
  { kind: "degrees and minutes without point", text: "22349273" },
  { kind: "decimal degrees", text: "113.906127" },
  { kind: "millionths", text: "22582143" },
  {
    kind: "link",
    text: "http://maps.google.com/maps?q=22.582143;113.906127",
    hidden: "22.582143;113.906127",
  },
];

export function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

/** Two digits per byte; an odd number is padded with F. `null` for other characters. */
function packed(text: string): string | null {
  const digits = text.replace(/[^\da-zA-Z]/g, "").toLowerCase();
  if (!/^[\da-f]+$/.test(digits) || /[^\da-f:.+]/i.test(text)) return null;
  return digits.length % 2 === 0 ? digits : `${digits}f`;
}

export type Coding = "ASCII" | "BCD" | "reversed nibbles" | "UTF-16BE" | "UTF-16LE";

/** The bytes of a text in each coding that has it. */
export function codingsOf(text: string): [coding: Coding, bytes: Uint8Array][] {
  const utf16 = Buffer.from(text, "utf16le");
  const digits = packed(text);
  const codings: ReturnType<typeof codingsOf> = [
    ["ASCII", latin1(text)],
    ["UTF-16BE", new Uint8Array(Buffer.from(utf16).swap16())],
    ["UTF-16LE", new Uint8Array(utf16)],
  ];
  if (digits === null) return codings;
  const swapped = digits.replace(/(.)(.)/g, "$2$1");
  return [...codings, ["BCD", fromHex(digits)], ["reversed nibbles", fromHex(swapped)]];
}

/** This many consecutive characters of a secret give it away. */
const WINDOW = 8;

function windowsOf(text: string, size: number): string[] {
  if (text.length <= size) return [text];
  const all = Array.from({ length: text.length - size + 1 }, (_, i) => text.slice(i, i + size));
  // Zeros of padding, and the few following digits that stay, occur everywhere.
  return all.filter((window) => new Set(window).size > 3 && !/^0{4}|0{4}$/.test(window));
}

/** The codings in which the bytes still contain the secret, or `WINDOW` characters of it. */
export function leftIn(bytes: Uint8Array, { text: all, hidden: text = all }: Secret): string[] {
  const hex = hexOf(bytes);
  const ascii = Buffer.from(bytes).toString("latin1").toLowerCase();
  const swapped = hex.replace(/(.)(.)/g, "$2$1");
  const digits = text.replace(/[^\da-zA-Z]/g, "").toLowerCase();
  const isPacked = packed(text) !== null;
  const found: string[] = [];
  const look = (coding: string, where: string, windows: readonly string[]): void => {
    const left = windows.find((window) => where.includes(window));
    if (left !== undefined) found.push(`${coding}: ${left}`);
  };
  const windows = windowsOf(text.toLowerCase(), WINDOW);
  look("ASCII", ascii, windows);
  // As hexadecimal digits in a text.
  look("hex", ascii, windowsOf(hexOf(latin1(text)), WINDOW * 2));
  if (isPacked && digits.length >= 6) {
    look("BCD", hex, windowsOf(digits, WINDOW));
    look("reversed nibbles", swapped, windowsOf(digits, WINDOW));
  }
  for (const gap of ["be", "le"] as const) {
    const wide = (window: string): string =>
      Array.from(window, (c) => (gap === "be" ? `\0${c}` : `${c}\0`)).join("");
    look(`UTF-16 ${gap}`, ascii, windows.map(wide));
  }
  return found;
}
