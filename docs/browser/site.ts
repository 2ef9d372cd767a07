/** The built site, served under a sub-path as on a project page, and a browser. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";

export const DIST: string = fileURLToPath(new URL("../.vitepress/dist/", import.meta.url));

/** The script `test:site` builds the site with this base. */
export const BASE = "/sinotrack-protocol/";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

export interface Site {
  readonly url: string;
  close(): void;
}

export async function serveSite(): Promise<Site> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const inside = path.startsWith(BASE) ? path.slice(BASE.length) : null;
    const file = inside === null ? null : join(DIST, normalize(`/${inside}`));
    try {
      if (file === null) throw new Error("outside the site");
      const page = path.endsWith("/") ? join(file, "index.html") : file;
      const body = await readFile(page);
      response.writeHead(200, {
        "content-type": TYPES[extname(page)] ?? "application/octet-stream",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${BASE}`, close: () => server.close() };
}

const CHROMIUM = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      "no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM",
    );
  }
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
