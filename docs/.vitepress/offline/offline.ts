/** What makes the playground work without a network, and fit to be installed. */
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
/** Of the manifest, in `docs/public`. */
const ICONS = ["icon-192.png", "icon-512.png"];

/** Only this page can be installed: the others need the network. */
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
 * The page with all that it names, what the router loads in its place when it comes from another page, and what that
 * imports: chunks that it shares with other pages are named nowhere else.
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
  // A set grows while it is gone through.
  for (const script of scripts) {
    // What the theme imports later is the search.
    if (/\/(?:framework|theme)\./.test(script)) continue;
    const text = readFileSync(join(outDir, script), "utf8");
    for (const [file] of text.matchAll(/\bchunks\/[\w.@-]+\.js\b|(?<=["']\.\/)[\w.@-]+\.js\b/g)) {
      scripts.add(file.startsWith("chunks/") ? `assets/${file}` : `assets/chunks/${file}`);
    }
  }
  return [...new Set([PAGE, MANIFEST, ...ICONS, ...named, ...scripts])];
}

function entryOf(outDir: string, base: string, file: string): PrecacheEntry {
  // Vite puts a hash of the contents into the names of what is in `assets`.
  if (file.startsWith("assets/")) return { url: base + file, revision: null };
  const hash = createHash("sha256").update(readFileSync(join(outDir, file)));
  return { url: base + file, revision: hash.digest("hex").slice(0, 16) };
}
