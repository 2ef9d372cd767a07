/**
 * Writes `dist/THIRD-PARTY-NOTICES.txt`: the licence of each package that is bundled into the files of this one. A
 * bundled package without a licence file fails the build.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

/** The part of esbuild's plug-in API that is used here. */
interface Build {
  readonly initialOptions: { metafile?: boolean | undefined };
  onEnd(act: (result: { metafile?: Metafile | undefined }) => void): void;
}
interface Metafile {
  readonly outputs: Readonly<
    Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
  >;
}

/** Packages bundled by any build of this run: the library's and the command's. */
const bundled = new Set<string>();

export const esbuildNotices = {
  name: "notices",
  setup(build: Build): void {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
        for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
          const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
          if (name !== undefined && bytesInOutput > 0) bundled.add(name);
        }
      }
      mkdirSync(DIST, { recursive: true });
      writeFileSync(join(DIST, "THIRD-PARTY-NOTICES.txt"), noticesOf([...bundled].sort()));
    });
  },
};

function noticesOf(names: readonly string[]): string {
  const notices = names.map((name) => {
    const folder = join(MODULES, name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `Files in this folder carry parts of these packages.\n\n${notices.join(`\n${"-".repeat(78)}\n\n`)}`;
}
