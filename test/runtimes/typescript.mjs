/** Compiles programs of users with each TypeScript: strict, declarations included, by import and by require. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./tools.mjs";

const CORE = { source: "types-core", compilerOptions: { lib: ["ES2022"], types: [] } };
const ENTRIES = { source: "types-entries", compilerOptions: { lib: ["ES2022"], types: [] } };
const STREAM_DOM = {
  source: "types-stream",
  compilerOptions: { lib: ["ES2022", "DOM"], types: [] },
};
const STREAM_NODE = {
  source: "types-stream",
  compilerOptions: { lib: ["ES2022"], types: ["node"] },
};

/** The settings of programs older than `exports`, which TypeScript 7 no longer supports. */
const NODE10 = { module: "CommonJS", moduleResolution: "Node10" };
const NODE16 = { module: "Node16", moduleResolution: "Node16" };
const NODENEXT = { module: "NodeNext", moduleResolution: "NodeNext" };
const BUNDLER = { module: "ESNext", moduleResolution: "Bundler" };
/** A bundler always resolves the import, and Node 10 knew one form only. */
const FORMS = new Map([
  ["Bundler", ["mts"]],
  ["Node10", ["ts"]],
]);

function programsFor(version) {
  const major = Number.parseInt(version, 10);
  const node10 = { ...NODE10, ignoreDeprecations: `${major}.0` };
  const resolutions = [...(major < 7 ? [node10] : []), NODE16, NODENEXT, BUNDLER];
  return [CORE, ENTRIES, STREAM_DOM, STREAM_NODE].flatMap((program) =>
    resolutions.map((resolution) => ({ ...program, resolution })),
  );
}

/** Compiles every program with a compiler of that version. @returns their number, and the failures. */
export async function compileAll(compiler, version, user, typeRoots) {
  const failures = [];
  const programs = programsFor(version);
  for (const [number, { source, compilerOptions, resolution }] of programs.entries()) {
    const forms = FORMS.get(resolution.moduleResolution) ?? ["mts", "cts"];
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
  return { count: programs.length, failures };
}
