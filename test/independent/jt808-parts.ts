/** Messages of JT/T 808 that come in parts: bit 13 of the attributes, docs/protocol/jt808-tables.md §5. */
import { edition, jt808Sample, randomPhone } from "./jt808-frame.ts";
import { batch } from "./jt808-position.ts";
import type { Random } from "./random.ts";
import { OneOf, OPEN, type Sample } from "./truth.ts";

export interface InParts {
  readonly parts: readonly Sample[];
  /** The message after the last part; its bytes were never on the wire. */
  readonly whole: Sample;
}

export function batchInParts(random: Random): InParts {
  const year = edition(random);
  const phone = randomPhone(random, year);
  const { body, truth } = batch(random, year);
  const total = random.int(2, 5);
  const cuts = Array.from({ length: total - 1 }, () => 2 * random.int(1, body.length / 2 - 1));
  const ends = [0, ...cuts.sort((a, b) => a - b), body.length];
  const serialNumber = random.int(0, 0xffff - total);
  const parts = Array.from({ length: total }, (_, i) => {
    const tail = body.slice(ends[i], ends[i + 1]);
    return jt808Sample(
      random,
      0x0704,
      tail,
      { type: "unknown", extra: [], tail },
      {
        year,
        phone,
        serialNumber: serialNumber + i,
        part: { total, number: i + 1 },
      },
    );
  });
  const whole = jt808Sample(random, 0x0704, body, truth, { year, phone });
  return {
    parts,
    whole: {
      ...whole,
      truth: {
        ...whole.truth,
        serialNumber: new OneOf(serialNumber, serialNumber + total - 1),
        jt808: OPEN,
      },
    },
  };
}
