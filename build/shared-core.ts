/**
 * Node loads one large file faster than many small ones. Code that several entry points share is put into a file for
 * each set of them; where every entry point uses all of the root, that is one file.
 */
import { readFileSync } from "node:fs";

/** What the plug-in needs of esbuild. */
interface Build {
  onLoad(
    options: { filter: RegExp },
    act: (args: { path: string }) => { contents: string; loader: "ts" },
  ): void;
}

export const esbuildSharedCore = {
  name: "shared-core",
  setup(build: Build): void {
    build.onLoad({ filter: /[\\/]src[\\/]\w+[\\/](?:index|program)\.ts$/ }, ({ path }) => ({
      // A call, because a mere mention of what has no side effects is dropped.
      contents: `${readFileSync(path, "utf8")}\nimport * as core from "../index.ts";\nObject(core);`,
      loader: "ts",
    }));
  },
};
