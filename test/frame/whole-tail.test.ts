/** `fitsTail`, which a datagram asks, beside `likeness`, which the splitter asks, of whole tails. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeness, UNLIKE } from "../../src/frame/dollar-tail.ts";
import { fitsTail } from "../../src/generated/dollar-tail-table.ts";

const HEAD_LENGTH = 29;
/** Values next to the limits of counters, levels, voltages and country codes, and those that are marks. */
const BYTES = [0, 1, 2, 3, 4, 0x0f, 0x10, 0x1f, 0x20, 0x58, 0x59, 0x63, 0x64, 0xc7, 0xc8, 0xff];
const byte = fc.oneof(fc.constantFrom(...BYTES), fc.nat(255));
const frame = fc
  .constantFrom(
    // FF 00, 0 to 31 or 99, satellites, mileage; a counter and zeros; a counter and a country.
    [45, "ff000b05000001020129"],
    [45, "000001020000000001cc"],
    [45, "000001020000000000"],
    [47, "ff000b050000010201cc0311223344007677"],
    [51, "ff040b110000010202c80511223344007600000000"],
    [54, "0000010201290200"],
  )
  .chain(([length, start]) => {
    const known = Buffer.from(start as string, "hex");
    return fc.record({
      bytes: fc.array(byte, { minLength: 60, maxLength: 60 }),
      changed: fc.array(fc.tuple(fc.nat(20), byte), { maxLength: 2 }),
      country: fc.option(fc.constantFrom(0, 199, 200, 799, 800)),
      length: fc.constant(length as number),
      known: fc.constant(known),
    });
  })
  .map(({ bytes, changed, country, length, known }) => {
    const all = Uint8Array.from(bytes.slice(0, length));
    all.set(known, HEAD_LENGTH);
    if (country !== null) new DataView(all.buffer).setUint16(length === 54 ? 33 : 37, country);
    for (const [at, value] of changed) if (at < length - HEAD_LENGTH) all[HEAD_LENGTH + at] = value;
    return all;
  });

describe("a whole tail", () => {
  it("fits exactly if nothing speaks against it", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(frame, (bytes) => {
        const fits = fitsTail(bytes, 0, bytes.length);
        const key = `${bytes.length} ${fits}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        expect(fits).toBe(likeness(bytes, 0, bytes.length, bytes.length) > UNLIKE);
      }),
      { numRuns: 4000 },
    );
    expect([...seen.keys()].sort()).toEqual(
      [45, 47, 51, 54].flatMap((length) => [`${length} false`, `${length} true`]),
    );
  });

  it.each<readonly [length: number, fits: boolean]>([
    [32, true],
    [37, false],
    [46, false],
    [48, false],
  ])("of %s bytes: %s, because only the usual ones have a fast reader", (length, fits) => {
    expect(fitsTail(new Uint8Array(length), 0, length)).toBe(fits);
  });
});
