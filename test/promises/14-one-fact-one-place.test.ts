/**
 * Promise 14: a wire fact stands in one row. Each test changes one row and loads everything anew: what is made
 * from rows must follow, and nothing else must know better.
 */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DollarTail } from "../../src/h02/dollar/tails.ts";
import { type NumberKind, uint } from "../../src/kind/bytes/number.ts";
import type { BytesRow } from "../../src/kind/row.ts";
import { type Read, readerOf } from "../readers/kaitai.ts";

const TAILS = "../../src/h02/dollar/tails.ts";
const READER = "../../src/generated/dollar.ts";

// Vector binary-45-005 (docs/protocol/h02.md §1.3): GSM level 15 hex at 31, 6 satellites at 32, 44 km at 33.
const CLASSIC = Uint8Array.from(
  Buffer.from(
    "24410077314221532131081504575970060744893206000000fffffbfdff0015060000002c02dc0c000000001f",
    "hex",
  ),
);

type Change = (row: BytesRow, index: number, rows: readonly BytesRow[]) => BytesRow;

const H02_PAGE = readFileSync(new URL("../../docs/protocol/h02.md", import.meta.url), "utf8");

/** Everything that is made from rows, loaded with the classic tail's rows changed. */
async function withRows(change: (rows: readonly BytesRow[]) => readonly BytesRow[]) {
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
  // The reader of the package is that of the unchanged rows.
  const made = await compiled(reader);
  vi.doMock(READER, () => made);
  const { parseFrame, parseTraced } = await import("../../src/parse.ts");
  const { explain } = await import("../../src/explain.ts");
  const { encodeMessage } = await import("../../src/command/encode-message.ts");
  const { createAnonymiser } = await import("../../src/anonymise/anonymise.ts");
  const { fillPrinted } = await import("../../docs/print-protocol.ts");
  const { messageSchemas } = await import("../../build/schema.ts");
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
    table: files.get("src/generated/dollar-tail-table.ts")!,
    /** The rows of the dissector with that name. */
    lua: (name: string): string =>
      textOf(files.get("src/generated/wireshark-lua.ts")!)
        .split("\nROWS[")
        .filter((row) => new RegExp(`^\\d+\\] = \\{\\s+name = "${name}",`).test(row))
        .join("\n"),
    luaFields: textOf(files.get("src/generated/wireshark-lua.ts")!),
    /** What Kaitai Struct reads behind the head. */
    kaitai: async (bytes: Uint8Array): Promise<Read> => {
      const [, text] = /dollar: (\[.*?\])\.join/s.exec(files.get("src/generated/kaitai-ksy.ts")!)!;
      const read = await readerOf((JSON.parse(text!) as string[]).join("\n"));
      return read(bytes)["tail"] as Read;
    },
  };
}

/** The text that a generated module has, line by line. */
function textOf(module: string): string {
  return (JSON.parse(/\[.*\]/s.exec(module)![0]) as string[]).join("\n");
}

/** The generated module, compiled. */
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

const onlyRow =
  (name: string, change: Change) =>
  (rows: readonly BytesRow[]): readonly BytesRow[] =>
    rows.map((row, i) => (row.name === name ? change(row, i, rows) : row));

afterEach(() => {
  vi.doUnmock(TAILS);
  vi.doUnmock(READER);
  vi.resetModules();
});

describe("a row of the classic tail, changed", () => {
  it("as it is, for comparison", async () => {
    const all = await withRows((rows) => rows);
    expect(all.read(CLASSIC)).toMatchObject({ signalCsq: 21, satellites: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, length: 1, name: "signalCsq", value: 21 }),
    );
    expect(all.page).toContain("| 31 | 1 | `signalCsq` |");
    expect(all.table).toContain("[31,1,0,31,99]");
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.lua("signalCsq")).toContain("notKnown = 99");
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 21, satellites: 6 });
  });

  it("one row more: everything follows", async () => {
    // Of four bytes of kilometres the last is a temperature.
    const all = await withRows((rows) =>
      rows.flatMap((row): BytesRow[] =>
        row.name !== "odometerMeters"
          ? [row]
          : [
              { ...row, kind: uint(3, { times: 1000 }) },
              { name: "temperatureCelsius", kind: uint(1), unit: "°C", about: "Temperature" },
            ],
      ),
    );
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ odometerMeters: 0, temperatureCelsius: 44, satellites: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 36, name: "temperatureCelsius", value: 44, unit: "°C" }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 36 | 1 | `temperatureCelsius` | °C |");
    expect(JSON.stringify(all.schema["temperatureCelsius"])).toContain('"maximum":255');
    expect(all.write({ ...message, temperatureCelsius: 7 })[36]).toBe(7);
    expect(all.luaFields).toMatch(/temperatureCelsius = "number"/);
    expect(all.lua("temperatureCelsius")).toMatch(/kind = "uint",\s+halves = 2,/);
    expect(await all.kaitai(CLASSIC)).toMatchObject({
      odometer_meters: 0,
      temperature_celsius: 44,
      satellites: 6,
    });
  });

  it("in its name: reader, explanation, fast reader, docs, schema and writer follow", async () => {
    const all = await withRows(onlyRow("signalCsq", (row) => ({ ...row, name: "gsmLevel" })));
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ gsmLevel: 21 });
    expect(message).not.toHaveProperty("signalCsq");
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, name: "gsmLevel", value: 21 }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 31 | 1 | `gsmLevel` |");
    expect(all.schema["gsmLevel"]).toEqual({ type: ["integer", "null"], minimum: 0, maximum: 31 });
    expect(all.write(message)).toEqual(CLASSIC);
    expect(all.write({ ...message, gsmLevel: 7 })[31]).toBe(7);
    expect(all.lua("gsmLevel")).toContain("most = 31");
    const read = await all.kaitai(CLASSIC);
    expect(read).toMatchObject({ gsm_level: 21 });
    expect(read).not.toHaveProperty("signal_csq");
  });

  it("in its unit and scale: reader, explanation, fast reader, docs, schema and writer follow", async () => {
    const halves = (row: BytesRow): BytesRow => {
      const kind: NumberKind = { ...(row.kind as NumberKind), over: 2, step: 0.5, isPlain: false };
      return { ...row, kind, unit: "dB" };
    };
    const all = await withRows(onlyRow("signalCsq", halves));
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ signalCsq: 10.5 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 31, value: 10.5, unit: "dB" }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 31 | 1 | `signalCsq` | dB |");
    expect(all.schema["signalCsq"]).toMatchObject({
      anyOf: expect.arrayContaining([{ type: ["number", "null"], minimum: 0, maximum: 15.5 }]),
    });
    expect(all.write({ ...message, signalCsq: 7.5 })[31]).toBe(15);
    expect(all.lua("signalCsq")).toContain("over = 2");
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 10.5 });
  });

  it("in its range: reader, fast reader, schema, writer and splitter follow", async () => {
    const narrow = (row: BytesRow): BytesRow => ({
      ...row,
      kind: { ...(row.kind as NumberKind), most: 20 } as NumberKind,
      likely: [0, 20],
    });
    const all = await withRows(onlyRow("signalCsq", narrow));
    expect(all.read(CLASSIC)).toMatchObject({
      signalCsq: null,
      issues: [{ code: "out-of-range", field: "signalCsq", expected: "0 to 20" }],
    });
    expect(all.isFast(CLASSIC)).toBe(false);
    expect(all.table).toContain("[31,1,0,20,99]");
    expect(() => all.write({ ...all.read(CLASSIC), signalCsq: 21 })).toThrow(RangeError);
    expect(JSON.stringify(all.schema["signalCsq"])).toContain('"maximum":20');
    expect(all.lua("signalCsq")).toContain("most = 20");
    expect(await all.kaitai(CLASSIC)).not.toHaveProperty("signal_csq");
  });

  it("in its place: everything that knows a place follows", async () => {
    const swap = (rows: readonly BytesRow[]): readonly BytesRow[] => {
      const [mark, csq, satellites, ...others] = rows;
      return [mark!, satellites!, csq!, ...others];
    };
    const all = await withRows(swap);
    const message = all.read(CLASSIC);
    expect(message).toMatchObject({ satellites: 1 + 5, signalCsq: 6 });
    expect(all.explain(CLASSIC)).toContainEqual(
      expect.objectContaining({ offset: 32, name: "signalCsq", value: 6 }),
    );
    expect(all.isFast(CLASSIC)).toBe(true);
    expect(all.page).toContain("| 32 | 1 | `signalCsq` |");
    expect(all.table).toContain("[32,1,0,31,99]");
    expect(all.write({ ...message, signalCsq: 3 })[32]).toBe(3);
    expect(await all.kaitai(CLASSIC)).toMatchObject({ signal_csq: 6, satellites: 1 + 5 });
  });

  it("in what it says of who and where: the anonymiser follows", async () => {
    const kilometres = (bytes: Uint8Array): string =>
      Buffer.from(bytes.subarray(33, 37)).toString("hex");
    const before = await withRows((rows) => rows);
    expect(kilometres(before.anonymise(CLASSIC))).toBe(kilometres(CLASSIC));
    const all = await withRows(
      onlyRow("odometerMeters", ({ personal: _, ...row }) => row as BytesRow),
    );
    expect(kilometres(all.anonymise(CLASSIC))).not.toBe(kilometres(CLASSIC));
  });
});
