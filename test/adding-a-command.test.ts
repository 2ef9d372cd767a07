/** The worked example of CONTRIBUTING.md is a row of the library, with its vectors. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blocksOf } from "./site/markdown.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const section = read("CONTRIBUTING.md")
  .split("\n## ")
  .find((text) => text.startsWith("Adding a command\n"))!;
const blocks = blocksOf(section);
const codes = (language: string): string[] =>
  blocks.filter((block) => block.language === language).map(({ code }) => code);
const outdented = (text: string): string => text.replace(/^ +/gm, "");

describe("CONTRIBUTING.md, Adding a command", () => {
  it("shows a row exactly as in the source", () => {
    const [row] = codes("ts");
    const sources = readdirSync(new URL("src/command/rows/", root))
      .filter((file) => section.includes(`(\`${file}\`)`))
      .map((file) => outdented(read(`src/command/rows/${file}`)));
    expect(sources).toEqual([expect.stringContaining(outdented(row!))]);
  });

  it("shows vectors exactly as in their files", () => {
    const files = [...section.matchAll(/`(vectors\/\S+\.jsonl)`/g)].map(([, path]) => read(path!));
    const [vectors] = codes("json");
    const lines = vectors!.split("\n");
    expect(lines).toHaveLength(files.length);
    for (const [i, line] of lines.entries()) expect(files[i]!.split("\n")).toContain(line);
  });
});
