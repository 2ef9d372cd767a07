/** Bundles a TypeScript file for a fresh process or realm; returns the path of the bundle. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { onTestFinished } from "vitest";

export async function bundle(file: string, format: "esm" | "iife", name?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-bundle-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    config: false,
    entry: { bundle: file },
    format: [format],
    outDir: folder,
    silent: true,
    outExtension: () => ({ js: ".mjs" }),
    ...(name === undefined ? {} : { globalName: name }),
  });
  return join(folder, "bundle.mjs");
}
