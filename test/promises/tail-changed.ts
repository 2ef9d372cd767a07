/** Changes the rows of the classic `$` tail, and loads everything made from rows again. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, vi } from "vitest";
import type { DollarTail } from "../../src/h02/dollar/tails.ts";
import { uint } from "../../src/kind/bytes/number.ts";
import type { BytesRow } from "../../src/kind/row.ts";
import { type Read, readerOf } from "../readers/kaitai.ts";

const TAILS = "../../src/h02/dollar/tails.ts";
const READER = "../../src/generated/dollar.ts";

// Vector binary-45-005 (docs/protocol/h02.md §1.3): GSM level 15 hex at 31, 6 satellites at 32, 44 km at 33.
export const CLASSIC = Uint8Array.from(
  Buffer.from(
    "24410077314221532131081504575970060744893206000000fffffbfdff0015060000002c02dc0c000000001f",
    "hex",
  ),
);

const H02_PAGE = readFileSync(new URL("../../docs/protocol/h02.md", import.meta.url), "utf8");

/** Everything made from rows, loaded with changed rows of the classic tail. */
export async function withRows(change: (rows: readonly BytesRow[]) => readonly BytesRow[]) {
  vi.resetModules();
  vi.doMock(TAILS, async (original) => {
    const module = (await original()) as { readonly DOLLAR_TAILS: readonly DollarTail[] };
    const tails = module.DOLLAR_TAILS.map((tail) =>
      tail.name === "45Classic" ? { ...tail, rows: change(tail.rows) } : tail,
    );
    return { ...module, DOLLAR_TAILS: tails };
  });
  const { generatedFiles } = await import("../../build/readers.ts");
  const files = generatedFiles();
  const reader = files.get(READER.replace("../../", ""))!;
  // The package's reader was generated from the unchanged rows.
  const made = await compiled(reader);
  vi.doMock(READER, () => made);
  const { parseFrame, parseTraced } = await import("../../src/parse.ts");
  const { explain } = await import("../../src/explain.ts");
  const { encodeMessage } = await import("../../src/command/encode-message.ts");
  const { createAnonymiser } = await import("../../src/anonymise/anonymise.ts");
  const { fillPrinted } = await import("../../docs/print-protocol.ts");
  const { messageSchema, messageSchemas } = await import("../../build/schema.ts");
  return {
    read(bytes: Uint8Array): object {
      const frame = { format: "binary", bytes, offset: 0 } as const;
      const message = parseTraced(frame, undefined, []);
      expect(parseFrame(frame)).toEqual(message);
      return message;
    },
    /** Whether the fast reader takes the frame. */
    isFast: (bytes: Uint8Array) =>
      made.readDollarFast({ format: "binary", bytes, offset: 0 }, "tq") !== null,
    explain: (bytes: Uint8Array) => explain({ format: "binary", bytes, offset: 0 }),
    write: (message: object) => encodeMessage(message as never),
    anonymise: createAnonymiser("promise 14"),
    page: fillPrinted(H02_PAGE).split("#### 45 bytes: TK-Star")[1]!.split("###")[0]!,
    schema: (messageSchemas()["position"] as { properties: Record<string, object> }).properties,
    wholeSchema: messageSchema(),
    table: files.get("src/generated/dollar-tail-table.ts")!,
    /** The rows of the dissector with that name. */
    lua: (name: string): string =>
      textOf(files.get("src/generated/wireshark-lua.ts")!)
        .split("\nROWS[")
        .filter((row) => new RegExp(`^\\d+\\] = \\{\\s+name = "${name}",`).test(row))
        .join("\n"),
    dissector: textOf(files.get("src/generated/wireshark-lua.ts")!),
    /** The values that Kaitai Struct reads after the head. */
    kaitai: async (bytes: Uint8Array): Promise<Read> => {
      const [, text] = /dollar: (\[.*?\])\.join/s.exec(files.get("src/generated/kaitai-ksy.ts")!)!;
      const read = await readerOf((JSON.parse(text!) as string[]).join("\n"));
      return read(bytes)["tail"] as Read;
    },
  };
}

/** The text that a generated module exports as lines. */
function textOf(module: string): string {
  return (JSON.parse(/\[.*\]/s.exec(module)![0]) as string[]).join("\n");
}

/** Compiles a generated module. */
async function compiled(source: string): Promise<typeof import("../../src/generated/dollar.ts")> {
  const modules = {
    "../layout/fast.ts": await import("../../src/layout/fast.ts"),
    "../model/status.ts": await import("../../src/model/status.ts"),
  };
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = {} as typeof import("../../src/generated/dollar.ts");
  const require = (name: keyof typeof modules) => modules[name];
  new Function("exports", "require", outputText)(module, require);
  return module;
}

export function restoreRows(): void {
  vi.doUnmock(TAILS);
  vi.doUnmock(READER);
  vi.resetModules();
}

/** One row more: the last of four bytes of kilometres becomes a temperature. */
export function withTemperature(rows: readonly BytesRow[]): readonly BytesRow[] {
  return rows.flatMap((row): BytesRow[] =>
    row.name !== "odometerMeters"
      ? [row]
      : [
          { ...row, kind: uint(3, { times: 1000 }) },
          { name: "temperatureCelsius", kind: uint(1), unit: "°C", about: "Temperature" },
        ],
  );
}
