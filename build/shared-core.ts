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

/** What is loaded by itself: entry points, and the parts of the command that it imports when it needs them. */
const LOADED = /[\\/]src[\\/]\w+[\\/](?:index|program|failure|load)\.ts$/;

export const esbuildSharedCore = {
  name: "shared-core",
  setup(build: Build): void {
    const root = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");
    const names = [...root.matchAll(/^export \{([^}]*)\}/gm)]
      .flatMap(([, list]) => list!.split(",").map((name) => name.trim()))
      .filter((name) => name !== "" && !name.startsWith("type "));
    build.onLoad({ filter: LOADED }, ({ path }) => ({
      // A call, because a mere mention of what has no side effects is dropped. By name: `*` makes an object with a
      // getter for each of them.
      contents: `${readFileSync(path, "utf8")}
import { ${names.map((name, i) => `${name} as core${i}`).join(", ")} } from "../index.ts";
Object([${names.map((_, i) => `core${i}`).join(", ")}]);`,
      loader: "ts",
    }));
  },
};
