/** Loads the packed ESM files in Chromium: served one by one, and found by an import map. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { readJson } from "./tools.mjs";

const PROGRAMS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** No first-run pages, no updates, and no requests to anybody. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
};

/** @param modules Folder with playwright-core. @returns Version and report of `user/esm.mjs`. */
export async function runInChromium(modules, user) {
  const executablePath = PROGRAMS.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error("no Chromium: install it (Debian: chromium) or name it in CHROMIUM");
  }
  const { chromium } = createRequire(join(modules, "none.js"))("playwright-core");
  const server = await serve(user);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    let fail;
    const failed = new Promise((_, reject) => {
      fail = reject;
    });
    page.on("pageerror", fail);
    page.on("response", (response) => {
      if (!response.ok()) fail(new Error(`${response.url()}: ${response.status()}`));
    });
    const done = page
      .goto(`http://127.0.0.1:${server.address().port}/page.html`)
      .then(() => page.waitForFunction("globalThis.report", undefined, { timeout: 120_000 }))
      .then((handle) => handle.jsonValue());
    return { version: browser.version(), report: await Promise.race([done, failed]) };
  } finally {
    await browser.close();
    server.close();
  }
}

async function serve(user) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const type = TYPES[extname(path)];
    const file = join(user, path);
    if (type === undefined || !existsSync(file)) return response.writeHead(404).end();
    const text = readFileSync(file, "utf8");
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` });
    response.end(path === "/page.html" ? text.replace(">{}<", `>${importMap(user)}<`) : text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** The files for a browser: the `import` condition of each entry point. */
function importMap(user) {
  const folder = "node_modules/sinotrack-protocol";
  const { name, exports } = readJson(join(user, folder, "package.json"));
  const imports = Object.entries(exports)
    .filter(([, target]) => typeof target === "object")
    .map(([entry, target]) => [name + entry.slice(1), `/${join(folder, target.import.default)}`]);
  return JSON.stringify({ imports: Object.fromEntries(imports) });
}
