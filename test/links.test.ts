/** Every link in Markdown files resolves to a file, and to a heading in it. Links to other sites have a valid form. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);

const PAGES = [
  "",
  ".github/",
  "vectors/",
  "docs/",
  "docs/guide/",
  "docs/protocol/",
  ...folders("examples/"),
].flatMap((folder) => {
  const place = new URL(folder, root);
  const names = existsSync(place) ? readdirSync(place) : [];
  return names.filter((name) => name.endsWith(".md")).map((name) => folder + name);
});

function folders(parent: string): string[] {
  return readdirSync(new URL(parent, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}${name}/`);
}

function read(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Code contains no links. */
function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]+`/g, "`");
}

function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  return [
    /\]\(<?([^)\s>]*)>?[^)]*\)/g,
    /^\[[^\]]+\]: *(\S+)/gm,
    / (?:href|src)="([^"]*)"/g,
    // Actions of the site's home page.
    /\blink: ([^\s}]+)/g,
  ].flatMap((form) => [...prose.matchAll(form)].map((match) => match[1] as string));
}

/** The anchors that GitHub makes. */
function anchorsOf(path: string): Set<string> {
  const anchors = new Set<string>();
  const text = read(path).replace(/^```[\s\S]*?^```/gm, "");
  for (const [, heading = ""] of text.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The problem of a link, or `null`. */
function problemOf(page: string, link: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) {
    if (/^mailto:[^@\s]+@[^@\s]+$/.test(link)) return null;
    return /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/\S*)?$/i.test(link)
      ? null
      : "is no https address";
  }
  const [path = "", anchor] = link.split("#", 2);
  const base = path.startsWith("/") ? new URL("docs/", root) : new URL(page, root);
  const target = path === "" ? base : new URL(path.replace(/^\//, ""), base);
  if (!target.href.startsWith(root.href)) return "leads out of the project";
  // The site has its pages without `.md`.
  const isOfSite = page.startsWith("docs/");
  const found = [target.href, ...(isOfSite ? [`${target.href}.md`, `${target.href}index.md`] : [])]
    .map((one) => new URL(one))
    .find((one) => existsSync(one));
  if (found === undefined) return "leads nowhere";
  const name = decodeURIComponent(found.href.slice(root.href.length));
  // docs/vectors.md includes vectors/README.md.
  if (isOfSite && !name.startsWith("docs/") && name !== "vectors/README.md") {
    return "leads out of the site";
  }
  if (anchor === undefined || statSync(found).isDirectory()) return null;
  return name.endsWith(".md") && anchorsOf(name).has(decodeURIComponent(anchor))
    ? null
    : "leads to no heading";
}

it("looks at the pages that people read", () => {
  expect(PAGES).toEqual(
    expect.arrayContaining([
      ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "vectors/README.md"],
      ...["docs/regression.md", "docs/guide/streams.md", "examples/collector/README.md"],
    ]),
  );
});

it.each(PAGES)("%s", (page) => {
  const problems = linksOf(read(page)).flatMap((link) => {
    const problem = problemOf(page, link);
    return problem === null ? [] : [`${link} ${problem}`];
  });
  expect(problems).toEqual([]);
});

describe("the check itself", () => {
  it("finds links in every form, and none in code", () => {
    const text =
      '[a](a.md) ![b](b.png "B") [c]: x\n[d]: d.md\n<a href="e.md">\n`[f](f.md)`\n```\n[g](g.md)\n```\n';
    expect(linksOf(text)).toEqual(["a.md", "b.png", "d.md", "e.md"]);
  });

  it.each([
    ["docs/guide/streams.md", "../playground", null],
    ["docs/guide/streams.md", "./playground", "leads nowhere"],
    ["README.md", "docs/sniff", "leads nowhere"],
    ["README.md", "docs/images/playground-dark.png", null],
    ["README.md", "../other", "leads out of the project"],
    ["docs/regression.md", "../vectors/README.md#a-vector", null],
    ["docs/regression.md", "../bench/README.md", "leads nowhere"],
    ["docs/regression.md", "../src/index.ts", "leads out of the site"],
    ["README.md", "src/index.ts", null],
    ["README.md", "CONTRIBUTING.md#adding-a-command", null],
    ["README.md", "CONTRIBUTING.md#adding-a-comand", "leads to no heading"],
    ["CONTRIBUTING.md", "#adding-a-command", null],
    ["README.md", "https://example.org/a?b=1#c", null],
    ["README.md", "http://example.org/", "is no https address"],
    ["README.md", "https://localhost/", "is no https address"],
  ])("%s: %s", (page, link, problem) => expect(problemOf(page, link)).toBe(problem));
});
