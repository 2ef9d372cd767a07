/** Prints the list of all words of text frames: the exports of type `TextWord` in src/h02/text/. */
import { readdirSync, readFileSync } from "node:fs";
import type { TextWord } from "../src/layout/text-form.ts";
import { fileOf } from "./generated-file.ts";

const FOLDER = new URL("../src/h02/text/", import.meta.url);

/** The files with words, and the names of their exports. */
function exportsOf(): { file: string; names: string[] }[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".ts"));
  return files.sort().flatMap((file) => {
    const source = readFileSync(new URL(file, FOLDER), "utf8");
    const names = [...source.matchAll(/^export const (\w+): TextWord\b/gm)].map(
      ([, name]) => name!,
    );
    return names.length === 0 ? [] : [{ file, names: names.sort() }];
  });
}

const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** The words themselves, imported from their files: the printed list may lack a new one. */
export const ALL_WORDS: readonly TextWord[] = (
  await Promise.all(
    exportsOf().map(async ({ file, names }) => {
      const module = await import(/* @vite-ignore */ new URL(file, FOLDER).pathname);
      return names.map((name) => [name, module[name]] as const);
    }),
  )
)
  .flat()
  .sort(([a], [b]) => byName(a, b))
  .map(([, word]) => word);

export function textWords(): string {
  const exports = exportsOf();
  const words = exports.flatMap(({ names }) => names).sort(byName);
  return fileOf(
    [
      'import type { TextWord } from "../../layout/text-form.ts";',
      ...exports.map(({ file, names }) => `import { ${names.join(", ")} } from "./${file}";`),
    ],
    [
      `/** Every type of text frame that is decoded. */
export const TEXT_WORDS: readonly TextWord[] = [
${words.map((word) => `  ${word},`).join("\n")}
];`,
    ],
  );
}
