import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The lines of each file in vectors/, by its path there. */
export function vectorFiles() {
  const vectors = fileURLToPath(new URL("../../vectors", import.meta.url));
  const paths = readdirSync(vectors, { recursive: true }).filter((path) => path.endsWith(".jsonl"));
  return Object.fromEntries(
    paths.sort().map((path) => {
      const lines = readFileSync(join(vectors, path), "utf8").split("\n").filter(Boolean);
      return [path.replaceAll("\\", "/"), lines.map((line) => JSON.parse(line))];
    }),
  );
}
