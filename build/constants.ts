/**
 * Inlines named numbers such as `MAYBE`: each use becomes a member of an `enum` in the same module, and esbuild writes
 * `2 /* MAYBE *\/` for it. Without it a bundler keeps the variable in the module that declares it, and minifiers do not
 * look across modules.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** The part of esbuild's plug-in API that is used here. */
interface Build {
  onLoad(
    options: { filter: RegExp },
    act: (args: { path: string }) => { contents: string; loader: "ts" },
  ): void;
}

/** A name that no module uses. */
const ENUM = "constant";
const NAME = /^[A-Z][A-Z\d_]+$/;
const NUMBER = /^-?(?:0x[\da-f]+|\d[\d_]*(?:\.\d+)?)$/;

const known = new Map<string, ReadonlyMap<string, string>>();

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile("module.ts", source, ts.ScriptTarget.ES2022, true);
}

/** The numbers that a module declares, as source text. */
function numbersOf(file: ts.SourceFile): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { flags, declarations } = statement.declarationList;
    if ((flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, initializer } of declarations) {
      const value = initializer?.getText() ?? "";
      if (NAME.test(name.getText()) && NUMBER.test(value)) numbers.set(name.getText(), value);
    }
  }
  return numbers;
}

function numbersIn(path: string): ReadonlyMap<string, string> {
  const before = known.get(path);
  if (before !== undefined) return before;
  const numbers = numbersOf(parse(readFileSync(path, "utf8")));
  known.set(path, numbers);
  return numbers;
}

/** The numbers that a module declares or imports, by their local names. */
function numbersFor(file: ts.SourceFile, path: string): Map<string, string> {
  const numbers = new Map(numbersOf(file));
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!from.startsWith(".") || bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName = name } of bindings.elements) {
      const value = numbersIn(join(dirname(path), from)).get(propertyName.text);
      if (value !== undefined) numbers.set(name.text, value);
    }
  }
  return numbers;
}

/** Whether the name is read as a value, and not declared, used as a property or as a type. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node;
  return !(
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isTypeNode(parent) ||
    ts.isTypeElement(parent)
  );
}

/** Results by path: the build of each output format asks for the same modules. */
const done = new Map<string, string>();

/** The source of a module with numbers in place of their names. */
export function withNumbers(path: string, source: string): string {
  const key = `${path}\n${source}`;
  const before = done.get(key);
  if (before !== undefined) return before;
  const text = replaced(path, source);
  done.set(key, text);
  return text;
}

function replaced(path: string, source: string): string {
  const file = parse(source);
  const numbers = numbersFor(file, path);
  if (numbers.size === 0) return source;
  const used = new Set<string>();
  const cuts: [from: number, to: number, by: string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && numbers.has(node.text) && isUse(node)) {
      const { text, parent } = node;
      const key = ts.isShorthandPropertyAssignment(parent) ? `${text}: ` : "";
      cuts.push([node.getStart(), node.getEnd(), `${key}${ENUM}.${text}`]);
      used.add(text);
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  if (used.size === 0) return source;
  const members = [...used].map((name) => `${name} = ${numbers.get(name)}`);
  const text = cuts
    .reverse()
    .reduce((text, [from, to, by]) => text.slice(0, from) + by + text.slice(to), source);
  // On the first line, so that line numbers do not change.
  return `const enum ${ENUM} { ${members.join(", ")} } ${text}`;
}

export const esbuildConstants = {
  name: "constants",
  setup(build: Build): void {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: withNumbers(path, readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
};
