/** Programs of users under each TypeScript: strict, declarations checked as well, by import and by require. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./tools.mjs";

const CORE = { source: "types-core", compilerOptions: { lib: ["ES2022"], types: [] } };
const STREAM_DOM = {
  source: "types-stream",
  compilerOptions: { lib: ["ES2022", "DOM"], types: [] },
};
const STREAM_NODE = {
  source: "types-stream",
  compilerOptions: { lib: ["ES2022"], types: ["node"] },
};

const NODE16 = { module: "Node16", moduleResolution: "Node16" };
const NODENEXT = { module: "NodeNext", moduleResolution: "NodeNext" };
const BUNDLER = { module: "ESNext", moduleResolution: "Bundler" };

const PROGRAMS = [CORE, STREAM_DOM, STREAM_NODE].flatMap((program) =>
  [NODE16, NODENEXT, BUNDLER].map((resolution) => ({ ...program, resolution })),
);

/** Compiles every program with the compiler in `modules`. @returns how many there were, and what failed. */
export async function compileAll(compiler, user, typeRoots) {
  const failures = [];
  for (const [number, { source, compilerOptions, resolution }] of PROGRAMS.entries()) {
    // What a bundler resolves is always an import.
    const forms = resolution === BUNDLER ? ["mts"] : ["mts", "cts"];
    const folder = join(user, `types-${number}`);
    mkdirSync(folder, { recursive: true });
    for (const form of forms) {
      copyFileSync(join(user, `${source}.mts`), join(folder, `${source}.${form}`));
    }
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          typeRoots: [typeRoots],
          ...compilerOptions,
          ...resolution,
        },
        files: forms.map((form) => `${source}.${form}`),
      }),
    );
    try {
      await run(process.execPath, [compiler, "-p", folder], { cwd: folder });
    } catch (error) {
      const { lib, types } = compilerOptions;
      const name = [source, resolution.module, ...lib, ...types].join(" ");
      failures.push(`${name}: ${error.message}`);
    }
  }
  return { count: PROGRAMS.length, failures };
}
