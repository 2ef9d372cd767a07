/**
 * docs/typedoc.json lists types that the API uses without exporting them, which typedoc would report. The test finds
 * them in the reports of the API (.api), so the list can be updated without building the site.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, it } from "vitest";

const REPORTS = new URL("../../.api/", import.meta.url);

/** Typedoc expands these: an alias, and a property that it hides as internal. */
const SEEN_THROUGH = ["BitReader", "Known"];
/** Used in `CellKind["parts"]`, of which typedoc shows the resolved type. */
const SHOWN_INSTEAD = ["CellPart"];

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  noEmit: true,
};
/** TypeScript's error number for `Cannot find name '…'`. */
const NOT_FOUND = 2304;

/** Undeclared names in the declarations, except for base types and the objects of `T["property"]`. */
function namesNotFound(reports: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => reports.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const code = reports.get(path);
    return code === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, code, version, true);
  };
  const program = ts.createProgram([...reports.keys()], OPTIONS, host);
  const sources = [...reports.keys()].map((path) => program.getSourceFile(path)!);
  const exported = new Set(
    sources.flatMap(({ statements }) =>
      statements.flatMap((one) => (ts.isDeclarationStatement(one) ? [one.name?.getText()] : [])),
    ),
  );
  const names = sources.flatMap((source) =>
    program.getSemanticDiagnostics(source).flatMap(({ code, start }) => {
      if (code !== NOT_FOUND) return [];
      const name = nodeAt(source, start!);
      const use = name.parent;
      const isBase = ts.isExpressionWithTypeArguments(use);
      const isOpened =
        ts.isTypeReferenceNode(use) &&
        ts.isIndexedAccessTypeNode(use.parent) &&
        use.parent.objectType === use;
      // API Extractor appends numbers to names that two files have.
      return isBase || isOpened ? [] : [name.getText().replace(/\$\d+$/, "")];
    }),
  );
  return [...new Set(names)].filter((name) => !exported.has(name)).sort();
}

function nodeAt(source: ts.SourceFile, position: number): ts.Node {
  let found: ts.Node = source;
  for (let next: ts.Node | undefined = source; next !== undefined; ) {
    found = next;
    next = ts.forEachChild(next, (child) =>
      child.getStart(source) <= position && position < child.end ? child : undefined,
    );
  }
  return found;
}

it("lists exactly the types that are used and not exported", () => {
  const reports = readdirSync(REPORTS).filter((file) => file.endsWith(".md"));
  const codes = reports.map((file): [string, string] => {
    const text = readFileSync(new URL(file, REPORTS), "utf8");
    return [`/${file}.ts`, /^```ts\n([\s\S]*?)^```/m.exec(text)![1]!];
  });
  expect(codes.length).toBeGreaterThan(10);
  const { intentionallyNotExported: listed } = JSON.parse(
    readFileSync(new URL("../../docs/typedoc.json", import.meta.url), "utf8"),
  ) as { intentionallyNotExported: string[] };
  const found = namesNotFound(new Map(codes)).filter((name) => !SEEN_THROUGH.includes(name));
  expect([...found, ...SHOWN_INSTEAD].sort()).toEqual([...listed].sort());
});

it("finds a type that is used and not exported", () => {
  const code =
    "interface Base {}\nexport interface A extends Base2 { b: Other; c: B; d: Base3['x'] }";
  expect(
    namesNotFound(
      new Map([
        ["/a.ts", code],
        ["/b.ts", "export type B = Date;"],
      ]),
    ),
  ).toEqual(["Other"]);
});
