/** The names of all kinds of `src/kind`, as the source has them: one that no test of pairs has fails. */
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
