/**
 * `node bench/source.mjs FILE` bundles the source into one module with more than `dist` exports: `parseFrame`,
 * `interpretFrame` (the same without its fast readers), `parseTraced`, `readFast` and `splitFrames`.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const ENTRY = fileURLToPath(new URL("source-entry.mjs", import.meta.url));
/** Modules with fast readers. */
const FAST_READERS = /[/\\]src[/\\].*(fast-readers|generated[/\\]\w+)\.ts$/;
/** Where the body of one begins. */
const READER = /export function read\w+\([^)]*\): Message \| null \{/g;

/** Makes the fast readers give up at once. */
const withoutFastReaders = {
  name: "without-fast-readers",
  setup({ onLoad, onEnd }) {
    let count = 0;
    onLoad({ filter: FAST_READERS }, ({ path }) => {
      const contents = readFileSync(path, "utf8").replace(READER, (head) => {
        count++;
        return `${head} return null;`;
      });
      return { contents, loader: "ts" };
    });
    onEnd(() => {
      if (count === 0) throw new Error("no fast reader was found");
    });
  },
};

async function bundle(entry, folder, name, esbuildPlugins = []) {
  await build({
    entry: { [name]: entry },
    outDir: folder,
    config: false,
    format: ["esm"],
    target: "es2022",
    splitting: false,
    silent: true,
    esbuildPlugins,
    outExtension: () => ({ js: ".mjs" }),
  });
  return join(folder, `${name}.mjs`);
}

/** Two copies of the source in one file, so that neither teaches the other's functions anything. */
export async function bundleSource(file) {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
  try {
    const whole = await bundle(ENTRY, folder, "whole");
    const interpreter = await bundle(ENTRY, folder, "interpreter", [withoutFastReaders]);
    const both = join(folder, "both.mjs");
    writeFileSync(
      both,
      `export * from ${JSON.stringify(whole)};
export { parseFrame as interpretFrame } from ${JSON.stringify(interpreter)};\n`,
    );
    copyFileSync(await bundle(both, folder, "source"), file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === undefined) throw new Error("which file?");
  await bundleSource(resolve(process.argv[2]));
}
