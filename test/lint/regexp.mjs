/**
 * Is any regular expression in src/ slower than linear on some text? Asks recheck, which is installed into a
 * temporary folder. `npm run lint:regexp`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

const RECHECK = "recheck@4.5.0";
// The checker in this process: no Java, no binary of the platform.
process.env.RECHECK_BACKEND = "pure";

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
      // Only a template with numbers in it has a form that can be checked.
      const [pattern] = node.arguments ?? [];
      const text = pattern?.getText().replaceAll(/\$\{\w+\}/g, "10");
      if (!text?.startsWith("`")) throw new Error(`${path}:${line()}: a pattern made at run time`);
      literals.push([`${path.slice(root.length + 1)}:${line()}`, `/${text.slice(1, -1)}/`]);
    }
    ts.forEachChild(node, visit);
  }
}

const folder = mkdtempSync(join(tmpdir(), "sinotrack-recheck-"));
try {
  execFileSync(
    "npm",
    ["install", "--prefix", folder, "--no-audit", "--no-fund", "--omit=optional", RECHECK],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const { checkSync } = createRequire(join(folder, "x.js"))("recheck");
  let bad = 0;
  for (const [place, text] of literals) {
    const end = text.lastIndexOf("/");
    const { status, complexity } = checkSync(text.slice(1, end), text.slice(end + 1));
    if (status === "safe" && /^(safe|linear)$/.test(complexity.type)) continue;
    bad++;
    console.error(`${place}: ${text} is ${status}, ${complexity?.summary ?? "not decided"}`);
  }
  console.log(`${literals.length} regular expressions, ${literals.length - bad} of them linear`);
  process.exitCode = bad === 0 && literals.length > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
