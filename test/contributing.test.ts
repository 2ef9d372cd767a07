/** The worked examples of CONTRIBUTING.md that are not part of the library, applied to a copy of the source. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { generatedFiles } from "../build/readers.ts";
import type * as Anonymise from "../src/anonymise/anonymise.ts";
import type * as Main from "../src/index.ts";
import { plain } from "./plain.ts";
import { bytesOf, loadVectors, type Vector } from "./vectors.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "contributing-"));
const read = (path: string): string => readFileSync(join(copy, path), "utf8");
const write = (path: string, text: string): void => writeFileSync(join(copy, path), text);
/** Imports a module of the copy in its present state. */
async function load<T>(path: string): Promise<T> {
  vi.resetModules();
  return await import(/* @vite-ignore */ pathToFileURL(join(copy, path)).href);
}

interface Block {
  /** The last source file named in the text before it. */
  readonly path: string | undefined;
  readonly language: string;
  readonly code: string;
}

const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

function blocksOf(name: string): Block[] {
  const section = page.split("\n## ").find((text) => text.startsWith(`${name}\n`))!;
  return [...section.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)].map((match) => {
    const [, indent = "", language = "", code = ""] = match;
    const before = section.slice(0, match.index);
    const path = [...before.matchAll(/`(src\/[^`]+\.ts)`/g)].at(-1)?.[1];
    return { path, language, code: code.replace(new RegExp(`^${indent}`, "gm"), "") };
  });
}

/** Applies a block: a new file, or a diff. */
function apply({ path, language, code }: Block): void {
  if (language === "ts") return write(path!, `${code}\n`);
  const lines = code.split("\n");
  const side = (mark: string): string =>
    `${lines.flatMap((line) => (line[0] === " " || line[0] === mark ? [line.slice(1)] : [])).join("\n")}\n`;
  const parts = read(path!).split(side("-"));
  expect(parts, `places in ${path} where this stands:\n${side("-")}`).toHaveLength(2);
  write(path!, parts.join(side("+")));
}

const EXAMPLES = [
  { name: "Adding a text message", property: "imsi" },
  { name: "Adding a field of a `$` tail", property: "temperatureCelsius" },
  { name: "Adding a JT/T 808 item", property: "batteryPercent" },
].map((example) => {
  const blocks = blocksOf(example.name);
  const changes = blocks.filter(({ language }) => language === "ts" || language === "diff");
  const [vector] = blocks.filter(({ language }) => language === "json");
  return { ...example, changes, vector: JSON.parse(vector!.code) as Vector };
});

let main: typeof Main;
let createAnonymiser: typeof Anonymise.createAnonymiser;
beforeAll(async () => {
  for (const path of ["src", "build", "tsconfig.json", "package.json"]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const { changes } of EXAMPLES) changes.forEach(apply);
  const build = await load<{ generatedFiles: typeof generatedFiles }>("build/readers.ts");
  for (const [path, text] of build.generatedFiles()) write(path, text);
  main = await load("src/index.ts");
  ({ createAnonymiser } = await load<typeof Anonymise>("src/anonymise/anonymise.ts"));
  // The whole source is loaded again.
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true }));

describe("CONTRIBUTING.md", () => {
  it("has examples that compile", () => {
    const config = join(copy, "tsconfig.json");
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      copy,
    );
    const user = "src/user.ts";
    write(
      user,
      'import type { IdentityMessage } from "./index.ts";\nexport const IMSI: IdentityMessage["imsi"] = "";\n',
    );
    const program = ts.createProgram([join(copy, user)], options);
    const problems = ts.getPreEmitDiagnostics(program);
    expect(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ).toEqual([]);
  });

  it("generates fast readers for the new rows", () => {
    expect(read("src/generated/dollar.ts")).toContain("temperatureCelsius: ");
    expect(read("src/jt808/fast-readers.ts")).toContain("m.batteryPercent = ");
  });

  describe.each(EXAMPLES)("$name", ({ property, vector }) => {
    const bytes = bytesOf(vector);
    const valueIn = (message: object): unknown => (message as Record<string, unknown>)[property];

    it("reads the value, which is not read without the row", async () => {
      expect(main.decode(bytes).map(plain)).toEqual(vector.expect);
      const today = await import("../src/index.ts");
      for (const message of today.decode(bytes)) expect(valueIn(message)).toBeUndefined();
    });

    it("shows a frame from the vectors, or a made-up one", () => {
      const known = loadVectors().flatMap(({ vectors }) => vectors);
      const { source } = vector;
      const same = known.find(({ id }) => id === vector.id);
      if (same === undefined) expect(source).toBe("made for CONTRIBUTING.md");
      else expect(same).toMatchObject({ hex: vector.hex, source });
    });

    it("explains it", () => {
      const [message] = main.decode(bytes);
      const entry = main.explain(bytes).find(({ name }) => name === property);
      expect(entry).toMatchObject({ value: valueIn(message!), about: expect.any(String) });
    });

    it("writes it", () => {
      const [message] = main.decode(bytes);
      const [again] = main.decode(main.encodeMessage(message!));
      expect(valueIn(again!)).toBe(valueIn(message!));
    });
  });

  it("has its personal values replaced by the anonymiser, and its harmless ones kept", () => {
    const anonymise = createAnonymiser("seed");
    const [imsi, ...temperatures] = EXAMPLES.map(({ property, vector }) => {
      const [message] = main.decode(anonymise(bytesOf(vector)));
      return (message as unknown as Record<string, unknown>)[property];
    });
    expect(imsi).toMatch(/^\d{15}$/);
    expect(imsi).not.toBe("262011234567890");
    expect(temperatures).toEqual([8, 63]);
  });
});
