/**
 * The types for `import` are those for `require` under another name, so that the package has them once, and a
 * `FrameSplitter` is the same type for both.
 */
import { writeFileSync } from "node:fs";

export function writeImportTypes(entries: readonly string[]): void {
  for (const entry of entries) {
    const path = new URL(`../dist/${entry}.d.ts`, import.meta.url);
    writeFileSync(path, `export * from "./node/${entry}.cjs";\n`);
  }
}
