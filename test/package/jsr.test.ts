/** jsr.json agrees with package.json. `npm run test:runtimes` tries whether JSR accepts the sources. */
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const npm = readJson("package.json");
const jsr = readJson("jsr.json");

function readJson(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name, root), "utf8"));
}

it("has the name with a scope, the version and the licence of package.json", () => {
  expect(jsr["name"]).toBe(`@${npm["name"]}/${npm["name"]}`);
  expect([jsr["version"], jsr["license"]]).toEqual([npm["version"], npm["license"]]);
});

it("has every entry point except ./vectors, into which the build puts the vectors", () => {
  const entries = Object.entries(npm["exports"] as object)
    .filter(([, target]) => typeof target === "object")
    .map(([entry]) => entry);
  const sources = jsr["exports"] as Record<string, string>;
  expect([...Object.keys(sources), "./vectors"].sort()).toEqual(entries.sort());
  for (const [entry, source] of Object.entries(sources)) {
    // The folder `layout` is a lower layer.
    const folder = entry === "./layout" ? "protocol" : entry.slice(2);
    expect(source).toBe(`./src/${entry === "." ? "" : `${folder}/`}index.ts`);
    expect(existsSync(new URL(source, root))).toBe(true);
  }
});
