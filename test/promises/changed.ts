/** Loads everything again with some rows changed, and with the files generated from them. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, vi } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const pathOf = (path: string): string => new URL(path, ROOT).pathname;
// biome-ignore lint/suspicious/noExplicitAny: any module of the package.
type Module = Record<string, any>;
const load = async (path: string): Promise<Module> => import(pathOf(path));

/** The current replacement of each generated module: a mock is made once and looks it up here. */
const instead = new Map<string, Module>();

function mock(path: string, module: Module): void {
  const isNew = !instead.has(path);
  instead.set(path, module);
  if (!isNew) return;
  vi.doMock(pathOf(path), () => {
    const made: Module = {};
    for (const name of Object.keys(module))
      Object.defineProperty(made, name, { enumerable: true, get: () => instead.get(path)![name] });
    return made;
  });
}

/** Undoes the changes, because other test files share the modules of their worker. */
export function restore(): void {
  for (const path of instead.keys()) vi.doUnmock(pathOf(path));
  instead.clear();
  vi.resetModules();
}

/** Generated modules that contain rows. */
const GENERATED = [
  "src/generated/command-table.ts",
  "src/generated/command-text-table.ts",
  "src/generated/sms-table.ts",
  "src/h02/text/fast-readers.ts",
  "src/jt808/fast-readers.ts",
];

/** @param change Changes the rows exported by the module at `path`, before anything is made of them. */
export async function withChanged(path: string, change: (module: Module) => void) {
  vi.resetModules();
  change(await load(path));
  const files: ReadonlyMap<string, string> = (await load("build/readers.ts"))["generatedFiles"]();
  for (const path of GENERATED) mock(path, await compiled(path, files.get(path)!));
  const { parseFrame, parseTraced, readFast } = await import("../../src/parse.ts");
  return {
    files,
    parse: { parseFrame, parseTraced, readFast } as Module,
    index: await load("src/index.ts"),
    sms: await load("src/sms/index.ts"),
    schema: (await load("build/schema.ts"))["messageSchemas"](),
    table: (await load("src/cli/describe.ts"))["describeValues"] as (message: object) => string,
    anonymise: (await load("src/anonymise/anonymise.ts"))["createAnonymiser"]("promise 14") as (
      bytes: Uint8Array,
    ) => Uint8Array,
    page: async (name: string): Promise<string> =>
      (await load("docs/print-protocol.ts"))["fillPrinted"](
        readFileSync(new URL(`docs/protocol/${name}`, ROOT), "utf8"),
      ),
    commandsPage: async (): Promise<string> =>
      (await load("docs/print-commands.ts"))["commandsPage"](),
  };
}

async function compiled(path: string, source: string): Promise<Module> {
  const modules: Record<string, Module> = {};
  for (const [, name] of source.matchAll(/ from "(\.[^"]+)"/g)) {
    modules[name!] = await import(new URL(name!, new URL(path, ROOT)).pathname);
  }
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module: Module = {};
  new Function("exports", "require", outputText)(module, (name: string) => modules[name]);
  return module;
}

/** Reads and explains a frame with the changed modules. */
export function readerOf({ parse, index }: Awaited<ReturnType<typeof withChanged>>, frame: object) {
  const message = parse["parseTraced"](frame, undefined, []);
  // The generated reader agrees.
  expect(parse["parseFrame"](frame)).toEqual(message);
  return {
    message,
    isFast: parse["readFast"](frame, undefined) !== null,
    explained: index["explain"](frame) as readonly Record<string, unknown>[],
    again: (values: object) => index["encodeMessage"]({ ...message, ...values }) as Uint8Array,
  };
}
