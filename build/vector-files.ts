/**
 * Makes the files of vectors/ importable as `virtual:vector-files`, so that `./vectors` reads no file at run time. One
 * plug-in for tsup, one for vitest, and one for the package, in which all formats share one JSON file.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const NAME = "virtual:vector-files";
const FOLDER = new URL("../vectors/", import.meta.url);

/** The text of each file by its name without `.jsonl`. Vectors of SMS texts and engine data are in folders. */
export function vectorFiles(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(".jsonl"))
      .sort()
      .map((file) => [file.slice(0, -6), readFileSync(new URL(file, FOLDER), "utf8")]),
  );
}

function moduleText(): string {
  return `export default ${JSON.stringify(vectorFiles())};`;
}

/** The part of the plug-in APIs that is used here. */
interface Build {
  readonly initialOptions: { supported?: Record<string, boolean> | undefined };
  onResolve(
    options: { filter: RegExp; namespace?: string },
    act: () => { path: string; namespace?: string; external?: boolean },
  ): void;
  onLoad(
    options: { filter: RegExp; namespace: string },
    act: () => { contents: string; loader: "js" },
  ): void;
}

/** @param path Path of the JSON file as seen from the built files. */
export function esbuildSharedVectorFiles(path: string): {
  name: string;
  setup(build: Build): void;
} {
  return {
    name: "shared-vector-files",
    setup(build): void {
      const { initialOptions: options } = build;
      options.supported = { ...options.supported, "import-attributes": true };
      build.onResolve({ filter: /^virtual:vector-files$/ }, () => ({
        path: NAME,
        namespace: NAME,
      }));
      build.onResolve({ filter: /json$/, namespace: NAME }, () => ({ path, external: true }));
      build.onLoad({ filter: /./, namespace: NAME }, () => ({
        contents: `export { default } from "${path}" with { type: "json" };`,
        loader: "js",
      }));
    },
  };
}

export function writeSharedVectorFiles(): void {
  const path = new URL("../dist/vector-files.json", import.meta.url);
  writeFileSync(path, JSON.stringify(vectorFiles()));
}

export const esbuildVectorFiles = {
  name: "vector-files",
  setup(build: Build): void {
    build.onResolve({ filter: /^virtual:vector-files$/ }, () => ({ path: NAME, namespace: NAME }));
    build.onLoad({ filter: /./, namespace: NAME }, () => ({
      contents: moduleText(),
      loader: "js",
    }));
  },
};

export const viteVectorFiles = {
  name: "vector-files",
  resolveId: (id: string): string | undefined => (id === NAME ? `\0${NAME}` : undefined),
  load: (id: string): string | undefined => (id === `\0${NAME}` ? moduleText() : undefined),
};
