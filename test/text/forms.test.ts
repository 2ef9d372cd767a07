import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { type CapturedPiece, InputReader } from "../../src/text/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { FORMS, hex } from "./forms.ts";
import { noiseLine } from "./noise.ts";

const VECTORS = loadVectors().flatMap(({ vectors }) => vectors);
/** Frames that decode to one message. */
const ALL = VECTORS.map(bytesOf).filter((bytes) => {
  const messages = decode(bytes);
  return (
    messages.length === 1 &&
    // Messages from a server are left out: they are weak evidence for the end of a $ record before them.
    !messages[0]!.command.startsWith("0x8") &&
    messages[0]?.type !== "noise" &&
    messages[0]?.frame.bytes.length === bytes.length &&
    bytes.length < 600 &&
    // Shorter ones need a label, or a line of their own.
    bytes.length >= 18
  );
});
const TEXTS = ALL.filter(
  (bytes) =>
    bytes[0] === 0x2a && bytes.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x22),
);

function pieces(input: Uint8Array | string, cuts: readonly number[] = []): CapturedPiece[] {
  const bytes = typeof input === "string" ? Buffer.from(input, "latin1") : input;
  const reader = new InputReader();
  const found: CapturedPiece[] = [];
  let from = 0;
  for (const cut of [...cuts].map((at) => at % (bytes.length + 1)).sort((a, b) => a - b)) {
    found.push(...reader.push(bytes.slice(from, cut)));
    from = cut;
  }
  found.push(...reader.push(bytes.slice(from)), ...reader.end());
  return found;
}

/** The frames from a device. */
function frames(found: readonly CapturedPiece[]): string[] {
  return found
    .filter(({ direction }) => direction !== "down")
    .flatMap(({ bytes }) => decode(bytes))
    .filter(({ type }) => type !== "noise")
    .map(({ frame }) => hex(frame.bytes));
}

describe("every form reads back the written frames", () => {
  it.each(FORMS.map((form) => [form.name, form] as const))("%s", (_name, { isBinary, write }) => {
    const own = isBinary ? ALL : TEXTS;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...own), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(100_000), { maxLength: 6 }),
        fc.boolean(),
        (list, cuts, isWindows) => {
          const written = write(list);
          const input = isWindows ? written.replaceAll(/\r?\n/g, "\r\n") : written;
          const found = pieces(input, cuts);
          expect(frames(found), input).toEqual(list.map(hex));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("with lines of other programs in between", () => {
  it.each(FORMS.map((form) => [form.name, form] as const))("%s", (_name, { isBinary, write }) => {
    const own = isBinary ? ALL : TEXTS;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...own), { maxLength: 4 }),
        fc.array(fc.array(noiseLine, { maxLength: 3 }), { minLength: 5, maxLength: 5 }),
        fc.array(fc.nat(100_000), { maxLength: 3 }),
        fc.boolean(),
        (list, lines, cuts, isWindows) => {
          let index = 0;
          const noise = (): string => (lines[index++] ?? []).map((line) => `${line}\n`).join("");
          const written = write(list, noise);
          const input = isWindows ? written.replaceAll(/\r?\n/g, "\r\n") : written;
          expect(frames(pieces(input, cuts)), input).toEqual(list.map(hex));
        },
      ),
      { numRuns: Number(process.env["FUZZ"] ?? 60) },
    );
  });
});
