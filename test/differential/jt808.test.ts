/** Equal to Traccar on every JT/T 808 capture, or listed in jt808-differences.json with a reason. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { type Jt808Row, jt808Differences } from "./jt808-compare.ts";
import { JT808_REASONS, type Jt808Reason } from "./jt808-reasons.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const ROWS = read("jt808-traccar.jsonl")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Jt808Row);
const LISTED: Record<string, Record<string, Jt808Reason>> = JSON.parse(
  read("jt808-differences.json"),
);
const VECTORS = new Map(
  loadVectors().flatMap(({ vectors }) => vectors.map((vector) => [vector.id, vector] as const)),
);

describe("Traccar's results for every captured JT/T 808 frame", () => {
  it.each(ROWS.map((row) => [row.id, row] as const))("%s", (id, row) => {
    const [message] = decode(bytesOf(VECTORS.get(id)!));
    expect(jt808Differences(message!, row)).toEqual(Object.keys(LISTED[id] ?? {}));
  });
  it("are there for all captures, and no list entry is without a row", () => {
    const ids = new Set(ROWS.map(({ id }) => id));
    expect(ids.size).toBe(132);
    expect(Object.keys(LISTED).filter((id) => !ids.has(id))).toEqual([]);
  });
  it("every reason is used, and every difference has one", () => {
    const used = new Set(Object.values(LISTED).flatMap((fields) => Object.values(fields)));
    expect([...used].sort()).toEqual(Object.keys(JT808_REASONS).sort());
  });
});
