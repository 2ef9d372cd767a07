/**
 * The API reference: every function and class of every entry point has an example that compiles and gives the values
 * shown.
 */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { API } from "../../docs/.vitepress/sidebar.ts";
import { blocksOf } from "./markdown.ts";
import { problemsOf, runBlock } from "./run-block.ts";

const SRC = new URL("../../src/", import.meta.url).pathname;

interface Example {
  /** Import path and name: `sinotrack-protocol/obd readObd`. */
  readonly place: string;
  readonly codes: readonly string[];
}

/** The examples of callable exports. Constant kinds of `./layout` have none: their rows are examples. */
function examplesOf(): Example[] {
  const files = API.map(([folder, entry]) => ({
    entry,
    path: folder === "index" ? `${SRC}index.ts` : `${SRC}${folder}/index.ts`,
  }));
  const program = ts.createProgram(
    files.map(({ path }) => path),
    { target: ts.ScriptTarget.ES2022, noLib: true, allowImportingTsExtensions: true, noEmit: true },
  );
  const checker = program.getTypeChecker();
  return files.flatMap(({ entry, path }) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
    return checker.getExportsOfModule(module).flatMap((exported): Example[] => {
      const { flags } = exported;
      const symbol = flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (!(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class))) return [];
      const codes = symbol
        .getJsDocTags(checker)
        .filter(({ name }) => name === "example")
        .flatMap(({ text }) => blocksOf(ts.displayPartsToString(text)))
        .map(({ code }) => code);
      return [{ place: `${entry} ${exported.name}`, codes }];
    });
  });
}

const EXAMPLES = examplesOf();

it("finds the exports of the entry points", () => {
  const counts = API.map(([, entry]) => ({
    entry,
    count: EXAMPLES.filter(({ place }) => place.startsWith(`${entry} `)).length,
  }));
  expect(counts.filter(({ count }) => count === 0)).toEqual([]);
  expect(EXAMPLES.map(({ place }) => place)).toEqual(
    expect.arrayContaining([
      "sinotrack-protocol FrameSplitter",
      "sinotrack-protocol/layout countBytes",
    ]),
  );
});

it("they compile unchanged", () => {
  const blocks = EXAMPLES.flatMap(({ place, codes }) =>
    codes.map((code, i) => [`${place} ${i}`, code] as const),
  );
  expect(problemsOf(new Map(blocks))).toEqual([]);
});

describe("each one", () => {
  it.each(EXAMPLES)("$place", async ({ place, codes }) => {
    expect(codes).not.toEqual([]);
    const [entry = "", name = ""] = place.split(" ");
    for (const code of codes) {
      expect(code).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "${entry}";`));
      expect(code.replace(/^import .*$/gm, "")).toMatch(new RegExp(`\\b${name}\\(`));
      const { checked } = await runBlock(code, { "node:fs": { writeFileSync() {} } });
      expect(checked).toBeGreaterThan(0);
    }
  });
});

it("typedoc shows them", () => {
  const { blockTags } = JSON.parse(
    readFileSync(new URL("../../docs/typedoc.json", import.meta.url), "utf8"),
  );
  expect(blockTags).toContain("@example");
});
