/** Builds JT/T 808 frames (docs/protocol/jt808.md §3): header, body, checksum, escapes, flags. */
import { whole } from "../argument.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import { writeBytesRows } from "../layout/bytes-rows.ts";
import { HEADER_2013, HEADER_2019, LOCK } from "./header.ts";
import { wrap } from "./wrap.ts";

export { BytesWriter as Writer };

/** The length of a body has ten bits. */
const MOST_BODY = 0x3ff;

/** The device of a frame. */
export interface Jt808Address {
  /**
   * The device id as in decoded messages: up to 12 digits (20 since 2019), filled up with zeros on
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
 * @throws RangeError that names the part of the address that cannot be written, or for a body of more
 *   than 1023 bytes.
 */
export function writeFrame(id: number, address: Jt808Address, body: readonly number[]): Uint8Array {
  const { version = 2013, protocolVersion = 1, serialNumber } = address;
  if (version !== 2013 && version !== 2019) throw new RangeError("version must be 2013 or 2019");
  whole("serialNumber", serialNumber, 0, 0xffff);
  if (body.length > MOST_BODY)
    throw new RangeError(`the body must have at most ${MOST_BODY} bytes`);
  if (version === 2019) whole("protocolVersion", protocolVersion, 0, 0xff);
  const w = new BytesWriter();
  writeBytesRows(version === 2019 ? HEADER_2019 : HEADER_2013, w, 0, {
    command: `0x${id.toString(16).padStart(4, "0")}`,
    jt808: { protocolVersion },
    deviceId: address.deviceId,
    serialNumber,
  });
  w.bytes[2]! |= body.length >> 8;
  w.bytes[3] = body.length & 0xff;
  w.append(body);
  return wrap(w.bytes);
}

/** A frame for a lock, whose number has one byte: always 1, as servers send it. */
export function writeLockFrame(id: number, deviceId: string, body: readonly number[]): Uint8Array {
  const w = new BytesWriter();
  const command = `0x${id.toString(16)}`;
  writeBytesRows(LOCK, w, 0, { command, deviceId, serialNumber: 1 });
  w.bytes[3] = body.length;
  w.append(body);
  return wrap(w.bytes);
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
