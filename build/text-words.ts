/** The list of all words of text frames: what the files of src/h02/text/ export as `TextWord`. */
import { readdirSync, readFileSync } from "node:fs";
import { fileOf } from "./generated-file.ts";

const FOLDER = new URL("../src/h02/text/", import.meta.url);

export function textWords(): string {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".ts"));
  const exports = files.sort().flatMap((file) => {
    const source = readFileSync(new URL(file, FOLDER), "utf8");
    const names = [...source.matchAll(/^export const (\w+): TextWord\b/gm)].map(
      ([, name]) => name!,
    );
    return names.length === 0 ? [] : [{ file, names }];
  });
  const words = exports
    .flatMap(({ names }) => names)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return fileOf(
    [
      'import type { TextWord } from "../../layout/text-form.ts";',
      ...exports.map(
        ({ file, names }) => `import { ${names.sort().join(", ")} } from "./${file}";`,
      ),
    ],
    [
      `/** Every type of text frame that is decoded. */
export const TEXT_WORDS: readonly TextWord[] = [
${words.map((word) => `  ${word},`).join("\n")}
];`,
    ],
  );
}
