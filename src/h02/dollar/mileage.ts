/**
 * `X`, the mileage record of TK units, over TCP only: the head of a `$` frame with the mileage in place
 * of the id, and 32 bytes long. It names no device; the connection does.
 *
 *     58 0000981499 102403 110117 55555239 20 601210718 7c 000095 fffffbff ff0033
 *
 * Mileage: units of 0.51444 m, the distance of one knot in one second (h02.md sections 1.3 and 6).
 * Byte 16: temperature. The TQ document gives no unit; another source has half degrees, FF for no
 * sensor, FE for one that was removed, and the sign in flag bit 0.
 */
import type { BinaryReader } from "../../layout/binary-reader.ts";
import { unitsOf } from "../../layout/binary-writer.ts";
import { type BinaryField, readBinaryField } from "../../layout/layout.ts";
import type { Draft } from "../../model/draft.ts";
import { FLAG_AND_RESERVED, RECORD_NUMBER } from "./binary-tails.ts";

const MILEAGE: BinaryField = {
  name: "odometerMeters",
  offset: 1,
  length: 5,
  unit: "m",
  about: "Ten BCD digits, units of 0.51444 m, from integrated GPS speed",
  read(reader, draft) {
    const units = reader.digits(2, 10);
    // One rounding: 981499 units are 504922.34556 m.
    draft.odometerMeters = units < 0 ? null : (units * 51444) / 100000;
    if (units < 0) reader.report("bad-bcd", "odometerMeters", 1, 5, "ten digits");
  },
  write({ odometerMeters }, writer) {
    writer.digits(2, 10, unitsOf("odometerMeters", odometerMeters, 0.51444, 9999999999));
  },
};

const TEMPERATURE: BinaryField = {
  name: "temperatureCelsius",
  offset: 16,
  length: 1,
  unit: "°C",
  about: "Half degrees, negative if flag bit 0 is set; FF no sensor, FE sensor removed",
  confidence: "unconfirmed",
  read(reader, draft) {
    const byte = reader.u8(this.offset);
    if (byte === 0xff) return;
    if (byte === 0xfe) {
      draft.temperatureCelsius = null;
      reader.report("out-of-range", "temperatureCelsius", this.offset, 1, "a sensor");
      return;
    }
    const isNegative = byte > 0 && (reader.u8(21) & 1) !== 0;
    draft.temperatureCelsius = isNegative ? -byte / 2 : byte / 2;
  },
  write({ temperatureCelsius: celsius }, writer) {
    if (celsius === undefined) writer.u8(this.offset, 0xff);
    else if (celsius === null) writer.u8(this.offset, 0xfe);
    else {
      writer.u8(this.offset, unitsOf("temperatureCelsius", Math.abs(celsius), 0.5, 0xfd)!);
      if (celsius < 0) writer.bytes[21]! |= 1;
    }
  },
};

export const MILEAGE_FIELDS: readonly BinaryField[] = [
  MILEAGE,
  TEMPERATURE,
  FLAG_AND_RESERVED,
  RECORD_NUMBER,
];

export function readMileage(reader: BinaryReader, draft: Draft): void {
  for (const field of MILEAGE_FIELDS) readBinaryField(field, reader, draft);
}
