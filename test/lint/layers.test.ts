/** The rules in .dependency-cruiser.mjs report forbidden imports, and the list of known violations only shrinks. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";
import { afterEach, expect, it } from "vitest";
// @ts-expect-error: it has no types.
import config from "../../.dependency-cruiser.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "sinotrack-layers-")));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function violations(baseDir: string): Promise<string[]> {
  const { forbidden, options } = config as IFlattenedRuleSet & { options: object };
  const { output } = await cruise(["src"], {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: forbidden! },
  });
  return (output as ICruiseResult).summary.violations.map(nameOf).sort();
}

function nameOf(one: {
  rule: { name: string };
  from: string;
  to: string;
  cycle?: { name: string }[];
}): string {
  const way = one.cycle?.map(({ name }) => name) ?? [one.to];
  return `${one.rule.name}: ${[one.from, ...way].join(" > ")}`;
}

/** Files by path in src/, each with its imports. */
async function violationsOf(files: Record<string, readonly string[]>): Promise<string[]> {
  for (const [path, imports] of Object.entries(files)) {
    const file = join(folder, "src", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, imports.map((from) => `export type * from "${from}";\n`).join(""));
  }
  return violations(folder);
}

it.each([
  ["a later layer", "kind/a", "../model/b", "layers"],
  ["a room of the same layer", "jt808/a", "../pengaoda/b", "layers"],
  ["a reader, from the splitter", "frame/a", "../generated/v1", "layers"],
  ["the table of PIDs, from the core", "jt808/a", "../obd/b", "layers"],
  ["the splitter, from obd", "obd/a", "../frame/b", "layers"],
  ["a file of no room, and from one", "index", "./other", "layers"],
])("refuses %s", async (_, from, to, rule) => {
  const target = join(dirname(from), to);
  expect(await violationsOf({ [`${from}.ts`]: [`${to}.ts`], [`${target}.ts`]: [] })).toEqual([
    `${rule}: src/${from}.ts > src/${target}.ts`,
  ]);
});

it("refuses the imports of a file outside all rooms", async () => {
  expect(await violationsOf({ "other.ts": ["./bytes.ts"], "bytes.ts": [] })).toEqual([
    "room: src/other.ts > src/bytes.ts",
  ]);
});

it("refuses a cycle within a room", async () => {
  expect(await violationsOf({ "kind/a.ts": ["./b.ts"], "kind/b.ts": ["./a.ts"] })).toEqual([
    "no-cycles: src/kind/a.ts > src/kind/b.ts > src/kind/a.ts",
  ]);
});

it("allows an earlier layer, the same room, and a generated table in the splitter", async () => {
  expect(
    await violationsOf({
      "h02/text/a.ts": ["./b.ts", "../../frame/c.ts", "../../generated/v1.ts"],
      "h02/text/b.ts": [],
      "frame/c.ts": ["../bytes.ts", "../generated/tail-table.ts"],
      "generated/v1.ts": ["../model/message.ts", "../frame/c.ts"],
      "generated/tail-table.ts": [],
      "model/message.ts": [],
      "bytes.ts": [],
      "vectors/d.ts": ["../obd/e.ts"],
      "obd/e.ts": ["../model/message.ts"],
    }),
  ).toEqual([]);
});

it("every known violation is still one: npx depcruise-baseline src", async () => {
  const known = JSON.parse(
    readFileSync(join(ROOT, ".dependency-cruiser-known-violations.json"), "utf8"),
  ) as Parameters<typeof nameOf>[0][];
  expect(await violations(ROOT)).toEqual(expect.arrayContaining(known.map(nameOf)));
});
