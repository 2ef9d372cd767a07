import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { requestsOf, usePages, VIEWS, violations } from "./pages.ts";

const openPage = usePages();

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  return await openPage("index.html", options);
}

function tile(page: Page, name: string): Locator {
  return page
    .locator(".strip button.field")
    .filter({ has: page.locator(`.name:text-is("${name}")`) });
}

describe("the strip", () => {
  it("decodes a frame while it is typed", async () => {
    const page = await open();
    const frame = page.getByLabel("Edit this frame");
    expect(await tile(page, "speedKmh").locator(".value").innerText()).toContain("23.15 km/h");
    await expect.poll(() => page.locator('.strip .map[data-tracks="1"]').count()).toBe(1);

    await frame.fill((await frame.inputValue()).replace("12.50", "50.00"));
    // 50 knots of 1.852 km/h.
    await expect
      .poll(() => tile(page, "speedKmh").locator(".value").innerText())
      .toContain("92.6 km/h");
    expect(JSON.parse(await page.locator(".strip pre").innerText())).toMatchObject({
      speedKmh: 92.6,
      alarms: ["sos"],
    });

    // Minute 69: the invalid field is explained.
    await frame.fill((await frame.inputValue()).replace("111958", "116958"));
    await expect.poll(() => page.locator(".strip .about").innerText()).toContain("bad-time");
    await frame.fill("");
    await expect.poll(() => page.locator(".strip").innerText()).toContain("No frame yet.");
  });

  it("links to the same frame in the playground", async () => {
    const page = await open();
    const input = await page.getByLabel("Edit this frame").inputValue();
    await page.getByRole("link", { name: "Open it in the playground" }).click();
    await expect
      .poll(() => page.locator("textarea").first().inputValue(), { timeout: 15_000 })
      .toBe(input);
  });
});

describe("the device finder", () => {
  it("shows the facts about a model, with the keyboard alone", async () => {
    const page = await open();
    await page.getByLabel("Model, brand or firmware").focus();
    await page.keyboard.type("tk905");
    const facts = page.getByRole("region", { name: "What to expect" });
    await expect.poll(() => facts.locator("h3").innerText()).toBe("TK905 4G");
    expect(await facts.innerText()).toContain("$ of 45 bytes");
    expect(await facts.innerText()).toMatch(/Engine data\s+No/);

    await page.getByLabel("Model, brand or firmware").fill("st-902");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("ST-902L");
    await page.keyboard.press("Enter");
    await expect.poll(() => facts.locator("h3").innerText()).toBe("ST-902L");
    expect(await facts.innerText()).toContain("2 kinds of firmware");
    expect(await facts.innerText()).toMatch(/How sure\s+Claimed/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("model");

    await page.keyboard.press("Control+A");
    await page.keyboard.type("toaster");
    await expect
      .poll(() => page.locator(".finder").innerText())
      .toContain("No such model is known");
    expect(await facts.count()).toBe(0);
  });

  it("links to captured frames, and to the commands of the firmware", async () => {
    const page = await open();
    await page.getByLabel("Model, brand or firmware").fill("ST-901L");
    await page.getByRole("link", { name: "build one" }).click();
    await expect.poll(() => page.getByLabel("Firmware").inputValue()).toBe("sinotrack-4g");
    await page.goBack();
    await page.getByRole("link", { name: "Captured frames in the playground" }).click();
    await expect
      .poll(() => page.locator("textarea").first().inputValue(), { timeout: 15_000 })
      .toMatch(/^\*HQ,/);
  });
});

describe("the page", () => {
  it("copies the install command", async () => {
    const page = await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the line" }).click();
    await expect.poll(() => page.locator(".install [role=status]").innerText()).toBe("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      "npm install sinotrack-protocol",
    );
  });

  it("has the figures of the README", async () => {
    const page = await open();
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, captured, typed] = /the (\d+) captured H02 frames \| (\d+) typed/.exec(readme) ?? [];
    expect(await page.locator(".proof").innerText()).toContain(`${typed} of ${captured}`);
  });

  it("sends no request to other hosts, and none after it has loaded", async () => {
    const page = await openPage("playground.html");
    const requests = requestsOf(page);
    await page.goto(page.url().replace("playground.html", "index.html"), {
      waitUntil: "networkidle",
    });
    const { origin } = new URL(page.url());
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter((url) => !url.startsWith(origin))).toEqual([]);
    await page.context().setOffline(true);
    const before = requests.length;
    await page.getByLabel("Edit this frame").fill("*HQ,353271799434922,XT#");
    await page.getByLabel("Model, brand or firmware").fill("st");
    await page.waitForTimeout(300);
    expect(requests.slice(before)).toEqual([]);
  });

  it("fits a phone", async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByLabel("Edit this frame").fill("?".repeat(300));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it.each(VIEWS)("axe finds nothing: %s", { timeout: 90_000 }, async (_, width, colorScheme) => {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    expect(await violations(page)).toEqual([]);
    const frame = page.getByLabel("Edit this frame");
    await frame.fill((await frame.inputValue()).replace("111958", "116958"));
    await page.getByLabel("Model, brand or firmware").fill("ST-902L");
    expect(await violations(page)).toEqual([]);
  });
});
