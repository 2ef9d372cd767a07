/** Helpers to drive the playground in tests. */
import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";

export const V1 = "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
/** Minute 69 does not exist. */
export const BAD_TIME = V1.replace("102411", "106911");
/** Bit 1 of the status word is low. */
export const SOS = V1.replace("102411", "102511").replace("FFFFFFFF", "FFFFFFFD");
export const BINARY =
  "24207212919310521901102534036769060582643222016334fffffbff0006fdd300000000000000df54000000";
export const PCAP = readFileSync(new URL("../../test/cli/captures/loopback.pcap", import.meta.url));

type OpenPage = (path: string, options?: BrowserContextOptions) => Promise<Page>;

/** Opens the playground and waits for its first frame. */
export async function openPlayground(
  openPage: OpenPage,
  hash = "",
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openPage(`playground.html${hash}`, options);
  await detail(page).waitFor({ state: "attached" });
  return page;
}

export function capture(page: Page): Locator {
  return page.getByLabel("Capture", { exact: true });
}

export function status(page: Page): Locator {
  return page.locator(".summary");
}

export function grid(page: Page): Locator {
  return page.getByRole("grid", { name: "Frames" });
}

/** The rendered rows, a part of the list. */
export function rows(page: Page): Locator {
  return grid(page).locator('[role="row"][aria-selected]');
}

/** How many frames the list has, rendered or not. */
export async function rowCount(page: Page): Promise<number> {
  return Number(await grid(page).getAttribute("aria-rowcount")) - 1;
}

export async function selectedNumber(page: Page): Promise<string> {
  return grid(page).locator('[aria-selected="true"] .number').innerText();
}

export function detail(page: Page): Locator {
  return page.locator(".frame-detail");
}

export function field(page: Page, name: string): Locator {
  return detail(page)
    .locator("button.field")
    .filter({ has: page.locator(`.name:text-is("${name}")`) });
}

/** Fills the text field, and waits for a number of frames. */
export async function enter(page: Page, input: string, count: number): Promise<void> {
  await capture(page).fill(input);
  await expect.poll(() => status(page).innerText()).toMatch(new RegExp(`^${frames(count)} `));
  await expect.poll(() => rowCount(page)).toBe(count);
  await expect.poll(() => selectedNumber(page)).toBe("1");
  await expect.poll(() => detail(page).locator("h2").innerText()).toMatch(/^\s*Frame 1:/);
}

export function frames(count: number): string {
  return `${count.toLocaleString("en")} frame${count === 1 ? "" : "s"}`;
}

export async function drop(page: Page, name: string, body: Uint8Array | string): Promise<void> {
  const base64 = Buffer.from(body as string, "latin1").toString("base64");
  const transfer = await page.evaluateHandle(
    ([fileName, encoded]) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(encoded as string), (one) => one.charCodeAt(0));
      data.items.add(new File([bytes], fileName as string));
      return data;
    },
    [name, base64],
  );
  await page.dispatchEvent(".playground", "drop", { dataTransfer: transfer });
}

/** Fills the field and fires the event of a paste: browsers insert text by themselves only for a trusted event. */
export async function paste(page: Page, text: string): Promise<void> {
  await capture(page).focus();
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    if (document.activeElement?.dispatchEvent(event))
      document.execCommand("insertText", false, pasted);
  }, text);
}
