/** The exports of the entry points, and the options of each function, read from the types so that none is forgotten. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = new URL("../../src/", import.meta.url);

const ENTRIES: readonly string[] = [
  "index",
  "export/index",
  "gbk/index",
  "wireshark/index",
  "kaitai/index",
  "protocol/index",
  "obd/index",
  "session/index",
  "sms/index",
  "stream/index",
  "text/index",
  "vectors/index",
];

/** The parameters that hold options. */
const HOLDERS: ReadonlySet<string> = new Set(["options", "to", "spec"]);

function isInSource(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().fileName.startsWith(fileURLToPath(SRC));
}

/** The names of the options of a function, of all of its signatures. */
function optionsOf(checker: ts.TypeChecker, signatures: readonly ts.Signature[]): string[] {
  const names = signatures.flatMap(({ parameters }) =>
    parameters
      .filter(({ name }) => HOLDERS.has(name))
      .flatMap((parameter) => {
        const given = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
        // The argument `end`, in half-bytes, is no option.
        if ((given.flags & ts.TypeFlags.NumberLike) !== 0) return [];
        return given.isUnion()
          ? given.types.flatMap((one) => one.getProperties())
          : given.getProperties();
      }),
  );
  return [...new Set(names.map(({ name }) => name))].sort();
}

/** `index decode` with the names of its options; empty for a function without options. */
export function optionsOfExports(): ReadonlyMap<string, readonly string[]> {
  const files = ENTRIES.map((entry) => fileURLToPath(new URL(`${entry}.ts`, SRC)));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const found = new Map<string, readonly string[]>();
  for (const [i, file] of files.entries()) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol =
        (exported.flags & ts.SymbolFlags.Alias) === 0
          ? exported
          : checker.getAliasedSymbol(exported);
      if ((symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) === 0) continue;
      const type = checker.getTypeOfSymbol(symbol);
      const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
      const name = `${ENTRIES[i]!.replace(/\/index$/, "")} ${exported.name}`;
      found.set(name, optionsOf(checker, signatures));
      // Methods of the objects that it returns.
      for (const method of signatures.flatMap((one) => one.getReturnType().getProperties())) {
        const isOwn = method.declarations?.some(isInSource) ?? false;
        const calls = isOwn ? checker.getTypeOfSymbol(method).getCallSignatures() : [];
        const options = optionsOf(checker, calls);
        if (options.length > 0) found.set(`${name}().${method.name}`, options);
      }
    }
  }
  return found;
}
