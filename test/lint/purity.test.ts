/**
 * The core does no I/O and uses no clock, no random numbers and no platform: it imports only its own files and names
 * none of these. tsconfig.json ensures that it compiles without the types of Node.js and the DOM.
 */
import ts from "typescript";
import { expect, it } from "vitest";
import { nodes, place, sources } from "./sources.ts";

/** Names of platforms, and everything that makes a result depend on more than the bytes. */
const FORBIDDEN =
  /^(Buffer|process|require|global|globalThis|window|self|document|navigator|console|fetch|crypto|performance|setTimeout|setInterval|setImmediate|queueMicrotask|TextDecoder|TextEncoder|Intl|WeakRef|eval|Function|__dirname|__filename)$/;
/** Members of objects that are otherwise allowed. */
const FORBIDDEN_MEMBERS =
  /^(Date\.(now|parse)|Math\.random|.*\.(toLocale\w+|localeCompare|getTimezoneOffset|get(FullYear|Month|Date|Day|Hours|Minutes|Seconds)|set(FullYear|Month|Date|Hours|Minutes|Seconds)))$/;
/** The adapters wait for silence. */
const MAY_WAIT = /^src\/stream(\/|\.ts$)/;

const core = sources("src").filter(({ fileName }) => !fileName.startsWith("src/cli/"));

it("there is a core", () => {
  expect(core.length).toBeGreaterThan(50);
});

it.each(core.map((file) => [file.fileName, file] as const))("%s", (name, file) => {
  const own = new Set(
    file.statements.flatMap((node) => (ts.isFunctionDeclaration(node) ? [node.name?.text] : [])),
  );
  for (const node of nodes(file)) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier as ts.StringLiteral | undefined;
      if (from !== undefined) {
        // The build replaces this by the vectors.
        if (from.text !== "virtual:vector-files") {
          // It is bundled and pure, and part of one entry point only.
          const isFflate =
            /^src\/text\/(?:unpack|utf16)\.ts$/.test(name) && from.text === "fflate/browser";
          if (!isFflate) expect(from.text, place(node)).toMatch(/^\.{1,2}\//);
        }
        expect(from.text, place(node)).not.toMatch(/\/cli\//);
      }
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      expect.fail(`${place(node)} imports at run time`);
    }
    if (ts.isPropertyAccessExpression(node)) {
      expect(node.getText().replaceAll(/\s/g, ""), place(node)).not.toMatch(FORBIDDEN_MEMBERS);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
      expect(node.arguments?.length ?? 0, `${place(node)} asks the clock`).toBeGreaterThan(0);
    }
    if (!ts.isIdentifier(node)) continue;
    // A property or a parameter may have such a name.
    const { parent } = node;
    const isName =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodSignature(parent);
    if (
      isName ||
      own.has(node.text) ||
      (MAY_WAIT.test(name) && /^(set|clear)Timeout$/.test(node.text))
    )
      continue;
    expect(node.text, place(node)).not.toMatch(FORBIDDEN);
  }
});
