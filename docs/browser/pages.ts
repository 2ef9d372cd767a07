/** Opens pages of the built site in a browser, for one test file. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser, type Site, serveSite } from "./site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The service worker is blocked: it would answer in place of the server and of routes set by a test. */
const BLOCKED = "Service Worker registration blocked by Playwright";

/**
 * Returns a function that opens a page in a fresh context. After each test the pages are closed, and the test fails for
 * any error or warning in their consoles.
 */
export function usePages(): (path: string, options?: BrowserContextOptions) => Promise<Page> {
  let site: Site;
  let browser: Browser;
  const pages: Page[] = [];
  let problems: string[] = [];

  beforeAll(async () => {
    site = await serveSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    const found = problems;
    problems = [];
    expect(found).toEqual([]);
  });

  return async (path, options = {}) => {
    const viewport = { width: 1280, height: 900 };
    const serviceWorkers = "block";
    const context = await browser.newContext({ viewport, serviceWorkers, ...options });
    const page = await context.newPage();
    pages.push(page);
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      const isProblem = message.type() === "error" || message.type() === "warning";
      if (isProblem && message.text() !== BLOCKED) problems.push(message.text());
    });
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    return page;
  };
}

/** The views in which every page must look right. */
export const VIEWS = [
  ["wide, light", 1280, "light"],
  ["wide, dark", 1280, "dark"],
  ["narrow, light", 360, "light"],
  ["narrow, dark", 360, "dark"],
] as const;

/** Collects the requests of the page from now on. */
export function requestsOf(page: Page): string[] {
  const requests: string[] = [];
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  return requests;
}

/** Waits for hydration: only then the theme labels its dark-mode button. */
export async function waitForLife(page: Page): Promise<void> {
  const button = page.locator("button.VPSwitchAppearance[title]:not([title=''])").first();
  await button.waitFor({ state: "attached" });
}

/** Violations of WCAG 2.2 A and AA, and of best practice. */
export async function violations(page: Page): Promise<string[]> {
  await waitForLife(page);
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(context: object): Promise<{
          passes: unknown[];
          violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
        }>;
      };
    };
    const { passes, violations } = await axe.run({
      // The default theme's search: its button contains the name of a key.
      exclude: [[".DocSearch"]],
    });
    if (passes.length < 10) throw new Error("axe has looked at nothing");
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
    );
  });
}
