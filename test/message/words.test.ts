/** How much of the head of a text frame is personal. */
import { expect, it } from "vitest";
import type { Frame } from "../../src/index.ts";
import type { TraceEntry } from "../../src/kind/trace.ts";
import { parseTraced } from "../../src/parse.ts";

it.each([
  ["a documented word is none of its owner's", "V1", "harmless"],
  ["another word may be a name", "SMITH", "word"],
])("%s: %s", (_what, word, personal) => {
  const bytes = Buffer.from(`*HQ,353271799434922,${word},A#`);
  const frame: Frame = { format: "ascii", bytes, offset: 0 };
  const trace: TraceEntry[] = [];
  expect(parseTraced(frame, undefined, trace)).toMatchObject({ command: word });
  const [entry] = trace.filter(({ meaning }) => meaning.name === "command");
  expect(entry!.meaning.personal).toBe(personal);
});
