/** Checks with recheck that no regular expression in src/ needs more than linear time. `npm run lint:regexp`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

// The checker in JavaScript, without Java or a native binary.
process.env.RECHECK_BACKEND = "pure";
const { checkSync } = await import("recheck");

const root = new URL("../../src", import.meta.url).pathname;
const literals = [];
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
  const path = join(entry.parentPath, entry.name);
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  visit(file);
  function visit(node) {
    const line = () => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      literals.push([`${path.slice(root.length + 1)}:${line()}`, node.text]);
    } else if (ts.isNewExpression(node) && node.expression.getText() === "RegExp") {
      // Templates can be checked if they contain only numbers or other patterns of the file.
      const [pattern] = node.arguments ?? [];
      const text = pattern
        ?.getText()
        .replaceAll(/\$\{\w+\}/g, "10")
        .replaceAll(/\$\{(\w+)\.source\}/g, (_, name) => sourceOf(name));
      if (!text?.startsWith("`")) throw new Error(`${path}:${line()}: a pattern made at run time`);
      literals.push([`${path.slice(root.length + 1)}:${line()}`, `/${text.slice(1, -1)}/`]);
    }
    ts.forEachChild(node, visit);
  }
  function sourceOf(name) {
    const of = file.statements
      .flatMap((statement) => statement.declarationList?.declarations ?? [])
      .find((declaration) => declaration.name.getText() === name);
    const text = of.initializer.getText();
    return text.slice(1, text.lastIndexOf("/"));
  }
}

let bad = 0;
for (const [place, text] of literals) {
  const end = text.lastIndexOf("/");
  const { status, complexity } = checkSync(text.slice(1, end), text.slice(end + 1), {
    // With the defaults, from a quarter of a second to ten, the result depends on the machine: an expression was
    // "vulnerable" on a busy one.
    timeout: 300_000,
    incubationTimeout: 60_000,
    attackTimeout: 60_000,
  });
  if (status === "safe" && /^(safe|linear)$/.test(complexity.type)) continue;
  bad++;
  console.error(`${place}: ${text} is ${status}, ${complexity?.summary ?? "not decided"}`);
}
console.log(`${literals.length} regular expressions, ${literals.length - bad} of them linear`);
process.exitCode = bad === 0 && literals.length > 0 ? 0 : 1;
