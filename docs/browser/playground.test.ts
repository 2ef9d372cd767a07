import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { usePages, violations } from "./pages.ts";

const V1 = "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
/** Minute 69. */
const BAD_TIME = V1.replace("102411", "106911");
const BINARY =
  "24207212919310521901102534036769060582643222016334fffffbff0006fdd300000000000000df54000000";

const openPage = usePages();

async function open(hash = "", options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(`playground.html${hash}`, options);
  await frames(page).first().waitFor();
  return page;
}

function frames(page: Page): Locator {
  return page.getByRole("article");
}

function field(frame: Locator, name: string): Locator {
  return frame
    .locator("button.field")
    .filter({ has: frame.page().locator(`.name:text-is("${name}")`) });
}

async function enter(page: Page, input: string): Promise<void> {
  await page.getByLabel("Capture", { exact: true }).fill(input);
}

async function drop(page: Page, name: string, body: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(text as string, (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], fileName as string));
      return data;
    },
    [name, body],
  );
  await page.dispatchEvent(".playground", "drop", { dataTransfer: transfer });
}

function status(page: Page): Locator {
  return page.locator(".summary");
}

describe("input", () => {
  it("decodes text that is pasted", async () => {
    const page = await open();
    await page.getByLabel("Capture", { exact: true }).fill("");
    await page.getByLabel("Capture", { exact: true }).focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const event = new ClipboardEvent("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      });
      // The browser itself inserts the text only for a trusted event.
      if (document.activeElement?.dispatchEvent(event))
        document.execCommand("insertText", false, text);
    }, `${V1}${V1}`);
    await expect.poll(() => frames(page).count()).toBe(2);
    expect(await status(page).innerText()).toBe(
      "2 frames in 158 bytes (text). Messages: position 2. Issues: none.",
    );
  });

  it("decodes hex, and shows the message as JSON", async () => {
    const page = await open();
    await enter(page, BINARY);
    await expect.poll(() => frames(page).locator("h3").innerText()).toBe("Frame 1: position $");
    const json = JSON.parse(await frames(page).locator("pre").innerText());
    // From vectors/binary-45.jsonl.
    expect(json).toMatchObject({ deviceId: "2072129193", speedKmh: 29.632, batteryPercent: 100 });
    expect(json.frame).toEqual({ format: "binary", offset: 0, length: 45, hex: BINARY });
  });

  it.each([
    ["capture.bin", `${V1}\r\n${V1}`, "text"],
    ["capture.hex", `${BINARY}\n${BINARY}\n`, "hex"],
    [
      "capture.jsonl",
      `${JSON.stringify({ ascii: V1 })}\n${JSON.stringify({ hex: BINARY })}\n`,
      "jsonl",
    ],
  ])("decodes a file that is dropped: %s", async (name, body, form) => {
    const page = await open();
    await drop(page, name, body);
    await expect
      .poll(() => status(page).innerText())
      .toContain(`2 frames in ${body.length} bytes (${form})`);
    expect(await page.locator(".file").innerText()).toContain(name);
    expect(await frames(page).count()).toBe(2);
    await page.getByRole("button", { name: "Close file" }).click();
    await expect.poll(() => page.getByLabel("Capture", { exact: true }).count()).toBe(1);
  });

  it("says which line cannot be read", async () => {
    const page = await open();
    await enter(page, `${BINARY}\n2a4`);
    await expect.poll(() => page.getByRole("alert").count()).toBe(1);
    expect(await page.getByRole("alert").innerText()).toBe("Line 2: odd number of hex digits");
    await enter(page, BINARY);
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });

  it("reads a form that is chosen", async () => {
    const page = await open();
    await enter(page, BINARY);
    await page.getByLabel("Form").selectOption("text");
    await expect.poll(() => frames(page).locator("h3").innerText()).toBe("Frame 1: noise");
  });
});

describe("frames", () => {
  it("explains a field under the pointer", async () => {
    const page = await open();
    await enter(page, V1);
    await expect.poll(() => frames(page).count()).toBe(1);
    await field(frames(page), "speedKmh").hover();
    const about = await page.locator(".about").innerText();
    // 9.98 knots of 1.852 km/h; "009.98" begins 50 bytes behind the start.
    expect(about).toMatch(/speedKmh bytes \d+ to \d+ 30 30 39 2e 39 38 is 18\.48296 km\/h/);
  });

  it("explains each field to the keyboard", async () => {
    const page = await open();
    await enter(page, V1);
    await expect.poll(() => frames(page).count()).toBe(1);
    await page.getByLabel("Only with errors or warnings").focus();
    await page.keyboard.press("Tab");
    const seen: string[] = [];
    for (let i = 0; i < 23; i++) {
      const spoken = await page.evaluate(() => document.activeElement?.textContent);
      const about = await page.locator(".about strong").innerText();
      expect(spoken).toMatch(new RegExp(`${about}.*, byte`));
      const outline = await page.evaluate(() =>
        getComputedStyle(document.activeElement as Element).getPropertyValue("outline-style"),
      );
      expect(outline).toBe("solid");
      seen.push(about);
      await page.keyboard.press("ArrowRight");
    }
    expect(seen.filter((name) => !["start", "end", "separator"].includes(name))).toEqual([
      ...["maker", "deviceId", "command", "time", "valid", "latitude", "longitude"],
      ...["speedKmh", "courseDegrees", "time", "status"],
    ]);
    expect(seen.at(-1)).toBe("end");
    await page.keyboard.press("Home");
    expect(await page.locator(".about strong").innerText()).toBe("start");
    // One stop for the frame: the next Tab leaves its bytes.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
    // As a screen reader moves, which skips the arrow keys.
    await field(frames(page), "status").focus();
    expect(await page.locator(".about strong").innerText()).toBe("status");
  });

  it("shows an issue at the bytes that cause it, not by colour alone", async () => {
    const page = await open();
    await enter(page, `${V1}${BAD_TIME}`);
    await expect.poll(() => frames(page).count()).toBe(2);
    const bad = frames(page).nth(1);
    const marked = bad.locator("button.field:has(.flags)");
    expect(await marked.count()).toBe(1);
    expect(await marked.locator(".raw, .name, .flags").allInnerTexts()).toEqual([
      "106911",
      "time",
      "!1",
    ]);
    expect(await bad.locator(".issues li").innerText()).toMatch(
      /^!1 error\s*bad-time in time, bytes 18 to 23\s*: 106911/,
    );
    // The explanation begins with what is wrong.
    expect(await bad.locator(".about").innerText()).toContain("bad-time");

    await bad.getByRole("button", { name: "!1 error" }).focus();
    await page.keyboard.press("Enter");
    expect(await marked.evaluate((one) => one === document.activeElement)).toBe(true);

    await page.getByLabel("Only with errors or warnings").check();
    await expect.poll(() => frames(page).count()).toBe(1);
    expect(await frames(page).locator("h3").innerText()).toBe("Frame 2: position V1");
  });

  it("shows text as hex", async () => {
    const page = await open();
    await enter(page, V1);
    await expect.poll(() => frames(page).count()).toBe(1);
    await page.getByLabel("Text as hex").check();
    expect(await field(frames(page), "maker").locator(".raw").innerText()).toBe("48 51");
  });

  it("gives each byte a background of its field", async () => {
    const page = await open();
    await enter(page, BINARY);
    await expect.poll(() => frames(page).locator("h3").innerText()).toBe("Frame 1: position $");
    const colors = await frames(page)
      .locator("button.field")
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).getPropertyValue("background-color")),
      );
    for (const [index, color] of colors.entries()) {
      expect(color).not.toBe("rgba(0, 0, 0, 0)");
      if (index > 0) expect(color).not.toBe(colors[index - 1]);
    }
  });
});

describe("engine data", () => {
  it("stands below the frame of PengAoDa", async () => {
    const page = await open();
    await page.getByLabel("Example").selectOption({ label: "PengAoDa: engine data by PID" });
    const rows = page.getByRole("table", { name: /Engine data of frame 1/ }).getByRole("row");
    // 15 96 are 5526 quarters of a revolution per minute.
    await expect
      .poll(() => rows.filter({ hasText: "01 0C" }).innerText())
      .toMatch(/Engine speed\s+engineRpm 1381\.5/);
    expect(await rows.filter({ hasText: "01 88" }).innerText()).toContain("unit-unknown");
  });

  it("stands below the frame of JT/T 808, and below no other", async () => {
    const page = await open();
    await page.getByLabel("Example").selectOption({ label: "JT/T 808: position and engine data" });
    await expect.poll(() => frames(page).locator("h3").innerText()).toContain("0x0200");
    // Item 83 has 1388: 5000 revolutions per minute, scaled by the device.
    const rows = page.getByRole("table", { name: /Engine data/ }).getByRole("row");
    expect(await rows.filter({ hasText: "engineRpm" }).innerText()).toContain("5000");
    expect(await field(frames(page), "status").count()).toBeGreaterThan(0);
    expect(await page.locator(".map .track circle").count()).toBe(1);
    await enter(page, V1);
    await expect.poll(() => frames(page).locator("h3").innerText()).toBe("Frame 1: position V1");
    expect(await page.getByRole("table", { name: /Engine data/ }).count()).toBe(0);
  });
});

describe("the map", () => {
  it("draws the track with scale, north and graticule", async () => {
    const page = await open();
    const rows = [0, 1, 2].map((i) => V1.replace("01507", `0${1507 + i}`));
    await enter(page, [...rows, V1.replace(",A,", ",V,")].join("\n"));
    await expect.poll(() => page.locator(".map .track circle").count()).toBe(4);
    expect(await page.locator(".map .no-fix").count()).toBe(1);
    expect(await page.getByRole("img").getAttribute("aria-label")).toBe(
      "Track of 4 positions; devices: 1002033932",
    );
    // Two minutes of longitude at 50.8 degrees are 2.34 km: the bar is an eighth to a third of the width.
    expect(
      await page
        .locator(".map .scale")
        .innerText()
        .catch(() => null),
    ).not.toBe("");
    expect(await page.locator(".map .scale text").textContent()).toBe("500 m");
    expect(await page.locator(".map .north text").textContent()).toBe("N");
    const labels = await page.locator(".map .grid text").allTextContents();
    expect(labels.some((label) => /^15\.\d+° E$/.test(label))).toBe(true);
    expect(labels.some((label) => /^50\.\d+° N$/.test(label))).toBe(true);
    const [first, second] = await page
      .locator(".map .track circle")
      .evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute("cx"))));
    expect(second as number).toBeGreaterThan(first as number);
  });

  it("says that there is nothing to draw", async () => {
    const page = await open();
    await enter(page, "*HQ,353271799434922,XT#");
    await expect.poll(() => page.locator(".map .empty").count()).toBe(1);
  });
});

describe("links", () => {
  it("opens the frame of a link, and writes one", async () => {
    const page = await open(`#${new URLSearchParams({ input: BAD_TIME })}`);
    expect(await page.getByLabel("Capture", { exact: true }).inputValue()).toBe(BAD_TIME);
    expect(await frames(page).locator(".issues li").count()).toBe(1);

    await enter(page, V1);
    await expect.poll(() => page.url()).toContain("1002033932%2CV1%2C102411");
    await page.reload();
    await expect.poll(() => page.getByLabel("Capture", { exact: true }).inputValue()).toBe(V1);

    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URLSearchParams({ input: BINARY, form: "hex" }).toString());
    await expect.poll(() => frames(page).locator("h3").innerText()).toBe("Frame 1: position $");
  });

  it("says when an input is too long for one", async () => {
    const page = await open();
    await enter(page, V1.repeat(100));
    await expect.poll(() => page.getByText("Too long for a link").count()).toBe(1);
    expect(page.url()).not.toContain("#");
  });
});

describe("everywhere", () => {
  it("asks the network for nothing once it is there", async () => {
    const page = await open();
    const requests: string[] = [];
    page.on("request", (request) => {
      if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
    });
    await page.context().setOffline(true);
    await page.getByLabel("Example").selectOption("3");
    await expect.poll(() => frames(page).count()).toBe(3);
    await drop(page, "capture.bin", V1);
    await expect.poll(() => frames(page).count()).toBe(1);
    await page.getByRole("button", { name: "Close file" }).click();
    // Letters of many scripts: no font is fetched for them.
    await enter(page, `${BAD_TIME} Ωж中ạ`);
    await expect.poll(() => frames(page).count()).toBeGreaterThan(1);
    await page.mouse.wheel(0, 5000);
    await page.evaluate(() => scrollTo(0, 0));
    for (const name of ["Guide", "API"]) await page.getByRole("link", { name }).first().hover();
    await page.waitForTimeout(500);
    expect(requests).toEqual([]);
  });

  it("stays quick with a capture of 10 MB, and shows the first frames with a count", {
    timeout: 90_000,
  }, async () => {
    const page = await open();
    const count = Math.ceil(10_000_000 / (V1.length + 2));
    await page.evaluate(() => {
      const gaps = window as unknown as { longest: number };
      gaps.longest = 0;
      let before = performance.now();
      setInterval(() => {
        const now = performance.now();
        gaps.longest = Math.max(gaps.longest, now - before);
        before = now;
      }, 10);
    });
    // Made in the page: what is measured is not how a test hands over 10 MB.
    await page.evaluate(
      ([row, rows]) => {
        const data = new DataTransfer();
        data.items.add(new File([(row as string).repeat(rows as number)], "large.txt"));
        const event = new DragEvent("drop", { dataTransfer: data, bubbles: true });
        document.querySelector(".playground")?.dispatchEvent(event);
      },
      [`${V1}\r\n`, count] as const,
    );
    await expect
      .poll(() => status(page).innerText(), { timeout: 60_000 })
      .toContain(`${count.toLocaleString("en")} frames`);
    await expect.poll(() => frames(page).count()).toBe(25);
    expect(await page.locator(".range").innerText()).toBe(
      `1 to 25 of ${count.toLocaleString("en")}`,
    );
    const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
    expect(longest).toBeLessThan(1000);
    await page.getByRole("button", { name: "Next" }).click();
    await expect
      .poll(() => frames(page).first().locator("h3").innerText())
      .toBe("Frame 26: position V1");
    expect(await page.getByRole("button", { name: "Previous" }).isEnabled()).toBe(true);
  });

  it("does not put a very long text into the text field", async () => {
    const page = await open();
    await page.getByLabel("Capture", { exact: true }).focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const event = new ClipboardEvent("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement?.dispatchEvent(event);
    }, V1.repeat(2000));
    await expect.poll(() => status(page).innerText()).toContain("2,000 frames");
    expect(await page.locator(".file").innerText()).toContain("Pasted text");
  });

  it("fits a phone of 360 pixels", async () => {
    const page = await open("", { viewport: { width: 360, height: 740 }, hasTouch: true });
    await enter(page, `${BAD_TIME}\n${"?".repeat(300)}\n${V1}`);
    await expect.poll(() => frames(page).count()).toBe(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    for (const box of await page.locator("button.field").all()) {
      const place = await box.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(360);
    }
    await field(frames(page).first(), "latitude").tap();
    expect(await page.locator(".about strong").first().innerText()).toBe("latitude");
  });

  it.each([
    ["wide, light", 1280, "light"],
    ["wide, dark", 1280, "dark"],
    ["narrow, light", 360, "light"],
    ["narrow, dark", 360, "dark"],
  ] as const)("axe finds nothing: %s", async (_, width, colorScheme) => {
    const page = await open("", { viewport: { width, height: 900 }, colorScheme });
    await enter(page, `${BAD_TIME}\n?!\n${V1.replace("009.98", " 9.98")}`);
    await expect.poll(() => frames(page).count()).toBe(3);
    for (const one of await page.locator("details summary").all()) await one.click();
    expect(await page.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(
      colorScheme === "dark",
    );
    expect(await violations(page)).toEqual([]);
  });
});
