/** The fast readers of `$` frames, one for each usual tail. */
import { HEAD } from "../src/h02/dollar/head.ts";
import { DOLLAR_TAILS, type DollarTail } from "../src/h02/dollar/tails.ts";
import { BytesEmitter } from "../src/kind/emit.ts";
import { halvesOf } from "../src/layout/bytes-rows.ts";
import { emitRows } from "./emitters.ts";
import { fileOf, inReportOrder } from "./generated-file.ts";

export function dollarReaders(): string {
  const calls = new Set<string>();
  const usual = DOLLAR_TAILS.filter(({ isUsual }) => isUsual);
  const functions = usual.map((tail) => readerOf(tail, calls));
  const lengths = [...new Set(usual.map(({ length }) => length))];
  const cases = lengths.map((length) => {
    const choices = usual.filter((tail) => tail.length === length).map(choiceOf);
    return `    case ${length}:\n      ${choices.join("\n      ")}`;
  });
  const choose = `/** The message of a usual \`$\` frame; \`null\` for anything else. */
export function readDollarFast(frame: Frame, table: StatusTableName): Message | null {
  const B: Bytes = frame.bytes;
  switch (B.length) {
${cases.join("\n")}
    default:
      return null;
  }
}`;
  const fast = [...calls].filter((name) => name !== "statusOf").sort();
  return fileOf(
    [
      `import { type Bytes, ${fast.join(", ")} } from "../layout/fast.ts";`,
      'import type { Growing } from "../model/draft.ts";',
      'import type { Frame } from "../model/frame.ts";',
      'import type { Message } from "../model/message.ts";',
      'import { type StatusTableName, statusOf } from "../model/status.ts";',
    ],
    [...functions, choose],
  );
}

function nameOf({ name }: DollarTail): string {
  return `readDollar${name}`;
}

function choiceOf(tail: DollarTail): string {
  const call = `return ${nameOf(tail)}(frame, B, table);`;
  if (tail.begins === undefined) return call;
  const at = halvesOf(HEAD) / 2;
  const test = tail.begins.map((byte, i) => `B[${at + i}] === ${byte}`).join(" && ");
  return `if (${test}) ${call}`;
}

function readerOf(tail: DollarTail, calls: Set<string>): string {
  const e = new BytesEmitter("");
  emitRows(e, [...HEAD, ...tail.rows], 0);
  for (const name of e.calls) calls.add(name);
  // Bytes that are as always give no value.
  const gives = inReportOrder(e.gives).map(([name, source]) => `    ${name}: ${source},`);
  return `/** ${tail.length} bytes: ${tail.about}. */
function ${nameOf(tail)}(frame: Frame, B: Bytes, table: StatusTableName): Message | null {
  ${e.lines.join("\n  ")}
  const m: Growing = {
    type: "position",
${gives.join("\n")}
    issues: [],
    frame,
  };
  ${e.later.join("\n  ")}
  return m as Message;
}`;
}
