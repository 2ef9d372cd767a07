/**
 * `node bench/source.mjs FILE` bundles the source into one module with more exports than `dist`: `parseFrame`,
 * `interpretFrame` (the same without the fast readers), `isReadFast` (whether a fast reader takes a frame), and the
 * exports of `source-entry.mjs`.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const ENTRY = fileURLToPath(new URL("source-entry.mjs", import.meta.url));
/** The head of a fast reader in any module. */
const READER = /export function (read(?:\w+Fast|Usual\w+))(\([^)]*\): Message \| null \{)/g;

/** Replaces the head of each fast reader. */
function changeReaders(change) {
  return {
    name: "change-readers",
    setup({ onLoad, onEnd }) {
      let count = 0;
      onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
        const contents = readFileSync(path, "utf8").replace(READER, (_, name, rest) => {
          count++;
          return change(name, rest);
        });
        return { contents, loader: "ts" };
      });
      onEnd(() => {
        if (count === 0) throw new Error("no fast reader was found");
      });
    },
  };
}

/** Each reader gives up at once. */
const withoutReaders = changeReaders((name, rest) => `export function ${name}${rest} return null;`);

/** Each reader counts the frames that it takes. */
const countingReaders = changeReaders(
  (name, rest) => `export function ${name}(...values) {
  const message = inner_${name}(...values);
  if (message !== null) globalThis.framesReadFast++;
  return message;
}
function inner_${name}${rest}`,
);

const IS_READ_FAST = `export function isReadFast(frame) {
  globalThis.framesReadFast = 0;
  parseFrame(frame);
  return globalThis.framesReadFast > 0;
}`;

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

/** Bundles separate copies of the source into one file, so that they do not share what the optimiser learns. */
export async function bundleSource(file) {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
  try {
    const whole = await bundle(ENTRY, folder, "whole");
    const interpreter = await bundle(ENTRY, folder, "interpreter", [withoutReaders]);
    const counting = await bundle(ENTRY, folder, "counting", [countingReaders]);
    const all = join(folder, "all.mjs");
    const from = (path) => `from ${JSON.stringify(path)};`;
    writeFileSync(
      all,
      `export * ${from(whole)}
export { parseFrame as interpretFrame } ${from(interpreter)}
import { parseFrame } ${from(counting)}
${IS_READ_FAST}`,
    );
    copyFileSync(await bundle(all, folder, "source"), file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === undefined) throw new Error("which file?");
  await bundleSource(resolve(process.argv[2]));
}
