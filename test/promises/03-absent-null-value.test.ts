/**
 * Promise 3: a value is absent, `null` with an issue, or the value that was sent. An unknown value never becomes 0,
 * false or the current time.
 *
 * Broken once by hand: in coordinate.ts, -0 for a coordinate of zero with a minus sign: failed.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { fuzz } from "./fuzz.ts";
import { INPUT } from "./inputs.ts";
import { checkValues } from "./oracle.ts";

fuzz(
  "no value that is none, and no null without an issue",
  2000,
  fc.property(INPUT, (bytes) => {
    for (const message of decode(bytes)) checkValues(message);
  }),
);

/** Properties of every report, for which no other value may be substituted. */
const BODY = [
  "time",
  "valid",
  "latitude",
  "longitude",
  "speedKmh",
  "courseDegrees",
  "status",
] as const;

function read(message: Message | undefined, name: string): unknown {
  return (message as Record<string, unknown> | undefined)?.[name];
}

describe("an empty field", () => {
  for (const { file, vectors } of loadVectors()) {
    const texts = vectors.filter(({ ascii, expect: [first, ...others] }) => {
      // In the dialect of maker WT, the number of empty fields determines the form.
      return (
        /^\*(?!WT)/.test(ascii ?? "") && others.length === 0 && first!["latitude"] !== undefined
      );
    });
    if (texts.length === 0) continue;
    it(`is null, and nothing else changes: ${file}`, () => {
      for (const { id, ascii } of texts) {
        const [original] = decode(ascii!);
        const fields = ascii!.split(",");
        // After maker, id and type, and before the fields whose number identifies the tail.
        for (let at = 3; at < Math.min(fields.length, 12); at++) {
          const emptied = fields.map((text, i) => (i === at ? "" : text));
          const [message] = decode(emptied.join());
          if (message?.type !== original!.type) continue;
          for (const name of BODY) {
            const value = read(message, name);
            if (value === undefined || value === null) continue;
            // Two zeros mean no position; one is a value.
            if (value === 0 && read(original, name) === null) continue;
            expect(value, `${id} without field ${at}: ${name}`).toEqual(read(original, name));
          }
        }
      }
    });
  }
});

describe("impossible numbers of cells", () => {
  it("are null with an issue: country 8489 in three cells between 7E flags", () => {
    const [message] = decode(
      Buffer.from(
        "7e2470218439202300050507204200414641018105833c000000ffffbbff000000002129024f6d28d60d4f6d28d8094f6d2787080800007e",
        "hex",
      ),
    );
    for (const cell of (message as { cells?: { mcc: unknown }[] }).cells ?? []) {
      expect(cell.mcc).toBeNull();
    }
    expect(message!.issues.length).toBeGreaterThan(0);
  });
});

it("a temperature of -0.0 is 0, not -0", () => {
  const [message] = decode(
    "*HQ,2000523854,V1,160012,A,2235.4681,N,11353.5869,E,0000,356,210317,FFFFFBFF#,T-0.0#",
  );
  expect((message as { temperatureCelsius?: number }).temperatureCelsius).toBe(0);
});

it("a level of -000 is 0, not -0", () => {
  const [message] = decode(
    "*HQ,1451828212,NBR,112315,724,10,2,2,215,2000,-000,215,2875,-67,011215,FFFFFFFF#",
  );
  const { cells } = message as { cells?: { rssiDbm?: number }[] };
  expect(cells?.map(({ rssiDbm }) => rssiDbm)).toEqual([0, -67]);
});

describe("a value that a vector does not carry", () => {
  it("is absent, not undefined", () => {
    for (const { vectors } of loadVectors()) {
      for (const vector of vectors) {
        for (const message of decode(bytesOf(vector))) {
          expect(Object.values(message), vector.id).not.toContain(undefined);
        }
      }
    }
  });
});
