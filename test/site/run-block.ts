import { expect } from "vitest";

interface Result {
  readonly checked: number;
  readonly printed: unknown[][];
}

/** Runs a block as a module of its own. A line `expression; // value` is a check. */
export async function runBlock(
  code: string,
  modules: ReadonlyMap<string, object>,
): Promise<Result> {
  let checked = 0;
  const printed: unknown[][] = [];
  const lines = code.split("\n").map((line) => {
    const imported = /^import (\{[^}]+\}) from "([^"]+)";$/.exec(line);
    if (imported !== null) return `const ${imported[1]} = modules.get("${imported[2]}");`;
    const check = /^(?!const |let )(\S.*); \/\/ (.+)$/.exec(line);
    if (check === null) return line;
    return `check(() => (${check[1]}), ${JSON.stringify(check[2])});`;
  });
  const check = (actual: () => unknown, expected: string): void => {
    checked++;
    expect(actual(), expected).toEqual(expectedValue(expected));
  };
  const print = { log: (...values: unknown[]) => void printed.push(values) };
  const body = new Function(
    "modules",
    "check",
    "console",
    `"use strict"; return (async () => {${lines.join("\n")}\n})();`,
  );
  await body(modules, check, print);
  return { checked, printed };
}

function expectedValue(text: string): unknown {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return new Date(text);
  return new Function(`"use strict"; return (${text});`)();
}
