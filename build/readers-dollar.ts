/** Prints the fast reader of `$` frames: it reads the head once, then tries the usual tails of that length. */
import { HEAD } from "../src/h02/dollar/head.ts";
import { DOLLAR_TAILS, type DollarTail } from "../src/h02/dollar/tails.ts";
import { BytesEmitter } from "../src/kind/emit.ts";
import { halvesOf } from "../src/layout/bytes-rows.ts";
import { emitRows } from "./emitters.ts";
import { fileOf, inReportOrder } from "./generated-file.ts";

const HEAD_HALVES = halvesOf(HEAD);

export function dollarReaders(): string {
  const usual = DOLLAR_TAILS.filter(({ isUsual }) => isUsual);
  const lengths = [...new Set(usual.map(({ length }) => length))];
  const head = new BytesEmitter("s", "end", true);
  emitRows(head, HEAD, 0);
  const calls = new Set(head.calls);
  const cases = lengths.map((length) => {
    const tails = usual.filter((tail) => tail.length === length);
    return `    case ${length}: {\n${tails.map((tail) => tailOf(tail, head, calls)).join("\n")}\n    }`;
  });
  const body = `/** The message of a usual \`$\` frame; \`null\` for anything else. */
export function readDollarFast(frame: Frame, table: StatusTableName, B: Bytes = frame.bytes, start = 0, end: number = B.length): Message | null {
  // So that V8 knows: no place overflows.
  const s = start & 0x3fffffff;
  const length = end - s;
  if (${lengths.map((length) => `length !== ${length}`).join(" && ")}) return null;
  ${head.lines.join("\n  ")}
  switch (length) {
${cases.join("\n")}
    default:
      return null;
  }
}`;
  const fast = [...calls].filter((name) => name !== "statusOf").sort();
  return fileOf(
    [
      `import { type Bytes, ${fast.join(", ")} } from "../layout/fast.ts";`,
      'import type { Values } from "../kind/row.ts";',
      'import type { Frame } from "../model/frame.ts";',
      'import type { Message } from "../model/message.ts";',
      'import { type StatusTableName, statusOf } from "../model/status.ts";',
    ],
    [body],
  );
}

/** Source of a block that returns the message, or falls through to the next tail of that length. */
function tailOf(tail: DollarTail, head: BytesEmitter, calls: Set<string>): string {
  const e = new BytesEmitter("s", "end", true);
  emitRows(e, tail.rows, HEAD_HALVES);
  for (const name of e.calls) calls.add(name);
  const gives = inReportOrder(new Map([...head.gives, ...e.gives]));
  const lines = [
    ...e.lines,
    "const m: Values = {",
    '  type: "position",',
    ...gives.map(([name, source]) => `  ${name}: ${source},`),
    "  issues: [],",
    "  frame,",
    "};",
    ...head.later,
    ...e.later,
    "return m as Message;",
  ];
  const test = tail.begins
    ?.map((byte, i) => `${e.byte(HEAD_HALVES / 2 + i)} === ${byte}`)
    .join(" && ");
  const about = `      // ${tail.about}`;
  const indent = (spaces: string): string => lines.map((line) => spaces + line).join("\n");
  if (test === undefined) return `${about}\n${indent("      ")}`;
  return `${about}\n      if (${test}) {\n${indent("        ")}\n      }`;
}
