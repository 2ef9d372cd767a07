/**
 * Node loads one large file faster than many small ones. So code that several entry points share goes into one file for
 * each set of entry points; if every entry point uses all of the root, there is just one such file.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";

interface Output {
  readonly path: string;
  readonly text: string;
  contents: Uint8Array;
}

/** The part of esbuild's plug-in API that is used here. */
interface Build {
  onEnd(
    act: (result: {
      readonly outputFiles?: readonly Output[] | undefined;
      readonly metafile?: { readonly outputs: Record<string, { inputs: object }> } | undefined;
    }) => void,
  ): void;
  onLoad(
    options: { filter: RegExp },
    act: (args: { path: string }) => { contents: string; loader: "ts" },
  ): void;
}

/** Modules that are loaded separately: entry points, and the parts of the command that it imports on demand. */
const LOADED = /[\\/]src[\\/]\w+[\\/](?:index|program|failure|load)\.ts$/;

/** `import "./chunk-A1B2.js";`, minified. */
const BARE_IMPORT = /import"\.\/([^"]+)";/g;

export const esbuildSharedCore = {
  name: "shared-core",
  setup(build: Build): void {
    const root = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");
    const names = [...root.matchAll(/^export \{([^}]*)\}/gm)]
      .flatMap(([, list]) => list!.split(",").map((name) => name.trim()))
      .filter((name) => name !== "" && !name.startsWith("type "));
    build.onLoad({ filter: LOADED }, ({ path }) => ({
      // A call, because esbuild drops a mere reference to a module without side effects. By name, because `*` makes an
      // object with a getter for each export.
      contents: `${readFileSync(path, "utf8")}
import { ${names.map((name, i) => `${name} as core${i}`).join(", ")} } from "../index.ts";
Object([${names.map((_, i) => `core${i}`).join(", ")}]);`,
      loader: "ts",
    }));
    // esbuild puts the helpers that the command's dependencies need into a file that is no module. Every file imports
    // it, although most use nothing from it.
    build.onEnd(({ outputFiles = [], metafile }) => {
      const helpers = Object.entries(metafile?.outputs ?? {})
        .filter(([path, { inputs }]) => /\.c?js$/.test(path) && Object.keys(inputs).length === 0)
        .map(([path]) => basename(path));
      for (const file of outputFiles) {
        if (!file.path.endsWith(".js")) continue;
        const text = file.text.replace(BARE_IMPORT, (all, path) =>
          helpers.includes(path) ? "" : all,
        );
        if (text !== file.text) file.contents = new TextEncoder().encode(text);
      }
    });
  },
};
