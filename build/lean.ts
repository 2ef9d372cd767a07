/**
 * Rows carry what people are told of a field, kinds how a value is written, and readers record for `explain` what they
 * read from where. Who only decodes needs none of it: a quarter of the code. This plug-in builds the modules with rows
 * twice: whole for `explain`, the encoders and what stands on them, and without all that for `decode`, `parseFrame` and
 * the streams.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { withNumbers } from "./constants.ts";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
/** The modules that are built twice. */
const TWICE =
  /^(?:kind|layout|h02|pengaoda|jt808|generated|protocol)\/|^parse\.ts$|^frame\/foreign\.ts$|^obd\/(?:bits|monitors)\.ts$|^model\/status\.ts$|^variant\/(?:rules|identify)\.ts$|^(?:obd\/|sms\/)?issue\.ts$/;
/** Those outside them that need all that a row says. */
const WHOLE =
  /^(?:explain|obd\/encode|protocol\/(?:protocol|kinds)|(?:anonymise|command)\/.*)\.ts$/;
/** Those among them that write, whoever asks for them. */
const WRITERS = /\/(?:write|writer|encode|reply)\.ts$/;
/** Properties of rows, kinds, forms and profiles that reading does not look at. */
const UNREAD: ReadonlySet<string> = new Set([
  "about",
  "unit",
  "note",
  "confidence",
  "source",
  "beginning",
  "told",
  "personal",
  "likely",
  "numbers",
  "step",
  "isList",
  "personalOf",
  "write",
  "fast",
  "maySwap",
  "isUsual",
]);
/** What an entry point hands out as it is. */
const TABLE = /(?:^|\/)(?:issue|status)\.ts$/;
const SEVERITIES: ReadonlySet<string> = new Set(["error", "warning", "info"]);
/** These have no texts. */
const GENERATED = /^generated\/|\/fast-readers\.ts$/;
const SUFFIX = "?whole";
/** Rules of families say where they come from to those who call `identify`, not to a session. */
const RULES = /^variant\//;
const RULES_SUFFIX = "?told";

interface Resolve {
  readonly path: string;
  readonly importer: string;
  /** The suffix of the module that imports. */
  readonly pluginData: unknown;
}
interface Loaded {
  readonly contents: string;
  readonly loader: "ts";
  readonly pluginData: string;
}
interface Build {
  onResolve(
    options: { filter: RegExp },
    act: (args: Resolve) => { path: string; suffix?: string; sideEffects: boolean } | undefined,
  ): void;
  onLoad(
    options: { filter: RegExp },
    act: (args: { path: string; suffix: string }) => Loaded | undefined,
  ): void;
}

const inSource = (path: string): string => relative(SRC, path).split(sep).join("/");

/** Takes what reading does not look at out of each object. */
function withoutTexts(source: string): string {
  const file = ts.createSourceFile("rows.ts", source, ts.ScriptTarget.ES2022, true);
  const cuts: [from: number, to: number, by?: string][] = [];
  const visit = (node: ts.Node): void => {
    const traced = withoutTrace(node);
    if (traced !== undefined) {
      cuts.push([node.getStart(), traced?.getStart() ?? node.getEnd(), traced === null ? ";" : ""]);
      if (traced === null) return;
      visit(traced);
      cuts.push([traced.getEnd(), node.getEnd()]);
    } else if (isUnread(node)) {
      // With the comma before it.
      cuts.push([node.getFullStart() - 1, node.getEnd()]);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (hasUnreadName(property) || namesKind(property)) {
          // The comma behind it goes with it.
          const end = property.getEnd();
          const comma = /^\s*,/.exec(source.slice(end))?.[0].length ?? 0;
          cuts.push([property.getStart(), end + comma]);
        } else visit(property);
      }
    } else if (ts.isArrayLiteralExpression(node) && isIssue(node)) {
      cuts.push([node.elements[0]!.getEnd(), node.getEnd() - 1]);
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  return cuts
    .sort(([a], [b]) => b - a)
    .reduce((text, [from, to, by = ""]) => text.slice(0, from) + by + text.slice(to), source);
}

/** What readers record for `explain`. */
const MARKS: ReadonlySet<string> = new Set(["mark", "markBytes", "markValue"]);

/** What is left of it where nobody asks what was read from where: nothing (`null`), a part, or all (`undefined`). */
function withoutTrace(node: ts.Node): ts.Node | null | undefined {
  if (ts.isMethodDeclaration(node) && MARKS.has(node.name.getText())) return null;
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
    const { expression: called } = node.expression;
    return ts.isPropertyAccessExpression(called) && MARKS.has(called.name.text) ? null : undefined;
  }
  if (ts.isIfStatement(node)) {
    if (asksForTrace(node.expression, "!==")) return node.elseStatement ?? null;
    if (asksForTrace(node.expression, "===")) return node.thenStatement;
  }
  return undefined;
}

/** `trace !== null`, also among other conditions, or `trace === null` alone. */
function asksForTrace(node: ts.Expression, operator: "===" | "!=="): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  if (operator === "!==" && operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return asksForTrace(left, operator) || asksForTrace(right, operator);
  const isTrace = /^(?:\w+\.)?trace$/.test(left.getText()) && right.getText() === "null";
  return isTrace && operatorToken.getText() === operator;
}

function hasUnreadName({ name }: ts.ObjectLiteralElementLike): boolean {
  const isNamed = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name));
  return isNamed && UNREAD.has(name.text);
}

/** Whether it is the name of a kind: the build and the anonymiser ask for it. */
function namesKind(property: ts.ObjectLiteralElementLike): boolean {
  return (
    ts.isPropertyAssignment(property) &&
    property.name.getText() === "kind" &&
    ts.isStringLiteral(property.initializer) &&
    property.parent.properties.some(({ name }) => name?.getText() === "read")
  );
}

/** Whether it is the last argument of a call that makes a row, with nothing in it but texts. */
function isUnread(node: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(node) || !ts.isCallExpression(node.parent)) return false;
  const { arguments: list } = node.parent;
  const isLast = list.length > 1 && list.at(-1) === node && !list.hasTrailingComma;
  return isLast && node.properties.length > 0 && node.properties.every(hasUnreadName);
}

/** Severity and meaning. */
function isIssue({ elements }: ts.ArrayLiteralExpression): boolean {
  const [severity] = elements;
  return (
    elements.length === 2 &&
    severity !== undefined &&
    ts.isStringLiteral(severity) &&
    SEVERITIES.has(severity.text)
  );
}

/** Whether a module differs without texts, or imports one that does; all others are shared. */
function isTwice(path: string, known: Map<string, boolean>): boolean {
  const before = known.get(path);
  if (before !== undefined) return before;
  // For circles of types.
  known.set(path, false);
  if (!TWICE.test(inSource(path))) return false;
  const source = readFileSync(path, "utf8");
  const isGenerated = GENERATED.test(inSource(path));
  const imports = [...source.matchAll(/^(?:import|export) (?!type )[^;]*? from "(\.[^"]+)";/gms)];
  const is =
    (!isGenerated && withoutTexts(source) !== source) ||
    imports.some(([, target]) => isTwice(join(dirname(path), target!), known));
  known.set(path, is);
  return is;
}

export const esbuildLean = {
  name: "lean",
  setup(build: Build): void {
    const known = new Map<string, boolean>();
    // The entry point behind `decodeStatus`, which hands the tables out.
    build.onResolve({ filter: /model\/status\.ts$/ }, ({ path, importer }) =>
      importer === "" ? { path: resolve(path), suffix: SUFFIX, sideEffects: false } : undefined,
    );
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, pluginData }) => {
      // Entry points have none.
      if (importer === "") return undefined;
      const target = join(dirname(importer), path);
      if (!isTwice(target, known)) return undefined;
      const isWhole =
        pluginData === SUFFIX ||
        WHOLE.test(inSource(importer)) ||
        WRITERS.test(inSource(target)) ||
        (inSource(importer).endsWith("index.ts") && TABLE.test(inSource(target)));
      // As package.json has it, which is not asked for what a plug-in resolves.
      const found = { path: target, sideEffects: false };
      if (isWhole) return { ...found, suffix: SUFFIX };
      const isTold = pluginData === RULES_SUFFIX || inSource(importer) === "index.ts";
      return isTold && RULES.test(inSource(target)) ? { ...found, suffix: RULES_SUFFIX } : found;
    });
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path, suffix }) => {
      if (!isTwice(path, known)) return undefined;
      const source = readFileSync(path, "utf8");
      const hasAll = suffix !== "" || GENERATED.test(inSource(path));
      const contents = withNumbers(path, hasAll ? source : withoutTexts(source));
      return { contents, loader: "ts", pluginData: suffix };
    });
  },
};
