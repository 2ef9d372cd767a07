/** The first bytes of foreign protocols, one after the other: the documents named in src/frame/foreign.ts. */
import { describe, expect, it } from "vitest";
import { signatures } from "../../src/frame/foreign.ts";
import { MAYBE, NO, YES } from "../../src/frame/start.ts";
import { ascii, fromHex, join } from "./streams.ts";

const of = (family: string) => signatures().find((one) => one.family === family)!;

/** First bytes of which all are needed: with another last byte they are not those of the family. */
const ROWS: readonly (readonly [family: string, first: Uint8Array])[] = [
  ["gt06", fromHex("7878")],
  ["gt06", fromHex("7979")],
  ["teltonika", join(fromHex("000f"), ascii("123456789012345"))],
  ["teltonika", fromHex("00000000 00000536 08 ff")],
  ["tk103", ascii("(0123456789")],
  ["coban", ascii("##,imei:")],
  ["coban", ascii("imei:123456789012345")],
  ["nmea", ascii("$GPRMC,")],
  ["nmea", ascii("$GNRMC,")],
  ["nmea", ascii("$GLRMC,")],
  ["nmea", ascii("$GARMC,")],
  ["nmea", ascii("$GBRMC,")],
  ["queclink", ascii("+RESP:GT")],
  ["queclink", ascii("+ACK:GT")],
  ["queclink", ascii("+BUFF:GT")],
  ["meitrack", ascii("$$A12,123456789012345")],
  ["meitrack", ascii("$$A1234,123456789012345")],
  ["gosafe", ascii("*GS06,356449061139936")],
  ["meiligao", fromHex("24240011 123456ffffffff 50")],
  ["watch", ascii("[3G*1234567890")],
  ["watch", ascii("[SG*1234567890")],
  ["watch", ascii("[CS*1234567890")],
  ["wialon-ips", ascii("#L#")],
  ["suntech", ascii("ST300STT;")],
  ["suntech", ascii("SA200STT;")],
  ["mqtt", join(fromHex("1012 0004"), ascii("MQTT"))],
  ["http", ascii("GET /")],
  ["http", ascii("PRI * HTTP/2")],
  ["tls", fromHex("1603010200 01")],
  ["ssh", ascii("SSH-")],
  ["rdp", fromHex("03000013 0e e0")],
];

describe.each(ROWS)("%s", (family, first) => {
  const { matches } = of(family);
  it("may come true with every byte, and does with the last", () => {
    // The bytes behind those that arrived do not count.
    for (const behind of [0x00, 0xc5, first.at(-1)!]) {
      const all = join(first, new Uint8Array(40).fill(behind));
      for (let size = 0; size < first.length; size++) {
        const shown = Uint8Array.from(all, (byte, i) => (i < size ? byte : behind));
        expect(matches(shown, size), `${size} bytes`).toBe(MAYBE);
      }
      expect(matches(all, first.length)).toBe(YES);
    }
  });
  it("is none with another last byte", () => {
    const other = Uint8Array.from(first);
    other[first.length - 1]! ^= 0xff;
    expect(matches(other, other.length)).toBe(NO);
  });
});

it("every family is among them", () => {
  expect([...new Set(ROWS.map(([family]) => family))]).toEqual(
    signatures().map(({ family }) => family),
  );
});

it("meiligao fills its digits up with F alone", () => {
  const { matches } = of("meiligao");
  const filled = "0123456789f";
  for (const high of "0123456789abcdef") {
    for (const low of "0123456789abcdef") {
      const bytes = fromHex(`24240011 123456ffff${high}${low}ff 50`);
      const isFilled = filled.includes(high) && filled.includes(low);
      expect(matches(bytes, bytes.length), `${high}${low}`).toBe(isFilled ? YES : NO);
    }
  }
});

it("what people read of the first bytes is what matches", () => {
  for (const { family, beginning, matches } of signatures()) {
    // Text, or bytes as pairs of digits.
    const quoted = [...beginning.matchAll(/`([^`]+)`/g)].map(([, text]) =>
      /^[0-9A-F]{2}( [0-9A-F]{2})*$/.test(text!) ? fromHex(text!) : ascii(text!),
    );
    const matching = quoted.filter((bytes) => matches(bytes, bytes.length) !== NO);
    expect(matching.length, `${family}: ${beginning}`).toBeGreaterThan(0);
  }
});
