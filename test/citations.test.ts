/**
 * Every citation such as `docs/protocol/h02.md §2.4` names an existing section, and none names an unpublished document.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const TEXT = /\.(?:ts|mjs|md|jsonl|json|vue|yml)$/;
const SELF = "test/citations.test.ts";

const files = execFileSync("git", ["ls-files"], { cwd: fileURLToPath(root), encoding: "utf8" })
  .split("\n")
  .filter((file) => TEXT.test(file) && file !== SELF && !file.endsWith("package-lock.json"))
  .filter((file) => existsSync(new URL(file, root)));

/** `h02.md §2.4` for every numbered heading. */
const SECTIONS = new Set(
  ["h02", "jt808", "jt808-tables", "obd"].flatMap((page) =>
    [
      ...readFileSync(new URL(`docs/protocol/${page}.md`, root), "utf8").matchAll(
        /^#{2,4} ([0-9]+(?:\.[0-9]+)*)\.? /gm,
      ),
    ].map(([, number]) => `${page}.md §${number}`),
  ),
);

it("leads to a section", () => {
  const wrong: string[] = [];
  let count = 0;
  for (const file of files) {
    const text = readFileSync(new URL(file, root), "utf8");
    for (const [, page, first = "", more = ""] of text.matchAll(
      /docs\/protocol\/([\w-]+\.md) §([0-9.]*[0-9])((?:(?:,| and| to| or) §[0-9.]*[0-9])*)/g,
    )) {
      for (const number of [first, ...[...more.matchAll(/§([0-9.]*[0-9])/g)].map((m) => m[1])]) {
        count++;
        if (!SECTIONS.has(`${page} §${number}`)) wrong.push(`${file}: ${page} §${number}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(300);
});

it("names pages of the protocol with their folder", () => {
  const wrong = files.flatMap((file) =>
    file.startsWith("docs/")
      ? []
      : [
          ...readFileSync(new URL(file, root), "utf8").matchAll(
            /(?<![\w/.-])(?:h02|jt808|jt808-tables|obd|addenda)\.md(?!["`']).{0,20}/g,
          ),
        ].map(([found]) => `${file}: ${found}`),
  );
  expect(wrong).toEqual([]);
});
