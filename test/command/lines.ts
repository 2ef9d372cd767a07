import { readFileSync } from "node:fs";
import type { Command } from "../../src/index.ts";

/** A line of vectors/commands/*.jsonl; vectors/README.md explains the keys. */
export interface Line {
  readonly id: string;
  readonly command: Record<string, unknown> & { readonly type: string };
  readonly to: { readonly deviceId: string; readonly at: string; readonly maker?: string };
  readonly at: string;
  readonly serialNumber?: number;
  readonly ascii?: string;
  readonly hex?: string;
  readonly expect: Record<string, unknown> | null;
  readonly r12: string | null;
  readonly v4: string | null;
}

/** Each with its id, in the form of `it.each`. */
export function loadLines(file: string): (readonly [string, Line])[] {
  return readFileSync(new URL(`../../vectors/commands/${file}`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((text) => JSON.parse(text) as Line)
    .map((line) => [line.id, line] as const);
}

export function bytesOfLine({ ascii, hex }: Line): Uint8Array {
  return new Uint8Array(
    hex === undefined ? Buffer.from(ascii!, "latin1") : Buffer.from(hex, "hex"),
  );
}

/** JSON has bytes among the arguments as `{ hex }`. */
export function commandOf({ command }: Line): Command {
  const { bytes } = command as { bytes?: { hex: string } };
  if (bytes === undefined) return command as unknown as Command;
  const given = new Uint8Array(Buffer.from(bytes.hex, "hex"));
  return { ...command, bytes: given } as unknown as Command;
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
