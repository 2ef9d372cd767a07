/** `import { decode }` does not bundle the engine data of ./obd. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Options } from "tsup";
import { describe, expect, it, onTestFinished } from "vitest";
import { esbuildConstants } from "../../build/constants.ts";
import { esbuildLean } from "../../build/lean.ts";

const SRC = new URL("../../src/", import.meta.url).pathname;

/** Honours `sideEffects` of package.json. */
const WITHOUT_EFFECTS: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "without-effects",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      sideEffects: false,
    }));
  },
};

interface Bundled {
  readonly text: string;
  /** The modules with code in the output, as paths from `src/` on. */
  readonly modules: string[];
}

async function bundled(name: string, module: string, options: Options = {}): Promise<Bundled> {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-bundle-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const entry = join(folder, "entry.mjs");
  writeFileSync(entry, `import { ${name} } from "${SRC}${module}";\nconsole.log(${name});\n`);
  await build({
    config: false,
    entry: { out: entry },
    format: ["esm"],
    outDir: folder,
    outExtension: () => ({ js: ".js" }),
    metafile: true,
    silent: true,
    ...options,
  });
  const { outputs } = JSON.parse(readFileSync(join(folder, "metafile-esm.json"), "utf8")) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const modules = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([path, { bytesInOutput }]) => path.includes("src/") && bytesInOutput > 0)
      .map(([path]) => path.replace(/^.*?src\//, "")),
  );
  return { text: readFileSync(join(folder, "out.js"), "utf8"), modules };
}

/** Texts from rows of src/obd/pid-table-basic.ts and src/obd/pid-table-extended.ts. */
const NAMES = ["Commanded equivalence ratio", "Ambient air temperature", "Engine fuel rate"];

it("decode does not include the table of PIDs", async () => {
  const { text, modules } = await bundled("decode", "index.ts");
  expect(modules).toContain("h02/text/v1.ts");
  expect(modules.filter((module) => module.startsWith("obd/"))).toEqual([]);
  for (const name of NAMES) expect(text).not.toContain(name);
});

it("decodeObd includes it, but not the layouts", async () => {
  const { text, modules } = await bundled("decodeObd", "obd/index.ts");
  expect(modules).toEqual(
    expect.arrayContaining(["obd/pid-table-basic.ts", "obd/pid-table-extended.ts"]),
  );
  for (const name of NAMES) expect(text).toContain(name);
  expect(modules.filter((module) => module.startsWith("h02/"))).toEqual([]);
});

it("identify includes the texts of rules, and a session does not", async () => {
  const lean = { esbuildPlugins: [esbuildLean] };
  const about = "V8 ends with supply voltage and battery";
  const { text: root } = await bundled("identify", "index.ts", lean);
  expect(root).toContain(about);
  const { text: session, modules } = await bundled("TrackerSession", "session/index.ts", lean);
  expect(modules).toContain("variant/rules.ts");
  expect(session).not.toContain(about);
});

describe("createDecoder of ./layout", () => {
  it("with H02 alone is at most 30 kB", async () => {
    // As in the build: without texts and writers, with numbers for names, and without unused modules.
    const { text } = await bundled("createDecoder, h02", "protocol/index.ts", {
      minify: true,
      esbuildPlugins: [esbuildLean, esbuildConstants, WITHOUT_EFFECTS],
    });
    const size = gzipSync(text).length;
    expect(size).toBeLessThanOrEqual(30_000);
    expect(size).toBeGreaterThan(15_000);
  });

  it("includes the named forms, and neither fast readers nor explain nor the encoder", async () => {
    const { modules } = await bundled("createDecoder, h02", "protocol/index.ts");
    expect(modules).toContain("h02/text/v1.ts");
    const others = /^(?:jt808|pengaoda|command)\/|fast-readers|^generated\/dollar\.ts|^explain/;
    expect(modules.filter((module) => others.test(module))).toEqual([]);
  });
});
