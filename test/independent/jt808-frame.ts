/**
 * Frames of JT/T 808: docs/protocol/jt808.md §3, docs/protocol/jt808-tables.md §5.
 *
 *     7E | id WORD, attributes WORD, [2019: version BYTE], phone BCD[6] or [10], number WORD | body | XOR | 7E
 */
import { hex } from "./dollar.ts";
import type { Random } from "./random.ts";
import { fromHex, type Sample, type Values } from "./truth.ts";

export type Edition = 2013 | 2019;

export const edition = (random: Random): Edition => (random.chance(0.4) ? 2019 : 2013);

interface Header {
  readonly year?: Edition;
  /** Sets bit 14 in a header of 2013, as some devices do (addendum 19). */
  readonly lyingBit?: boolean;
  readonly phone?: string;
  readonly serialNumber?: number;
  readonly part?: { readonly total: number; readonly number: number };
}

export const randomPhone = (random: Random, year: Edition): string => {
  const width = year === 2019 ? 20 : 12;
  return random.chance(0.3) ? random.digits(width) : random.digits(11).padStart(width, "0");
};

/** A frame around any body. */
export function jt808Sample(
  random: Random,
  id: number,
  body: string,
  truth: Values,
  header: Header = {},
): Sample {
  const { year = edition(random), lyingBit = false, part } = header;
  const { phone = randomPhone(random, year), serialNumber = random.edgy(0, 0xffff) } = header;
  const wide = year === 2019;
  const attributes =
    body.length / 2 + (wide || lyingBit ? 0x4000 : 0) + (part === undefined ? 0 : 0x2000);
  const protocolVersion = random.pick([1, 1, 1, 2]);
  const bytes = fromHex(
    [
      hex(id, 2),
      hex(attributes, 2),
      wide ? hex(protocolVersion, 1) : "",
      phone,
      hex(serialNumber, 2),
      part === undefined ? "" : hex(part.total, 2) + hex(part.number, 2),
      body,
    ].join(""),
  );
  const check = bytes.reduce((xor, byte) => xor ^ byte, 0);
  const escaped = [...bytes, check].flatMap((byte) =>
    byte === 0x7e ? [0x7d, 0x02] : byte === 0x7d ? [0x7d, 0x01] : [byte],
  );
  const { jt808, ...rest } = truth as Values & { jt808?: Values };
  return {
    bytes: Uint8Array.of(0x7e, ...escaped, 0x7e),
    truth: {
      command: `0x${hex(id, 2)}`,
      deviceId: phone,
      serialNumber,
      jt808: { version: year, protocolVersion: wide ? protocolVersion : undefined, part, ...jt808 },
      ...rest,
    },
    // The load 2 is reserved.
    faults: [rest, ...((rest["positions"] as Values[] | undefined) ?? [])].some(
      ({ status }) => (status as Values | undefined)?.["load"] === null,
    )
      ? ["out-of-range"]
      : [],
  };
}
