/**
 * Rows carry the texts that people read, kinds can also write values, and readers record for `explain` which bytes gave
 * which value. Decoding uses none of this, a quarter of the code. So this plug-in builds the modules with rows twice:
 * whole for `explain`, the encoders and their dependents, and lean for `decode`, `parseFrame` and the streams.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { withNumbers } from "./constants.ts";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const TWICE =
  /^(?:kind|layout|h02|pengaoda|jt808|generated|protocol)\/|^parse\.ts$|^frame\/foreign\.ts$|^obd\/(?:bits|monitors)\.ts$|^model\/status\.ts$|^variant\/(?:rules|identify)\.ts$|^(?:obd\/|sms\/)?issue\.ts$/;
/** Modules outside `TWICE` that need the whole rows. */
const WHOLE =
  /^(?:explain|obd\/encode|protocol\/(?:protocol|kinds)|(?:anonymise|command)\/.*)\.ts$/;
/** Modules inside `TWICE` that write: they need the whole rows whoever imports them. */
const WRITERS = /\/(?:write|writer|encode|reply)\.ts$/;
/** Properties of rows, kinds, forms and profiles that decoding does not read. */
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
/** Tables that an entry point exports, so their texts are public. */
const TABLE = /(?:^|\/)(?:issue|status)\.ts$/;
const SEVERITIES: ReadonlySet<string> = new Set(["error", "warning", "info"]);
/** Modules without texts. */
const GENERATED = /^generated\/|\/fast-readers\.ts$/;
const SUFFIX = "?whole";
/** The sources of the rules of families are part of what `identify` returns; a session does not use them. */
const RULES = /^variant\//;
const RULES_SUFFIX = "?told";

interface Resolve {
  readonly path: string;
  readonly importer: string;
  /** The suffix (whole or lean) of the importing module. */
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

/** Removes the unread properties from each object. */
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
      // With the comma in front.
      cuts.push([node.getFullStart() - 1, node.getEnd()]);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (hasUnreadName(property) || namesKind(property)) {
          // With the comma after.
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

/** Methods that record for `explain`. */
const MARKS: ReadonlySet<string> = new Set(["mark", "markBytes", "markValue"]);

/** What remains of a node in a build without traces: nothing (`null`), a part of it, or all (`undefined`). */
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

/** Whether the condition is `trace !== null`, alone or among others, or `trace === null` alone. */
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

/** Whether the property is the name of a kind, which the build and the anonymiser need. */
function namesKind(property: ts.ObjectLiteralElementLike): boolean {
  return (
    ts.isPropertyAssignment(property) &&
    property.name.getText() === "kind" &&
    ts.isStringLiteral(property.initializer) &&
    property.parent.properties.some(({ name }) => name?.getText() === "read")
  );
}

/** Whether the node is the last argument of a call that makes a row, and holds only texts. */
function isUnread(node: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(node) || !ts.isCallExpression(node.parent)) return false;
  const { arguments: list } = node.parent;
  const isLast = list.length > 1 && list.at(-1) === node && !list.hasTrailingComma;
  return isLast && node.properties.length > 0 && node.properties.every(hasUnreadName);
}

/** Whether the array is the severity and the meaning of an issue. */
function isIssue({ elements }: ts.ArrayLiteralExpression): boolean {
  const [severity] = elements;
  return (
    elements.length === 2 &&
    severity !== undefined &&
    ts.isStringLiteral(severity) &&
    SEVERITIES.has(severity.text)
  );
}

/** Whether a module changes without texts, or imports one that does. All other modules are shared. */
function isTwice(path: string, known: Map<string, boolean>): boolean {
  const before = known.get(path);
  if (before !== undefined) return before;
  // Ends the recursion in cycles of type imports.
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
    // `decodeStatus` exports the tables, so its entry point needs them whole.
    build.onResolve({ filter: /model\/status\.ts$/ }, ({ path, importer }) =>
      importer === "" ? { path: resolve(path), suffix: SUFFIX, sideEffects: false } : undefined,
    );
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, pluginData }) => {
      // Entry points have no importer.
      if (importer === "") return undefined;
      const target = join(dirname(importer), path);
      if (!isTwice(target, known)) return undefined;
      const isWhole =
        pluginData === SUFFIX ||
        WHOLE.test(inSource(importer)) ||
        WRITERS.test(inSource(target)) ||
        (inSource(importer).endsWith("index.ts") && TABLE.test(inSource(target)));
      // The value of package.json, which esbuild ignores for modules that a plug-in resolves.
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
