import { test } from "vitest";
import { takeScreenshots } from "./screenshots.ts";
import { launchBrowser, serveSite } from "./site.ts";

/** `SCREENSHOTS=folder npm run test:site` takes screenshots. */
const target = process.env["SCREENSHOTS"];

test.runIf(target !== undefined)("screenshots", { timeout: 900_000 }, async () => {
  const site = await serveSite();
  const browser = await launchBrowser();
  await takeScreenshots(browser, site, target as string);
  await browser.close();
  site.close();
});
