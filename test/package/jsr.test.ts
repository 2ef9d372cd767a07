/**
 * jsr.json says the same as package.json. That JSR would take the sources is tried by `npm run test:runtimes`.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const npm = readJson("package.json");
const jsr = readJson("jsr.json");

function readJson(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name, root), "utf8"));
}

it("has the name, behind a scope, the version and the licence of package.json", () => {
  expect(jsr["name"]).toBe(`@${npm["name"]}/${npm["name"]}`);
  expect([jsr["version"], jsr["license"]]).toEqual([npm["version"], npm["license"]]);
});

it("has every entry point but ./vectors, whose vectors are put in by the build", () => {
  const entries = Object.entries(npm["exports"] as object)
    .filter(([, target]) => typeof target === "object")
    .map(([entry]) => entry);
  const sources = jsr["exports"] as Record<string, string>;
  expect([...Object.keys(sources), "./vectors"].sort()).toEqual(entries.sort());
  for (const [entry, source] of Object.entries(sources)) {
    // The folder `layout` is a layer below.
    const folder = entry === "./layout" ? "protocol" : entry.slice(2);
    expect(source).toBe(`./src/${entry === "." ? "" : `${folder}/`}index.ts`);
    expect(existsSync(new URL(source, root))).toBe(true);
  }
});
