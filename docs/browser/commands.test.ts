import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { COMMAND_VIEWS } from "../command-builder/command-view.ts";
import { requestsOf, usePages, VIEWS, violations } from "./pages.ts";

const openPage = usePages();

async function open(
  hash = "",
  width = 1280,
  colorScheme: "light" | "dark" = "light",
): Promise<Page> {
  const options = { viewport: { width, height: 900 }, colorScheme };
  const page = await openPage(`command-builder.html${hash}`, options);
  await page.locator(".card").first().waitFor();
  return page;
}

function card(page: Page, name: string): Locator {
  return page.getByRole("article", { name });
}

function list(page: Page): Locator {
  return page.locator(".chooser li button");
}

async function shown(form: Locator): Promise<string[]> {
  return form.locator(".output code").allTextContents();
}

describe("the forms", () => {
  it("show the frame as text and hex, and the SMS beside it", async () => {
    const page = await open();
    const socket = card(page, "Over the connection D1");
    await socket.getByLabel("Time (UTC)").fill("2026-02-11T06:21:08");
    await socket.getByRole("textbox", { name: "Report every seconds" }).fill("60");
    const [text, hex] = await shown(socket);
    expect(text).toBe("*HQ,8168000005,D1,062108,60,1#");
    expect(hex?.replaceAll(" ", "")).toBe(Buffer.from(text as string).toString("hex"));

    const sms = card(page, "By SMS");
    await sms.getByRole("textbox", { name: "Report every seconds" }).fill("600");
    await sms.getByLabel("With the ignition on").selectOption("no");
    expect(await shown(sms)).toEqual(["8090000 600"]);
    const [left, right] = [await socket.boundingBox(), await sms.boundingBox()];
    expect(left?.y).toBe(right?.y);
    expect(right?.x).toBeGreaterThan(left?.x as number);
  });

  it("turn red only after a key, and then refuse invalid arguments", async () => {
    const page = await open("#command=masterNumber");
    const socket = card(page, "Over the connection S71 01");
    expect(await page.locator(".failure, [aria-invalid=true]").count()).toBe(0);
    const number = socket.getByLabel("Phone number");
    await number.fill("12*");
    expect(await socket.locator(".failure").innerText()).toContain("command.phoneNumber");
    expect(await number.getAttribute("aria-invalid")).toBe("true");
    expect(await socket.locator(".output").count()).toBe(0);
    // The other form keeps its state.
    expect(await card(page, "By SMS").locator(".failure").count()).toBe(0);
  });

  it("all give a frame from their example, and none is red at first", {
    timeout: 120_000,
  }, async () => {
    const page = await open();
    expect(await list(page).count()).toBe(COMMAND_VIEWS.length);
    let forms = 0;
    for (const { type, about, danger, forms: views } of COMMAND_VIEWS) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `command=${type}`);
      await expect.poll(() => page.url()).toContain(`command=${type}`);
      await expect.poll(() => page.locator("#command-heading").innerText()).toBe(about);
      expect([type, await page.locator(".failure, [aria-invalid=true]").count()]).toEqual([
        type,
        0,
      ]);
      if (danger !== undefined) await page.getByLabel("I know what this does").check();
      for (const button of await page.getByRole("button", { name: "Fill in an example" }).all()) {
        await button.click();
      }
      expect([type, await page.locator(".card").count()]).toEqual([type, views.length]);
      await expect
        .poll(async () => [type, await page.locator(".card:has(.output)").count()])
        .toEqual([type, views.length]);
      forms += views.length;
    }
    expect(forms).toBeGreaterThan(100);
  });

  it("of JT/T 808 give hex", async () => {
    const page = await open("#command=queryPosition");
    const form = card(page, "Over the connection, JT/T 808 0x8201");
    await form.getByLabel("Device id").fill("024509316254");
    // docs/protocol/jt808.md §8.4.
    expect(await shown(form)).toEqual(["7e 82 01 00 00 02 45 09 31 62 54 00 00 ca 7e"]);
  });

  it("copy", async () => {
    const page = await open("#command=readStatus");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the text" }).click();
    await expect.poll(() => page.locator(".copy [role=status]").innerText()).toBe("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("CXZT");
  });
});

describe("danger", () => {
  it("hides the frame until it is accepted", async () => {
    const page = await open("#command=cutFuel");
    const box = page.locator(".danger-box");
    expect(await box.innerText()).toContain("Stops the engine");
    expect(await page.locator(".output").count()).toBe(0);
    const danger = await box.boundingBox();
    const first = await page.locator(".card").first().boundingBox();
    expect((danger?.y as number) + (danger?.height as number)).toBeLessThan(first?.y as number);

    await page.getByLabel("I know what this does").check();
    expect(await shown(card(page, "Over the connection S20"))).toContainEqual(
      expect.stringMatching(/,S20,/),
    );
    expect(await shown(card(page, "By SMS"))).toEqual(["9400000"]);
    // Choosing another command and returning asks again.
    await page.getByLabel("Find a command").fill("fuel");
    await list(page).nth(1).click();
    await list(page).nth(0).click();
    await expect.poll(() => page.locator(".output").count()).toBe(0);
  });
});

describe("the answer", () => {
  it("of the socket is matched with the command", async () => {
    const page = await open("#command=cutFuel");
    const socket = card(page, "Over the connection S20");
    await socket.getByLabel("Time (UTC)").fill("2016-07-16T06:11:58");
    const answer = socket.getByLabel("What the device answered");
    const V4 =
      "*HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF#";
    await answer.fill(V4);
    expect(await socket.locator(".verdict").innerText()).toMatch(/^Done/);
    await answer.fill(V4.replace("OK", "ERROR"));
    expect(await socket.locator(".verdict").innerText()).toMatch(/^Failed/);
    await answer.fill("*HQ,8168000005,V0#");
    expect(await socket.locator(".verdict").innerText()).toBe("This does not answer the command.");
  });

  it("of an SMS is read", async () => {
    const page = await open("#command=readStatus");
    await page
      .getByLabel("What the device answered")
      .fill("ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:11264944\nVOLT:13.1V\nGSM:26");
    expect(await page.locator(".verdict").innerText()).toBe("The state of the device.");
    expect(await page.locator(".card dl").first().innerText()).toMatch(/supplyVolts\s+13\.1/);
  });
});

describe("the list", () => {
  it("is filtered by firmware and by words, which the address keeps", async () => {
    const page = await open();
    await page.getByLabel("Firmware").selectOption("sinotrack-2g");
    await page.getByLabel("Find a command").fill("speed");
    expect(await list(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^Sets the speed above which[\s\S]*speedLimit$/),
    ]);
    await list(page).first().click();
    await expect.poll(() => page.url()).toMatch(/#command=speedLimit&family=sinotrack-2g$/);
    await page.reload({ waitUntil: "networkidle" });
    expect(await page.getByLabel("Firmware").inputValue()).toBe("sinotrack-2g");
    expect(await page.locator("#command-heading").innerText()).toContain("speed above which");
  });

  it("can be used with the keyboard alone", async () => {
    const page = await open();
    await page.getByLabel("Find a command").focus();
    await page.keyboard.type("restart");
    await page.keyboard.press("Tab");
    // Past the heading of its group.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator("#command-heading").innerText())
      .toBe("Restarts the device");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("command-heading");
  });
});

describe("everywhere", () => {
  it("sends no request after it has loaded", async () => {
    const page = await open();
    const requests = requestsOf(page);
    await page.context().setOffline(true);
    await page.getByLabel("Find a command").fill("fuel");
    await list(page).first().click();
    await page.getByLabel("I know what this does").check();
    await page.getByLabel("What the device answered").first().fill("Ωж中ạ");
    await page.waitForTimeout(300);
    expect(requests).toEqual([]);
  });

  it("fits a phone", async () => {
    const page = await open("#command=text", 360);
    await page.getByLabel("I know what this does").check();
    for (const button of await page.getByRole("button", { name: "Fill in an example" }).all()) {
      await button.click();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it.each(VIEWS)("axe finds nothing: %s", { timeout: 90_000 }, async (_, width, colorScheme) => {
    const page = await open("#command=cutFuel", width, colorScheme);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("I know what this does").check();
    await page.getByRole("textbox", { name: "Cut and restore in turns seconds" }).fill("0");
    await page.getByLabel("What the device answered").last().fill("SET OK");
    expect(await violations(page)).toEqual([]);
    await page.goto(page.url().replace("cutFuel", "confirmAlarms"));
    await page.getByLabel("route crossing").check();
    expect(await violations(page)).toEqual([]);
  });
});
