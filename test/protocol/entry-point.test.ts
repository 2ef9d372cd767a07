import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as layout from "../../src/protocol/index.ts";

describe("the entry point", () => {
  const kinds = ["text", "bytes"].flatMap((folder) => {
    const url = new URL(`../../src/kind/${folder}/`, import.meta.url);
    return readdirSync(url).map((file): Promise<object> => import(new URL(file, url).href));
  });

  it("offers every kind that is a constant", async () => {
    const values = (await Promise.all(kinds)).flatMap((module): unknown[] => Object.values(module));
    const found = values.filter(
      (value) => typeof (value as { read?: unknown }).read === "function",
    );
    expect(found.length).toBeGreaterThan(20);
    const offered = new Set<unknown>(Object.values(layout));
    expect(found.filter((kind) => !offered.has(kind))).toEqual([]);
  });
});
