/** The code in the pages. */
import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

export interface Block {
  readonly language: string;
  /** Without the indentation of a list or the marks of a quotation. */
  readonly code: string;
  /** Line of the first line of code. */
  readonly line: number;
}

/** A fence of backticks or tildes, of any length, in a list or a quotation. */
const FENCE = /^([ \t>]*)(`{3,}|~{3,})(.*)$/;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: {
    fence: string;
    indent: string;
    language: string;
    line: number;
    code: string[];
  } | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const [, indent = "", fence = "", rest = ""] = FENCE.exec(line) ?? [];
    if (open === null) {
      if (fence === "") continue;
      open = { fence, indent, language: rest.trim(), line: index + 2, code: [] };
    } else if (fence.startsWith(open.fence) && rest.trim() === "") {
      blocks.push({ language: open.language, line: open.line, code: open.code.join("\n") });
      open = null;
    } else open.code.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  }
  if (open !== null) throw new Error(`the block of line ${open.line} is not closed`);
  return blocks;
}

/**
 * Folders that npm installs, git keeps and the build writes; `.api` has reports, which `npm run api:check` compares.
 */
const NO_PAGES = [
  ...["node_modules", "dist", "coverage", ".git", ".api", ".stryker-tmp", ".mutation"],
  ...[".vitepress", "docs/api"],
];

/** Every page of the project, as paths from the root. */
export const PAGES: readonly string[] = pagesIn("");

function pagesIn(folder: string): string[] {
  const entries = readdirSync(new URL(folder, ROOT), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder + entry.name;
    if (NO_PAGES.includes(entry.name) || NO_PAGES.includes(path)) return [];
    if (entry.isDirectory()) return pagesIn(`${path}/`);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

export function blocksIn(page: string): Block[] {
  return blocksOf(readFileSync(new URL(page, ROOT), "utf8"));
}
