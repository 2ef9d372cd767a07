/** The check of a whole head, four bytes at a time, agrees with the one that reads byte by byte. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { HEAD_LENGTH, isHead, startsHead, YES } from "../../src/frame/start.ts";
import { wholeFrames } from "./streams.ts";

const HEADS = wholeFrames()
  .map(({ bytes }) => bytes)
  .filter((bytes) => "$MXP".includes(String.fromCharCode(bytes[0]!)) && bytes.length >= HEAD_LENGTH)
  .map((bytes) => Uint8Array.from(bytes.subarray(0, HEAD_LENGTH)));
/** Enough for each byte with each value. */
const SOME = HEADS.filter((_, i) => i % Math.ceil(HEADS.length / 20) === 0);

/** What both say, if they agree. */
function verdict(bytes: Uint8Array): boolean {
  const answer = isHead(bytes, new DataView(bytes.buffer), 0);
  if (answer !== (startsHead(bytes, 0, bytes.length, 0) === YES)) {
    expect.fail(`isHead says ${answer} of ${Buffer.from(bytes).toString("hex")}`);
  }
  return answer;
}

it("agrees for each value of each byte", () => {
  const counts = { yes: 0, no: 0 };
  for (const head of SOME) {
    for (let at = 1; at < HEAD_LENGTH; at++) {
      const bytes = Uint8Array.from(head);
      for (let byte = 0; byte < 256; byte++) {
        bytes[at] = byte;
        counts[verdict(bytes) ? "yes" : "no"]++;
      }
    }
  }
  expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(SOME.length * 1000);
});

it("agrees for heads with several changes", () => {
  const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.nat(255)), {
    minLength: 2,
  });
  fc.assert(
    fc.property(fc.constantFrom(...HEADS), changes, (head, changed) => {
      const bytes = Uint8Array.from(head);
      for (const [at, byte] of changed) bytes[at] = byte;
      verdict(bytes);
    }),
    { numRuns: 20_000 },
  );
});
