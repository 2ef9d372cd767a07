/** Every link in the pages leads to a page of the repository. The anchors are checked on the built site. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "vectors/README.md",
  ...["docs/", "docs/guide/"].flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith(".md"))
      .map((name) => folder + name),
  ),
];

function linksOf(page: string): string[] {
  const text = readFileSync(new URL(page, root), "utf8").replace(/^```[\s\S]*?^```/gm, "");
  const inText = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
  const inHead = [...text.matchAll(/\blink: ([^\s}]+)/g)].map((match) => match[1] as string);
  return [...inText, ...inHead].filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const path = link.replace(/#.*$/, "");
  if (path === "") return true;
  const base = path.startsWith("/") ? new URL("docs/", root) : new URL(page, root);
  const target = new URL(path.replace(/^\//, ""), base).href;
  return [target, `${target}.md`, `${target}index.md`].some((one) => existsSync(new URL(one)));
}

it.each(PAGES)("%s", (page) => {
  expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

it("the navigation of the site leads to pages", () => {
  const config = readFileSync(new URL("docs/.vitepress/config.ts", root), "utf8");
  const links = [...config.matchAll(/link: "([^"]+)"/g)].map((match) => match[1] as string);
  expect(links.length).toBeGreaterThan(10);
  // The API reference is written when the site is built.
  const here = links.filter((link) => !link.startsWith("/api/"));
  expect(here.filter((link) => !leadsSomewhere("docs/index.md", link))).toEqual([]);
});

it("finds a link that leads nowhere", () => {
  expect(leadsSomewhere("docs/guide/streams.md", "../playground")).toBe(true);
  expect(leadsSomewhere("docs/guide/streams.md", "./playground")).toBe(false);
});
