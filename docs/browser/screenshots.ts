import { mkdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import type { Site } from "./site.ts";

const VIEWS = [
  { name: "wide", width: 1280, height: 900, dark: false, sample: "0" },
  { name: "dark", width: 1280, height: 1000, dark: true, sample: "1" },
  { name: "binary", width: 1280, height: 1000, dark: false, sample: "2" },
  { name: "narrow", width: 360, height: 740, dark: false, sample: "1" },
  { name: "narrow-dark", width: 360, height: 740, dark: true, sample: "3" },
  { name: "engine", width: 1280, height: 1000, dark: false, sample: "7" },
  { name: "engine-narrow", width: 360, height: 740, dark: true, sample: "7" },
  { name: "jt808", width: 1280, height: 1000, dark: true, sample: "8" },
] as const;

/** Pictures of the playground to look at. */
export async function takeScreenshots(browser: Browser, site: Site, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, width, height, dark, sample } of VIEWS) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: dark ? "dark" : "light",
    });
    page.on("console", (message) => console.log(name, message.type(), message.text()));
    page.on("pageerror", (error) => console.log(name, error));
    await page.goto(`${site.url}playground.html`);
    await page.getByLabel("Example").selectOption(sample);
    await page.getByRole("article").first().waitFor();
    await page.waitForTimeout(500);
    const fields = page.getByRole("article").first().locator("button.field:not(.mark)");
    // A field that explains something: the latitude, or in the erroneous frame what is wrong.
    if (sample !== "1") await fields.nth(5).hover();
    await page.screenshot({ path: `${target}/${name}.png` });
    await page.screenshot({ path: `${target}/${name}-full.png`, fullPage: true });
    await page.close();
  }
}
