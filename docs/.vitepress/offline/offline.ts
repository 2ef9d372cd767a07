/** Makes the playground installable, and usable without a network. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { HeadConfig } from "vitepress";
import type { PrecacheEntry } from "workbox-precaching";

const PAGE = "playground.html";
const SERVICE_WORKER = "service-worker.js";
const MANIFEST = "playground.webmanifest";
/** Icons of the manifest, in `docs/public`. */
const ICONS = ["icon-192.png", "icon-512.png"];

/** Only the playground can be installed: the other pages need the network. */
export function manifestLink(page: string, base: string): HeadConfig[] {
  return page === "playground.md" ? [["link", { rel: "manifest", href: base + MANIFEST }]] : [];
}

/** Writes the service worker beside the built pages. */
export async function writeServiceWorker(outDir: string, base: string): Promise<void> {
  const entries = filesOf(outDir, base).map((file) => entryOf(outDir, base, file));
  await build({
    entryPoints: [fileURLToPath(new URL("service-worker.ts", import.meta.url))],
    outfile: join(outDir, SERVICE_WORKER),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: {
      "self.__WB_MANIFEST": JSON.stringify(entries),
      "process.env.NODE_ENV": '"production"',
    },
    logLevel: "warning",
  });
}

/**
 * The files that the page names, the ones that the router loads instead when it comes from another page, and their
 * imports: no other file names the chunks that the page shares with other pages.
 */
function filesOf(outDir: string, base: string): string[] {
  const html = readFileSync(join(outDir, PAGE), "utf8");
  const named = [...html.matchAll(/<(?:link|script)\b[^>]*? (?:href|src)="([^"]+)"/g)]
    .map((match) => match[1] as string)
    .filter((link) => link.startsWith(base))
    .map((link) => link.slice(base.length));
  const scripts = new Set(
    readdirSync(join(outDir, "assets"))
      .filter((file) => /^playground\.md\..*\.js$/.test(file))
      .map((file) => `assets/${file}`),
  );
  // Scripts that the loop adds are visited too.
  for (const script of scripts) {
    // The later imports of the theme are the search.
    if (/\/(?:framework|theme)\./.test(script)) continue;
    const text = readFileSync(join(outDir, script), "utf8");
    for (const [file] of text.matchAll(/\bchunks\/[\w.@-]+\.js\b|(?<=["']\.\/)[\w.@-]+\.js\b/g)) {
      scripts.add(file.startsWith("chunks/") ? `assets/${file}` : `assets/chunks/${file}`);
    }
  }
  return [...new Set([PAGE, MANIFEST, ...ICONS, ...named, ...scripts])];
}

function entryOf(outDir: string, base: string, file: string): PrecacheEntry {
  // Vite puts a hash of the contents into the names in `assets`.
  if (file.startsWith("assets/")) return { url: base + file, revision: null };
  const hash = createHash("sha256").update(readFileSync(join(outDir, file)));
  return { url: base + file, revision: hash.digest("hex").slice(0, 16) };
}
