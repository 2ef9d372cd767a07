import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type DecodeObdOptions, decodeObd, PIDS } from "../../src/obd/index.ts";
import { hex, plain } from "./plain.ts";

interface ObdVector {
  readonly id: string;
  /** A response, or the text of an adapter if it has more than hexadecimal digits. */
  readonly hex?: string;
  readonly text?: string;
  readonly options?: DecodeObdOptions;
  readonly expect: readonly Record<string, unknown>[];
}

const vectors = readFileSync(new URL("../../vectors/obd/obd.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as ObdVector);

describe("vectors/obd/obd.jsonl", () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
    const { hex: digits, text, options, expect: expected } = vector;
    expect(decodeObd(digits ?? text!, options).map(plain)).toEqual(expected);
    if (digits === undefined) return;
    expect(decodeObd(hex(digits), options).map(plain)).toEqual(expected);
    const spaced = digits.toUpperCase().replace(/../g, "$& ");
    expect(decodeObd(`\r\n ${spaced}\r\n`, options).map(plain)).toEqual(expected);
  });

  it("has both limits of every PID that is decoded", () => {
    const ids = new Set(vectors.map(({ id }) => id));
    for (const { pid, reader } of PIDS) {
      if (reader === "raw") continue;
      const digits = pid.toString(16).padStart(2, "0");
      expect(ids).toContain(`obd-low-${digits}`);
      expect(ids).toContain(`obd-high-${digits}`);
    }
  });
});
