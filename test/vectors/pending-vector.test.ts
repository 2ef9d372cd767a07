import { expect, it } from "vitest";
import { parseVectors, recordCapture } from "../../src/vectors/index.ts";
import { pendingVector } from "../../src/vectors/pending-vector.ts";

const naming = { name: "desk", number: 7, source: "my car" };

it.each([
  ["*HQ,353271799434922,XT#", "desk-007-xt"],
  ["$", "desk-007-noise"],
  ["2451159218930839471704122440659000102332181e000344fffffbffff0033", "desk-007-binary"],
  // A command with other characters than letters and digits.
  ["7e00020000013912345678000a017e", "desk-007-0x0002"],
])("%s is named after its command", (input, id) => {
  const bytes = Buffer.from(input, /^[\da-f]+$/.test(input) ? "hex" : "latin1");
  const [recording] = recordCapture(bytes);
  const [vector] = parseVectors(pendingVector(recording!, naming));
  expect(vector).toMatchObject({ id, source: "my car", note: "", review: "pending" });
  expect(vector!.expect).toEqual(recording!.messages);
});

it("a recording without messages is named too", () => {
  expect(
    pendingVector({ bytes: Uint8Array.of(), messages: [] }, { ...naming, number: 12 }),
  ).toContain('"desk-012-empty"');
});
