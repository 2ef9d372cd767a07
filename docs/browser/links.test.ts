/** Every link of the built site resolves to a page, and to an anchor on it. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BASE, DIST } from "./site.ts";

const HOST = "http://site.invalid";

const texts = new Map(
  readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => [`${BASE}${file}`, readFileSync(DIST + file, "utf8")]),
);
const files = new Set(
  readdirSync(DIST, { recursive: true, encoding: "utf8" }).map((file) => `${BASE}${file}`),
);
const ids = new Map<string, Set<string>>();

function idsOf(page: string): Set<string> {
  const known = ids.get(page);
  if (known !== undefined) return known;
  const found = new Set(
    [...(texts.get(page) ?? "").matchAll(/ id="([^"]+)"/g)].map((m) => m[1] as string),
  );
  ids.set(page, found);
  return found;
}

function problemOf(page: string, link: string): string | null {
  const url = new URL(link.replaceAll("&amp;", "&"), HOST + page);
  if (url.origin !== HOST) return null;
  let path = decodeURIComponent(url.pathname);
  if (path.endsWith("/")) path += "index.html";
  if (texts.has(`${path}.html`)) path += ".html";
  if (!files.has(path)) return `${page}: ${link} leads nowhere`;
  // The playground's script reads these hashes; they are no anchors.
  if (/^#(?:input|family)=/.test(url.hash)) return null;
  const anchor = decodeURIComponent(url.hash.slice(1));
  const isMissing = anchor !== "" && texts.has(path) && !idsOf(path).has(anchor);
  return isMissing ? `${page}: ${link} has no such place` : null;
}

it("every link resolves", () => {
  expect(texts.size).toBeGreaterThan(100);
  const problems = new Set<string>();
  let count = 0;
  for (const [page, text] of texts) {
    for (const match of text.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      const link = match[1] as string;
      if (/^(?:data|mailto):/.test(link)) continue;
      count++;
      const problem = problemOf(page, link);
      if (problem !== null) problems.add(problem);
    }
  }
  expect(count).toBeGreaterThan(1000);
  expect([...problems]).toEqual([]);
});

it("finds a broken link", () => {
  const page = `${BASE}playground.html`;
  expect(problemOf(page, "./nowhere.html")).toMatch(/nowhere/);
  expect(problemOf(page, "./issues.html#nothing")).toMatch(/no such place/);
  expect(problemOf(page, "/issues.html")).toMatch(/nowhere/);
});
