/** The content security policy of the pages. A violation is an error in the console, which fails any test. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { usePages } from "./pages.ts";
import { DIST, launchBrowser, serveSite } from "./site.ts";

const openPage = usePages();

const PAGES = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".html"),
);

it("is in every page, and names each script of it", () => {
  expect(PAGES.length).toBeGreaterThan(50);
  const scripts = new Set<string>();
  for (const file of PAGES) {
    const html = readFileSync(DIST + file, "utf8");
    const [, policy] = /<meta http-equiv="content-security-policy" content="([^"]+)">/.exec(html)!;
    const [, sources] = /script-src ([^;]+);/.exec(policy!)!;
    expect(sources, file).toMatch(/^'self'(?: 'sha256-[\w+/]+=*')+$/);
    for (const hash of sources!.split(" ").slice(1)) scripts.add(hash);
  }
  // The theme, the key of the search, and the file names. No page adds another one.
  expect(scripts.size).toBe(3);
});

describe("with it", () => {
  it.each([
    ["index.html", "*HQ,353271799434922,XT#", "353271799434922"],
    ["playground.html", "*HQ,353271799434922,XT#", "353271799434922"],
    ["command-builder.html", "60", ",60,1#"],
  ])("%s works", async (path, input, shown) => {
    const page = await openPage(path);
    await page.locator("textarea, .card input").first().fill(input);
    await expect.poll(() => page.locator("main").innerText(), { timeout: 15_000 }).toContain(shown);
  });

  it.each([
    ["runs neither text nor a foreign script", false],
    ["would run both without it", true],
  ])("a page %s", async (_, isWithout) => {
    const site = await serveSite();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.route("**/index.html", async (route) => {
        const html = await (await route.fetch()).text();
        const body = isWithout ? html.replace(/<meta http-equiv="content[^>]*>/, "") : html;
        await route.fulfill({ body, contentType: "text/html" });
      });
      await page.goto(`${site.url}index.html`);
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ofScript = true";
        document.head.append(script);
        // Deferred, because code evaluated by a test itself may do anything.
        setTimeout("window.ofText = true", 0);
      });
      await page.waitForTimeout(300);
      const ran = await page.evaluate(() => ["ofScript", "ofText"].map((name) => name in window));
      expect(ran).toEqual([isWithout, isWithout]);
    } finally {
      await browser.close();
      site.close();
    }
  });
});
