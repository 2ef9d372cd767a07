/** The results of `sinotrack check`, for people, for programs and for CI. */
import { plural } from "../plural.ts";
import type { CheckReport, VectorResult } from "../vectors/check.ts";
import type { Difference } from "../vectors/compare.ts";
import type { Json } from "../vectors/vector.ts";
import { type ByteRange, evidenceOf } from "./evidence.ts";
import { printable, printableJson } from "./text.ts";

export interface FileReport {
  readonly file: string;
  readonly report: CheckReport;
}

export type Reporter = "text" | "json" | "junit";

export const REPORTERS: Readonly<Record<Reporter, (reports: readonly FileReport[]) => string>> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
};

function textReport(reports: readonly FileReport[]): string {
  let text = "";
  for (const { file, report } of reports) {
    for (const result of report.changed) {
      text += `${line(`${file}: ${result.vector.id}`)}${differencesText(result, "  ")}\n`;
    }
  }
  const pending = reports.flatMap(({ report }) => report.pending);
  if (pending.length > 0) {
    text += `Pending, not accepted yet:\n`;
    for (const id of pending) text += line(`  ${id}`);
    text += "\n";
  }
  return `${text}${summary(reports)}\n`;
}

/** One line, whatever the text contains. */
function line(text: string): string {
  return `${printable(text)}\n`;
}

/** `353 vectors: 351 as expected, 2 changed; 4 pending` */
export function summary(reports: readonly FileReport[]): string {
  const count = (of: (report: CheckReport) => readonly unknown[]): number =>
    reports.reduce((sum, { report }) => sum + of(report).length, 0);
  const all = count(({ results }) => results);
  const changed = count(({ changed }) => changed);
  const pending = count(({ pending }) => pending);
  const parts = [`${all - changed} as expected`, ...(changed > 0 ? [`${changed} changed`] : [])];
  return `${plural(all, "vector")}: ${parts.join(", ")}${pending > 0 ? `; ${pending} pending` : ""}`;
}

/** The differences of one vector, by message, with their bytes. */
function differencesText(result: VectorResult, indent: string): string {
  const bytesOf = evidenceOf(result);
  const { expect } = result.vector;
  let text = "";
  let last = "";
  for (const difference of result.differences) {
    const { kind, message } = difference;
    const isLost = kind === "lost-message";
    const about = (isLost ? expect : result.received)[message];
    const words = `${about?.["type"] ?? ""} ${about?.["command"] ?? ""}`.trim();
    const heading =
      kind === "threw" ? "" : `${isLost ? "expected " : ""}message ${message + 1}, ${words}`;
    if (heading !== last) text += line(`${indent}${heading}`);
    last = heading;
    text += line(`${indent}  ${describe(difference)}`);
    for (const bytes of shown(bytesOf(difference))) text += line(`${indent}    ${bytes}`);
  }
  return text;
}

function describe({ kind, path, expected, received }: Difference): string {
  switch (kind) {
    case "lost-message":
      return `lost: ${value(expected)}`;
    case "new-message":
      return `new: ${value(received)}`;
    case "lost-field":
      return `${path}: lost, expected ${value(expected)}`;
    case "new-field":
      return `${path}: new, received ${value(received)}`;
    case "changed":
      return `${path}: expected ${value(expected)}, received ${value(received)}`;
    case "threw":
      return `the decoder threw: ${value(received)}`;
  }
}

/** Longer values and bytes are truncated, because they are of no use on a terminal. */
const MOST_CHARACTERS = 160;
const MOST_RANGES = 12;

function value(json: Json | undefined): string {
  const text = Object.is(json, -0) ? "-0" : JSON.stringify(json);
  return cut(text ?? "nothing");
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function shown(ranges: readonly ByteRange[]): string[] {
  const lines = ranges.slice(0, MOST_RANGES).map(({ offset, length, raw }) => {
    const where =
      length === 0
        ? `at byte ${offset}`
        : length === 1
          ? `byte ${offset}`
          : `bytes ${offset}-${offset + length - 1}`;
    return `${where}: ${cut(raw)}`;
  });
  const more = ranges.length - MOST_RANGES;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function jsonReport(reports: readonly FileReport[]): string {
  const files = reports.map(({ file, report }) => ({
    file,
    vectors: report.results.length,
    pending: report.pending,
    changed: report.changed.map((result) => {
      const bytesOf = evidenceOf(result);
      return {
        id: result.vector.id,
        differences: result.differences.map((difference) => ({
          ...difference,
          bytes: bytesOf(difference),
        })),
      };
    }),
  }));
  return `${printableJson(JSON.stringify({ summary: summary(reports), files }))}\n`;
}

export function junitReport(reports: readonly FileReport[]): string {
  const suites = reports.map(({ file, report }) => {
    const cases = report.results.map((result) => testCase(file, result)).join("");
    const { results, changed } = report;
    const skipped = results.filter(isOnlyPending).length;
    return `  <testsuite name="${xml(printable(file))}" tests="${results.length}" failures="${changed.length}" errors="0" skipped="${skipped}">\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function testCase(file: string, result: VectorResult): string {
  const { vector, differences } = result;
  const head = `    <testcase classname="${xml(printable(file))}" name="${xml(printable(vector.id))}"`;
  if (differences.length > 0) {
    const message = plural(differences.length, "difference");
    const text = xml(differencesText(result, ""));
    return `${head}>\n      <failure message="${message}">${text}</failure>\n    </testcase>\n`;
  }
  if (!isOnlyPending(result)) return `${head}/>\n`;
  return `${head}>\n      <skipped message="pending: not accepted yet"/>\n    </testcase>\n`;
}

function isOnlyPending({ vector, differences }: VectorResult): boolean {
  return vector.review === "pending" && differences.length === 0;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** XML cannot hold control characters: pass only text from `printable`. */
function xml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES.get(character) as string);
}
