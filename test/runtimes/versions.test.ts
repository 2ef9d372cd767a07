/** The versions that `npm run test:runtimes` runs are those that package.json and the docs promise. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const { NODE, BUN, DENO, TYPESCRIPT } = await import(
  new URL("test/runtimes/versions.mjs", root).href
);

it("begins with the oldest Node that engines allows", () => {
  const { engines } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  expect(engines.node).toBe(`>=${NODE[0].replace(/\.0$/, "")}`);
});

it("agrees with docs/runtimes.md", () => {
  const page = readFileSync(new URL("docs/runtimes.md", root), "utf8");
  const reported = page.match(/^(?:node|bun|deno|typescript) [\d.]+/gm) ?? [];
  const wanted = [
    ...NODE.map((version: string) => `node ${version}`),
    `bun ${BUN}`,
    `deno ${DENO}`,
    ...TYPESCRIPT.map((version: string) => `typescript ${version}`),
  ];
  expect([...new Set(reported)]).toEqual(wanted);
});
