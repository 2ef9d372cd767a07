/** Builds JT/T 808 frames (jt808.md section 3): header, body, checksum, escapes, flags. */

const FLAG = 0x7e;
const ESCAPE = 0x7d;
/** The length of a body has ten bits. */
const MOST_BODY = 0x3ff;

/** Collects bytes, big-endian. The values are known to fit. */
export class Writer {
  readonly bytes: number[] = [];

  number(value: number, length: number): void {
    for (let shift = length - 1; shift >= 0; shift--) {
      this.bytes.push(Math.floor(value / 256 ** shift) % 256);
    }
  }

  append(bytes: Iterable<number>): void {
    for (const byte of bytes) this.bytes.push(byte);
  }

  /** ASCII, filled up with NUL to `length`. */
  text(text: string, length: number): void {
    for (let i = 0; i < length; i++) this.bytes.push(i < text.length ? text.charCodeAt(i) : 0);
  }

  /** Decimal or hexadecimal digits, two a byte. */
  digits(text: string): void {
    for (let i = 0; i < text.length; i += 2)
      this.bytes.push(Number.parseInt(text.slice(i, i + 2), 16));
  }
}

/** Whom a frame is for or from. */
export interface Jt808Address {
  /**
   * The device id as decoded messages have it: up to 12 digits (20 since 2019), filled up with zeros on
   * the left; in headers of 2013 also the 15 digits of a packed IMEI, or 12 hexadecimal digits.
   */
  readonly deviceId: string;
  /** 0 to 65535. */
  readonly serialNumber: number;
  /** The header; 2013 by default. */
  readonly version?: 2013 | 2019;
  /** The version byte of a header of 2019; 1 by default. */
  readonly protocolVersion?: number;
}

/**
 * A whole frame.
 *
 * @throws RangeError that names the part of the address that does not go on the wire, or for a body of more
 *   than 1023 bytes.
 */
export function writeFrame(id: number, address: Jt808Address, body: readonly number[]): Uint8Array {
  const { version = 2013, protocolVersion = 1, serialNumber } = address;
  if (version !== 2013 && version !== 2019) throw new RangeError("version must be 2013 or 2019");
  assertWhole(serialNumber, 0xffff, "serialNumber");
  if (body.length > MOST_BODY)
    throw new RangeError(`the body must have at most ${MOST_BODY} bytes`);
  const writer = new Writer();
  writer.number(id, 2);
  writer.number(body.length | (version === 2019 ? 0x4000 : 0), 2);
  if (version === 2019) {
    assertWhole(protocolVersion, 0xff, "protocolVersion");
    writer.number(protocolVersion, 1);
  }
  writer.digits(idDigits(address.deviceId, version));
  writer.number(serialNumber, 2);
  writer.append(body);
  return wrap(writer.bytes);
}

/** Header and body with checksum, escapes and flags. */
export function wrap(contents: readonly number[]): Uint8Array {
  const escaped = [FLAG];
  const add = (byte: number): void => {
    if (byte === FLAG || byte === ESCAPE) escaped.push(ESCAPE, byte === FLAG ? 2 : 1);
    else escaped.push(byte);
  };
  let checksum = 0;
  for (const byte of contents) {
    checksum ^= byte;
    add(byte);
  }
  add(checksum);
  escaped.push(FLAG);
  return new Uint8Array(escaped);
}

/** The half-bytes of the id in the header. */
function idDigits(deviceId: string, version: 2013 | 2019): string {
  const width = version === 2019 ? 20 : 12;
  if (typeof deviceId === "string") {
    if (isMadeOf(deviceId, "0123456789") && deviceId.length <= width)
      return deviceId.padStart(width, "0");
    const packed = version === 2013 ? packImei(deviceId) : null;
    if (packed !== null) return packed;
    if (isMadeOf(deviceId, "0123456789abcdef") && deviceId.length === width) return deviceId;
  }
  throw new RangeError(`deviceId must be 1 to ${width} digits, not ${JSON.stringify(deviceId)}`);
}

function isMadeOf(text: string, characters: string): boolean {
  for (const character of text) if (!characters.includes(character)) return false;
  return text !== "";
}

/**
 * A packed IMEI: its first 14 digits as a six-byte number. Only numbers that are no BCD are taken for
 * one (jt808.md section 3), so no other can be written.
 */
function packImei(imei: string): string | null {
  if (imei.length !== 15 || unpackImei(Number(imei.slice(0, 14))) !== imei) return null;
  const hex = Number(imei.slice(0, 14)).toString(16).padStart(12, "0");
  return isMadeOf(hex, "0123456789") ? null : hex;
}

/** The 15 digits of a packed IMEI, the last of which is the check digit (Luhn), or `null` if it is none. */
export function unpackImei(packed: number): string | null {
  const digits = String(packed);
  if (digits.length !== 14) return null;
  let sum = 0;
  for (let i = 0; i < 14; i++) {
    const digit = (i % 2 === 1 ? 2 : 1) * Number(digits[i]);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits + ((10 - (sum % 10)) % 10);
}

/** @throws RangeError that names the argument. */
export function assertWhole(value: number, most: number, name: string): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new RangeError(`${name} must be a whole number from 0 to ${most}, not ${value}`);
  }
}

/** @throws RangeError that names the argument. */
export function assertAscii(text: string, most: number, name: string): void {
  if (typeof text !== "string") throw new TypeError(`${name} must be a string`);
  if (text.length > most) throw new RangeError(`${name} must have at most ${most} characters`);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) throw new RangeError(`${name} must be printable ASCII`);
  }
}
