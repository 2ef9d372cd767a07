import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { usePages } from "./pages.ts";

const openPage = usePages();

async function open(): Promise<Page> {
  const page = await openPage("playground.html");
  await page.locator(".commands").waitFor();
  return page;
}

describe("the command builder", () => {
  it("shows the frame as text and hex, and refuses what cannot be sent", async () => {
    const page = await open();
    const builder = page.locator(".commands");
    await builder.getByLabel("Time (UTC)").fill("2026-02-11T06:21:08");
    await builder.getByLabel("seconds").fill("60");
    const [text, hex] = await builder.locator(".output code").allTextContents();
    expect(text).toBe("*HQ,8168000005,D1,062108,60,1#");
    expect(hex?.replaceAll(" ", "")).toBe(Buffer.from(text as string).toString("hex"));

    await builder.getByLabel("seconds").fill("5");
    expect(await builder.locator(".failure").innerText()).toContain("command.seconds");
    expect(await builder.getByLabel("seconds").getAttribute("aria-invalid")).toBe("true");
    expect(await builder.locator(".output").count()).toBe(0);
  });

  it("has a form for every command", async () => {
    const page = await open();
    const command = page.getByLabel("Command", { exact: true });
    const options = await command
      .locator("option")
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect(options.length).toBeGreaterThan(50);
    for (const option of options) await command.selectOption(option);
    await command.selectOption("cutFuel");
    // The danger stands before the frame, which is shown to who has read it.
    expect(await page.locator(".commands .danger-box").innerText()).toContain("Stops the engine");
    expect(await page.locator(".commands .output").count()).toBe(0);
    await page.getByLabel("Show the frame all the same").check();
    expect(await page.locator(".commands .output code").first().textContent()).toMatch(/,S20,/);
  });
});

describe("the command builder for JT/T 808", () => {
  it("shows the frame as hex", async () => {
    const page = await open();
    const builder = page.locator(".commands");
    await builder.getByLabel("Protocol").selectOption("jt808");
    await builder.getByLabel("Device id").fill("024509316254");
    // docs/protocol/jt808.md §8.4.
    expect(await builder.locator(".output code").allTextContents()).toEqual([
      "7e 82 01 00 00 02 45 09 31 62 54 00 00 ca 7e",
    ]);
    await builder.getByLabel("Command", { exact: true }).selectOption("control");
    expect(await builder.locator(".failure").innerText()).toContain("code");
    expect(await builder.getByLabel("code").getAttribute("aria-invalid")).toBe("true");
    await builder.getByLabel("code").fill("4");
    await builder.getByLabel("Show the frame all the same").check();
    expect(await builder.locator(".output code").innerText()).toMatch(
      /^7e 81 05 00 01 .* 04 .. 7e$/,
    );
    // What was chosen for the other protocol is still there.
    await builder.getByLabel("Protocol").selectOption("h02");
    expect(await builder.getByLabel("Device id").inputValue()).toBe("8168000005");
    expect(await builder.locator(".output code").first().innerText()).toMatch(/,D1,/);
  });
});
