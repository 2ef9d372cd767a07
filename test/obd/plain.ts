import type { ObdReading } from "../../src/obd/index.ts";

/** A reading as in vectors: raw in hexadecimal digits, issues as pairs of code and field. */
export function plain({ raw, issues, ...rest }: ObdReading<object>): Record<string, unknown> {
  return {
    ...rest,
    raw: Buffer.from(raw).toString("hex"),
    issues: issues.map(({ code, field }) => [code, field]).sort(),
  };
}

export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
}

/** The codes of the issues of a reading. */
export function codes(reading: ObdReading<object> | undefined): string[] {
  return reading!.issues.map(({ code }) => code);
}
