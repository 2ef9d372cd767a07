/** docs/size.md has the limits of .size-limit.json. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

it("docs/size.md has the checked limits", () => {
  const limits = JSON.parse(read(".size-limit.json")) as {
    path: string;
    import: string;
    limit: string;
  }[];
  const rows = limits.map((one) => {
    const entry = one.path.replace(/^dist\/(\w+)\.js$/, "./$1").replace("./index", ".");
    return `| \`${one.import.replace(/[{ }]/g, "")}\` | \`${entry}\` | ${one.limit} |`;
  });
  const table = read("docs/size.md").split("\n");
  expect(table.filter((line) => line.startsWith("| `"))).toEqual(rows);
});
