/** Promise 14 for items of JT/T 808: one property of a row is changed, and everything made from it follows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemRow } from "../../src/jt808/item.ts";
import type { NumberKind } from "../../src/kind/bytes/number.ts";
import { readerOf, restore, withChanged } from "./changed.ts";

afterAll(restore);

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

describe("an item of JT/T 808, changed", () => {
  const HEAD = "0200002e0123456789010001";
  // Alarms and status, place, 100 m, 2024-01-01 12:00:00.
  const POSITION = "00000000000000030158d8a0072270e0006400000000240101120000";
  const ITEMS = {
    range: "8d0200c8",
    scale: "83014b",
    place: "890114",
    name: "8e014b",
    who: "8c0400003039",
  };
  const frameOf = (items: string) => {
    const size = (28 + items.length / 2).toString(16).padStart(4, "0");
    const content = hex(HEAD.replace("002e", size) + POSITION + items);
    const sum = content.reduce((all, byte) => all ^ byte, 0);
    return { format: "escaped", bytes: Uint8Array.of(0x7e, ...content, sum, 0x7e), offset: 0 };
  };
  const CHANGES: Readonly<Record<number, (row: ItemRow<NumberKind>) => object>> = {
    142: (row) => ({ ...row, name: "obd.tankPercent" }),
    131: (row) => ({
      ...row,
      unit: "bar",
      kind: { ...row.kind, over: 2, step: 0.5, isPlain: false },
    }),
    141: (row) => ({ ...row, kind: { ...row.kind, most: 100 } }),
    137: (row) => ({ ...row, id: 0x8f }),
    140: ({ personal: _, ...row }) => row,
  };
  let all: Awaited<ReturnType<typeof withChanged>>;
  let page: readonly string[];
  beforeAll(async () => {
    all = await withChanged("src/jt808/profiles.ts", ({ knownProfiles }) => {
      const [{ items }] = knownProfiles();
      for (const [i, row] of items.entries()) items[i] = CHANGES[row.id]?.(row) ?? row;
    });
    const tables = await all.page("jt808-tables.md");
    page = tables.split("### shenzhen-obd-80")[1]!.split("###")[0]!.split("\n");
  });
  const rowOf = (id: string): string => page.find((line) => line.startsWith(`| ${id} |`)) ?? "";
  const bytesAt = (made: Uint8Array, id: number, length: number): number[] => {
    const at = made.indexOf(id, 40);
    return [...made.subarray(at + 2, at + 2 + length)];
  };

  it("in its name", () => {
    const { message, isFast, explained, again } = readerOf(all, frameOf(ITEMS.name));
    expect([message.obd, message.issues, isFast]).toEqual([{ tankPercent: 75 }, [], true]);
    expect(explained).toContainEqual(
      expect.objectContaining({ name: "obd.tankPercent", value: 75 }),
    );
    expect(bytesAt(again({ obd: { tankPercent: 7 } }), 0x8e, 1)).toEqual([7]);
    expect(JSON.stringify(all.schema.position)).toContain('"tankPercent"');
    expect(all.table(message)).toContain("75");
    expect(rowOf("8E")).toContain("`obd.tankPercent`");
  });

  it("in its unit and scale", () => {
    const { message, isFast, explained, again } = readerOf(all, frameOf(ITEMS.scale));
    expect([message.obd, isFast]).toEqual([{ engineLoadPercent: 37.5 }, true]);
    expect(explained).toContainEqual(expect.objectContaining({ value: 37.5, unit: "bar" }));
    expect(bytesAt(again({ obd: { engineLoadPercent: 3.5 } }), 0x83, 1)).toEqual([7]);
    expect(rowOf("83")).toContain("| bar |");
  });

  it("in its range", () => {
    const { message, isFast, again } = readerOf(all, frameOf(ITEMS.range));
    expect(message).toMatchObject({
      obd: { remainingRangeKm: null },
      issues: [{ code: "out-of-range", expected: "0 to 100" }],
    });
    expect(isFast).toBe(false);
    expect(() => again({ obd: { remainingRangeKm: 101 } })).toThrow(RangeError);
    expect(bytesAt(again({ obd: { remainingRangeKm: 100 } }), 0x8d, 2)).toEqual([0, 100]);
  });

  it("in its id", () => {
    const { message, explained, again } = readerOf(all, frameOf(ITEMS.place));
    expect([message.obd, message.jt808.items]).toEqual([
      undefined,
      [{ id: 0x89, data: Uint8Array.of(20) }],
    ]);
    expect(explained).toContainEqual(expect.objectContaining({ name: "jt808.items" }));
    const made = again({
      jt808: { ...message.jt808, items: undefined },
      obd: { throttlePositionPercent: 9 },
    });
    expect(bytesAt(made, 0x8f, 1)).toEqual([9]);
    expect([rowOf("89"), rowOf("8F")]).toEqual(["", expect.stringContaining("throttlePosition")]);
  });

  it("in `personal`", () => {
    const kept = bytesAt(all.anonymise(frameOf(ITEMS.scale).bytes), 0x83, 1);
    const made = bytesAt(all.anonymise(frameOf(ITEMS.who).bytes), 0x8c, 4);
    expect([kept, made]).toEqual([[75], expect.not.arrayContaining([0x30, 0x39])]);
  });
});
