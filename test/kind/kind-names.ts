/** The names of all kinds in `src/kind`, from the source, so that a kind without a test fails. */
const SOURCES = import.meta.glob("../../src/kind/*/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
}) as Readonly<Record<string, string>>;

export function kindNames(folder: "bytes" | "text"): string[] {
  const names = Object.entries(SOURCES)
    .filter(([path]) => path.includes(`/kind/${folder}/`))
    .flatMap(([, source]) => [...source.matchAll(/\bkind: "(\w+)"/g)].map(([, name]) => name!));
  return [...new Set(names)];
}
