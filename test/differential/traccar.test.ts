/** Equal to Traccar on every capture, or listed in differences.json with a reason; nothing else. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { differences, type TraccarRow } from "./compare.ts";
import { REASONS, type Reason } from "./reasons.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const ROWS = read("traccar.jsonl")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as TraccarRow);
const LISTED: Record<string, Record<string, Reason>> = JSON.parse(read("differences.json"));
const VECTORS = new Map(
  loadVectors().flatMap(({ vectors }) => vectors.map((vector) => [vector.id, vector] as const)),
);

describe("Traccar's results for every captured frame", () => {
  it.each(ROWS.map((row) => [row.id, row] as const))("%s", (id, row) => {
    const [message] = decode(bytesOf(VECTORS.get(id)!));
    expect(differences(message!, row)).toEqual(Object.keys(LISTED[id] ?? {}));
  });
  it("are there for all captures, and no list entry is without a row", () => {
    const ids = new Set(ROWS.map(({ id }) => id));
    expect(ids.size).toBe(223);
    expect(Object.keys(LISTED).filter((id) => !ids.has(id))).toEqual([]);
  });
  it("every reason is used, and every difference has one", () => {
    const used = new Set(Object.values(LISTED).flatMap((fields) => Object.values(fields)));
    expect([...used].sort()).toEqual(Object.keys(REASONS).sort());
  });
});
