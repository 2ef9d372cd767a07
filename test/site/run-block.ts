/** Compiles the TypeScript in pages unchanged, runs it, and compares the values in its comments. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect } from "vitest";
import * as exporting from "../../src/export/index.ts";
import * as gbk from "../../src/gbk/index.ts";
import * as main from "../../src/index.ts";
import * as kaitai from "../../src/kaitai/index.ts";
import * as obd from "../../src/obd/index.ts";
import * as layout from "../../src/protocol/index.ts";
import * as session from "../../src/session/index.ts";
import * as sms from "../../src/sms/index.ts";
import * as stream from "../../src/stream/index.ts";
import * as text from "../../src/text/index.ts";
import * as vectors from "../../src/vectors/index.ts";
import * as wireshark from "../../src/wireshark/index.ts";

const MODULES: Readonly<Record<string, object>> = {
  "sinotrack-protocol": main,
  "sinotrack-protocol/export": exporting,
  "sinotrack-protocol/gbk": gbk,
  "sinotrack-protocol/kaitai": kaitai,
  "sinotrack-protocol/layout": layout,
  "sinotrack-protocol/obd": obd,
  "sinotrack-protocol/session": session,
  "sinotrack-protocol/sms": sms,
  "sinotrack-protocol/stream": stream,
  "sinotrack-protocol/text": text,
  "sinotrack-protocol/vectors": vectors,
  "sinotrack-protocol/wireshark": wireshark,
};

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The options of a user's strict program; the package is read from its source. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: ["node"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    "sinotrack-protocol": [`${ROOT}src/index.ts`],
    "sinotrack-protocol/layout": [`${ROOT}src/protocol/index.ts`],
    "sinotrack-protocol/*": [`${ROOT}src/*/index.ts`],
  },
};

/** TypeScript's errors in blocks, each a separate module; keys are the places of the blocks. */
export function problemsOf(blocks: ReadonlyMap<string, string>): string[] {
  const files = new Map(
    [...blocks].map(([place, code], i) => [`${ROOT}test/block-${i}.ts`, { place, code }]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const code = files.get(path)?.code;
    if (code === undefined) return getSourceFile(path, version, ...rest);
    return ts.createSourceFile(path, `${code}\nexport {};`, version);
  };
  const program = ts.createProgram(
    [...files.keys(), `${ROOT}src/vectors/vector-files.d.ts`],
    OPTIONS,
    host,
  );
  return [...files].flatMap(([path, { place }]) => {
    const file = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        const { line } = file.getLineAndCharacterOfPosition(start);
        return `${place}, line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      },
    );
  });
}

interface Result {
  /** The number of compared values. */
  readonly checked: number;
  readonly printed: unknown[][];
}

/**
 * Runs a block as a module. A comment after or below an expression is its value: as JavaScript writes it, with `…` for
 * anything, and words before a colon.
 */
export async function runBlock(
  code: string,
  modules: Readonly<Record<string, object>> = {},
): Promise<Result> {
  const { source, comments } = withChecks(code);
  // Every comment after a statement is the value of one.
  expect(comments.length).toBe(code.match(/;[ \t]*\/\/ |^ *\/\/ (?=["[{])/gm)?.length ?? 0);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const script = outputText
    .replace(/^export \{\};$/m, "")
    .replace(/import (\{[^}]+\}) from "([^"]+)";/g, (_, names: string, from: string) => {
      return `const ${names.replaceAll(" as ", ": ")} = modules["${from}"];`;
    });
  const checked = new Set<number>();
  const check = (value: unknown, index: number): void => {
    checked.add(index);
    expect(shown(value), comments[index]!).toMatch(patternOf(comments[index]!));
  };
  const printed: unknown[][] = [];
  const print = { log: (...values: unknown[]) => void printed.push(values) };
  const body = new Function(
    "modules",
    "__check",
    "console",
    `"use strict"; return (async () => {${script}\n})();`,
  );
  await body({ ...MODULES, ...modules }, check, print);
  // Values in branches that did not run count too.
  expect(checked.size).toBe(comments.length);
  return { checked: checked.size, printed };
}

/** Wraps a check around each expression that has its value in a comment. */
function withChecks(code: string): { source: string; comments: string[] } {
  const file = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  const found: { from: number; to: number; comment: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const behind = code.slice(node.end);
      const comment = /^[ \t]*\/\/ (.*)/.exec(behind) ?? /^\n *\/\/ (["[{].*)/.exec(behind);
      const { expression } = node;
      if (comment !== null)
        found.push({ from: expression.getStart(), to: expression.end, comment: comment[1]! });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const source = found.reduceRight(
    (text, { from, to }, i) =>
      `${text.slice(0, from)}__check((${text.slice(from, to)}), ${i})${text.slice(to)}`,
    code,
  );
  return { source, comments: found.map(({ comment }) => comment) };
}

/** A value as JavaScript writes it, with keys unquoted. */
function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value !== "object" || value === null) return `${JSON.stringify(value)}`;
  const pairs = Object.entries(value).map(([key, one]) => `${key}: ${shown(one)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

function patternOf(comment: string): RegExp {
  // Colons in an object, a string and a time do not end words.
  const [, value] = /^([^"[{][^:]*): [^\d]/.exec(comment) ?? [comment, comment];
  const parts = value!.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
