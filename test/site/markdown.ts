/** The code in the pages of the guide. */
import { readFileSync } from "node:fs";

const GUIDE: URL = new URL("../../docs/guide/", import.meta.url);

export interface Block {
  readonly language: string;
  readonly code: string;
  /** Of the first line of the code. */
  readonly line: number;
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; code: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open === undefined) {
      if (line.startsWith("```")) open = { language: line.slice(3), line: index + 2, code: [] };
    } else if (line === "```") {
      blocks.push({ language: open.language, line: open.line, code: open.code.join("\n") });
      open = undefined;
    } else open.code.push(line);
  }
  if (open !== undefined) throw new Error(`the block of line ${open.line} is not closed`);
  return blocks;
}

export function guideBlocks(page: string): Block[] {
  return blocksOf(readFileSync(new URL(page, GUIDE), "utf8"));
}
