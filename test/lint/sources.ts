/** The parsed sources of the core: all of src/ except the parts that do I/O. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const ROOT = new URL("../../", import.meta.url).pathname;

export function sources(folder: string): ts.SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .map((path) =>
      ts.createSourceFile(
        path,
        readFileSync(join(ROOT, path), "utf8"),
        ts.ScriptTarget.ES2022,
        true,
        ts.ScriptKind.TS,
      ),
    );
}

/** Every node of a file. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** The position of a node, for people. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
