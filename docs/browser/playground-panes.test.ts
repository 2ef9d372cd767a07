import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { usePages } from "./pages.ts";
import {
  BAD_TIME,
  BINARY,
  capture,
  detail,
  enter,
  field,
  grid,
  openPlayground,
  rowCount,
  rows,
  SOS,
  selectedNumber,
  V1,
} from "./playground-page.ts";

const openPage = usePages();
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** A drive to the east with a frame a minute, accelerating. */
function drive(count: number): string {
  const all = Array.from({ length: count }, (_, minute) =>
    V1.replace("102411", `10${String(minute).padStart(2, "0")}11`)
      .replace("01507", String(1507 + minute * 3).padStart(5, "0"))
      .replace("009.98", `${String(minute * 5).padStart(3, "0")}.00`),
  );
  return all.join("\n");
}

async function numbers(page: Page): Promise<string[]> {
  return rows(page).locator(".number").allInnerTexts();
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

describe("the list", () => {
  it("shows time, device, type, place and state of each frame", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}\n${BAD_TIME}`, 3);
    expect(await rows(page).nth(0).locator("[role=gridcell]").allInnerTexts()).toEqual([
      "1",
      "2024-10-05 10:24:11",
      "1002033932",
      "V1 position",
      "50.7926 15.1171",
      "18.5",
      "valid, ignition on",
      "",
    ]);
    // Alarms are shown first.
    expect(await rows(page).nth(1).locator(".state").innerText()).toMatch(/^sos/);
    expect(await rows(page).nth(2).locator(".codes").innerText()).toBe("bad-time");
  });

  it("moves with keys, and the other panes follow", async () => {
    const page = await openPlayground(openPage);
    await enter(page, drive(40), 40);
    await grid(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => selectedNumber(page)).toBe("2");
    await expect.poll(() => detail(page).locator("h2").innerText()).toBe("Frame 2: position V1");
    expect(await grid(page).getAttribute("aria-activedescendant")).toBe("frame-row-1");
    await page.keyboard.press("End");
    await expect.poll(() => selectedNumber(page)).toBe("40");
    await page.keyboard.press("PageUp");
    await expect.poll(async () => Number(await selectedNumber(page))).toBeLessThan(36);
    await page.keyboard.press("Home");
    await expect.poll(() => selectedNumber(page)).toBe("1");
    await page.getByRole("button", { name: "Next frame" }).click();
    await expect.poll(() => selectedNumber(page)).toBe("2");
  });

  it("filters by typed words, and by clicks", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}\n${BAD_TIME}\n${V1.replace("1002033932", "7029083742")}`, 4);
    const filter = page.getByLabel("Filter", { exact: true });
    await filter.fill("alarm:sos");
    await expect.poll(() => numbers(page)).toEqual(["2"]);
    expect(await page.locator(".count").innerText()).toBe("1 of 4");
    await filter.fill("device:1002 -is:error");
    await expect.poll(() => numbers(page)).toEqual(["1", "2"]);
    await filter.fill("");
    await page.getByRole("button", { name: /^is:error/ }).click();
    await expect.poll(() => numbers(page)).toEqual(["3"]);
    expect(await filter.inputValue()).toBe("is:error");
    // The map shows what the list shows.
    await expect.poll(() => page.locator("figcaption").first().innerText()).toContain("1 position");
    await filter.fill("is:what");
    await expect.poll(() => page.locator(".count").innerText()).toContain("is: takes error");
  });

  it("reports a filter that matches nothing, and removes it", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}`, 2);
    const filter = page.getByLabel("Filter", { exact: true });
    await filter.fill("alarm:geofence");
    await expect.poll(() => page.locator(".nothing").innerText()).toContain("No frame matches.");
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await expect.poll(() => numbers(page)).toEqual(["1", "2"]);
    expect(await page.locator(".nothing").count()).toBe(0);
    expect(await filter.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it("filters by a device, if there are several", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}`, 2);
    expect(await page.getByRole("button", { name: /^device:/ }).count()).toBe(0);
    await enter(page, `${V1}\n${SOS}\n${V1.replace("1002033932", "7029083742")}`, 3);
    await page.getByRole("button", { name: "device:7029083742 1" }).click();
    await expect.poll(() => numbers(page)).toEqual(["3"]);
  });

  it("sorts by a column, in both directions", async () => {
    const page = await openPlayground(openPage);
    await enter(page, [10, 30, 20].map((m) => V1.replace("102411", `10${m}11`)).join("\n"), 3);
    const time = page.getByRole("columnheader", { name: "Time (UTC)" });
    await time.getByRole("button").click();
    await expect.poll(() => numbers(page)).toEqual(["1", "3", "2"]);
    expect(await time.getAttribute("aria-sort")).toBe("ascending");
    await time.getByRole("button").click();
    await expect.poll(() => numbers(page)).toEqual(["2", "3", "1"]);
    expect(await time.getAttribute("aria-sort")).toBe("descending");
    // The selection stays.
    expect(await selectedNumber(page)).toBe("1");
  });

  it("jumps to a number, even if the filter hides it", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${drive(50)}\n${SOS}`, 51);
    await page.getByLabel("Filter", { exact: true }).fill("is:alarm");
    await expect.poll(() => rowCount(page)).toBe(1);
    await page.getByLabel("Go to").fill("33");
    await page.getByRole("button", { name: "Go", exact: true }).click();
    await expect.poll(() => selectedNumber(page)).toBe("33");
    await page.getByLabel("Go to").fill("99");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".count").innerText()).toBe("There are frames 1 to 51.");
  });
});

describe("the frame", () => {
  it("has the value under each tile, and explains the tile under the pointer", async () => {
    const page = await openPlayground(openPage);
    await enter(page, V1, 1);
    // 9.98 knots of 1.852 km/h; "009.98" begins 52 bytes after the start.
    expect(await field(page, "speedKmh").locator(".value").innerText()).toBe(
      "009.98 kn → 18.48296 km/h",
    );
    await field(page, "speedKmh").hover();
    expect(await page.locator(".about").innerText()).toMatch(
      /speedKmh bytes \d+ to \d+ 30 30 39 2e 39 38 is 009\.98 kn → 18\.48296 km\/h/,
    );
  });

  it("keeps a clicked field selected, in the next frame too", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}`, 2);
    await field(page, "latitude").click();
    await field(page, "courseDegrees").hover();
    expect(await page.locator(".about strong").first().innerText()).toBe("latitude");
    expect(await field(page, "latitude").getAttribute("aria-pressed")).toBe("true");
    await rows(page).nth(1).click();
    await expect.poll(() => detail(page).locator("h2").innerText()).toMatch(/^Frame 2/);
    expect(await page.locator(".about strong").first().innerText()).toBe("latitude");
    await field(page, "latitude").click();
    await field(page, "courseDegrees").hover();
    expect(await page.locator(".about strong").first().innerText()).toBe("courseDegrees");
  });

  it("explains each field to the keyboard", async () => {
    const page = await openPlayground(openPage);
    await enter(page, V1, 1);
    await field(page, "maker").focus();
    await page.keyboard.press("Home");
    const seen: string[] = [];
    for (let i = 0; i < 23; i++) {
      const spoken = await page.evaluate(() => document.activeElement?.textContent);
      const about = await page.locator(".about strong").first().innerText();
      expect(spoken).toMatch(new RegExp(`${about}.*, byte`));
      seen.push(about);
      await page.keyboard.press("ArrowRight");
    }
    expect(seen.filter((name) => !["start", "end", "separator"].includes(name))).toEqual([
      ...["maker", "deviceId", "command", "time", "valid", "latitude", "longitude"],
      ...["speedKmh", "courseDegrees", "time", "status"],
    ]);
    expect(seen.at(-1)).toBe("end");
  });

  it("shows the status word bit by bit, and alarms first", async () => {
    const page = await openPlayground(openPage);
    await enter(page, SOS, 1);
    expect(await detail(page).locator(".urgent").innerText()).toBe("ALARM sos");
    const bits = page.getByRole("list", { name: "Bits of the status" }).getByRole("listitem");
    expect(await bits.count()).toBe(32);
    expect((await bits.filter({ hasText: "sos" }).innerText()).split(/\s+/)).toEqual([
      ...["1", "0", "alarm", "sos", "yes"],
    ]);
    expect((await bits.filter({ hasText: "ignition" }).first().innerText()).split(/\s+/)).toEqual([
      ...["10", "1", "ignition", "yes"],
    ]);
  });

  it("shows an issue at its bytes, not by colour alone", async () => {
    const page = await openPlayground(openPage);
    await enter(page, BAD_TIME, 1);
    const marked = detail(page).locator("button.field:has(.flags)");
    expect(await marked.locator(".raw, .name, .flags").allInnerTexts()).toEqual([
      ...["106911", "time", "!1"],
    ]);
    expect(await detail(page).locator(".issues li").innerText()).toMatch(
      /^!1 error\s*bad-time in time, bytes 18 to 23\s*: 106911/,
    );
    expect(await detail(page).locator(".urgent").innerText()).toContain("bad-time");
    // The explanation begins with the issue.
    expect(await detail(page).locator(".about").innerText()).toContain("bad-time");
    await detail(page).getByRole("button", { name: "!1 error" }).focus();
    await page.keyboard.press("Enter");
    expect(await marked.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it("has the message as JSON, and as a tree with links to the bytes", async () => {
    const page = await openPlayground(openPage);
    await enter(page, BINARY, 1);
    const tree = detail(page).getByRole("region", { name: "Message" });
    await tree.getByRole("button", { name: "batteryPercent" }).click();
    expect(await field(page, "batteryPercent").getAttribute("aria-pressed")).toBe("true");
    await tree.getByRole("button", { name: "JSON" }).click();
    const json = JSON.parse(await detail(page).locator("pre").innerText());
    // From vectors/binary-45.jsonl.
    expect(json).toMatchObject({ deviceId: "2072129193", speedKmh: 29.632, batteryPercent: 100 });
    expect(json.frame).toEqual({ format: "binary", offset: 0, length: 45, hex: BINARY });
  });

  it("shows text as hex", async () => {
    const page = await openPlayground(openPage);
    await enter(page, V1, 1);
    await page.getByLabel("Text as hex").check();
    expect(await field(page, "maker").locator(".raw").innerText()).toBe("48 51");
  });

  it("can be copied as value, frame, test vector and link", async () => {
    const page = await openPlayground(openPage, "", CLIPBOARD);
    await enter(page, `${V1}\n${SOS}`, 2);
    await rows(page).nth(1).click();
    await expect.poll(() => detail(page).locator("h2").innerText()).toMatch(/^Frame 2/);
    await field(page, "time").first().click();
    await page.getByRole("button", { name: "Copy value" }).click();
    await expect.poll(() => clipboard(page)).toBe("2024-10-05T10:25:11.000Z");
    await page.getByRole("button", { name: "Copy frame" }).click();
    await expect.poll(() => clipboard(page)).toBe(Buffer.from(SOS).toString("hex"));
    await page.getByRole("button", { name: "Copy as test vector" }).click();
    await expect.poll(() => clipboard(page)).toContain('"id":"frame-002-v1"');
    expect(JSON.parse(await clipboard(page))).toMatchObject({
      ascii: SOS,
      review: "pending",
      expect: [{ type: "position", alarms: ["sos"] }],
    });
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    await expect.poll(() => clipboard(page)).toContain("playground.html#input=");
    await page.goto(await clipboard(page));
    await page.reload();
    await expect.poll(() => detail(page).locator("h2").innerText()).toBe("Frame 1: position V1");
    expect(await detail(page).locator(".urgent").innerText()).toBe("ALARM sos");
  });

  it("shows engine data if there are any", async () => {
    const page = await openPlayground(openPage);
    await page.getByLabel("Example").selectOption({ label: "PengAoDa: engine data by PID" });
    const engine = page.getByRole("table", { name: /Engine data of frame 1/ }).getByRole("row");
    // 15 96 are 5526 quarters of a revolution per minute.
    await expect
      .poll(() => engine.filter({ hasText: "01 0C" }).innerText())
      .toMatch(/Engine speed\s+engineRpm 1381\.5/);
    await enter(page, V1, 1);
    await expect.poll(() => page.getByRole("table", { name: /Engine data/ }).count()).toBe(0);
  });
});

describe("two frames", () => {
  it("are compared side by side", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}\n${V1}`, 3);
    await page.getByRole("button", { name: "Mark to compare" }).click();
    await rows(page).nth(1).click();
    await page.getByRole("button", { name: "Compare with 1" }).click();
    const panel = page.locator(".compare");
    await expect.poll(() => panel.locator("h2").innerText()).toBe("Frames 1 and 2");
    const different = await panel.locator("tr.different th").allTextContents();
    expect(different.map((text) => text.trim())).toEqual([
      ...["time ≠ different", "status.word ≠ different", "status.alarms ≠ different"],
      "alarms ≠ different",
    ]);
    await page.getByLabel("Only differences").check();
    expect(await panel.locator("tbody tr").count()).toBe(4);
    // It follows the selection.
    await rows(page).nth(2).click();
    await expect.poll(() => panel.locator("h2").innerText()).toBe("Frames 1 and 3");
    await expect.poll(() => panel.locator(".tools").innerText()).toContain("0 differences");
  });
});

describe("the map", () => {
  it("selects the frame of a clicked dot, and marks the selected one", async () => {
    const page = await openPlayground(openPage);
    await enter(page, drive(12), 12);
    const box = await page.locator(".map").boundingBox();
    if (box === null) throw new Error("there is no map");
    // It fits the track with 40 pixels around it: the last dot is on the right, half way down.
    await page.mouse.click(box.x + box.width - 41, box.y + box.height / 2);
    await expect.poll(() => selectedNumber(page)).toBe("12");
    await page.mouse.click(box.x + 41, box.y + box.height / 2);
    await expect.poll(() => selectedNumber(page)).toBe("1");
    // A click beside all dots selects nothing.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 60);
    await page.waitForTimeout(200);
    expect(await selectedNumber(page)).toBe("1");
  });

  it("zooms and moves", async () => {
    const page = await openPlayground(openPage);
    await enter(page, drive(12), 12);
    const scale = page.locator(".leaflet-control-scale-line");
    const before = await scale.innerText();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(() => scale.innerText()).not.toBe(before);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => scale.innerText()).toBe(before);
  });

  it("joins neither different devices nor frames without an id", async () => {
    const page = await openPlayground(openPage);
    const other = V1.replace("1002033932", "7029083742").replace("5047", "5057");
    await enter(page, `${drive(5)}\n${other}`, 6);
    expect(await page.locator(".map").getAttribute("data-tracks")).toBe("2");
    expect(await page.locator(".map").getAttribute("aria-label")).toBe(
      "Map. 6 positions; devices: 1002033932, 7029083742",
    );
    const legend = page.locator(".frame-map .track");
    expect(await legend.allInnerTexts()).toEqual(["1002033932", "7029083742"]);
    const colours = await legend
      .locator("i")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    expect(new Set(colours).size).toBe(2);
  });
});

describe("values over time", () => {
  it("select the clicked frame", async () => {
    const page = await openPlayground(openPage);
    await enter(page, drive(12), 12);
    const plot = page.locator(".time-plot").first();
    expect(await plot.locator("figcaption").innerText()).toBe("Speed 0 to 101.9 km/h");
    const box = await plot.locator(".u-over").boundingBox();
    if (box === null) throw new Error("there is no plot");
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2);
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    await expect.poll(() => selectedNumber(page)).toBe("12");
    // The value under the pointer: 55 knots of 1.852 km/h.
    await expect
      .poll(() => plot.locator("figcaption").innerText())
      .toBe("Speed 101.9 km/h at 2024-10-05 10:11:11");
    expect(await page.locator(".context-pane").innerText()).toContain(
      "Of device 1002033932; times are UTC.",
    );
    // A drag zooms, and selects nothing.
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForTimeout(200);
    expect(await selectedNumber(page)).toBe("12");
  });

  it("have a gap where frames are missing", async () => {
    const page = await openPlayground(openPage);
    const late = drive(12).replaceAll(/,10(\d{4}),A/g, ",12$1,A");
    await enter(page, `${drive(12)}\n${late}`, 24);
    const columns = await page
      .locator(".time-plot canvas")
      .first()
      .evaluate((one) => {
        const { width, height } = one as HTMLCanvasElement;
        const pen = (one as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
        const { data } = pen.getImageData(0, 0, width, height);
        // Blue is in the line alone: the grid and the texts are grey.
        const isBlue = (x: number, y: number): boolean => {
          const at = 4 * (y * width + x);
          return data[at + 3]! > 100 && data[at + 2]! - data[at]! > 60;
        };
        return Array.from({ length: width }, (_, x) =>
          Array.from({ length: height }, (_, y) => isBlue(x, y)).some(Boolean),
        );
      });
    const first = columns.indexOf(true);
    const last = columns.lastIndexOf(true);
    expect(first).toBeGreaterThan(0);
    // 11 minutes, 109 minutes of silence, 11 minutes.
    const part = (from: number, to: number): boolean[] =>
      columns.slice(
        Math.round(first + (last - first) * from),
        Math.round(first + (last - first) * to),
      );
    expect(part(0.12, 0.88)).not.toContain(true);
    expect(part(0, 0.07)).not.toContain(false);
  });

  it("stay in view for noise, which has no device", async () => {
    const page = await openPlayground(openPage);
    await enter(page, `${drive(5)}\n?!`, 6);
    await rows(page).nth(5).click();
    await expect.poll(() => detail(page).locator("h2").innerText()).toMatch(/^Frame 6: noise/);
    expect(await page.locator(".time-plot").count()).toBe(1);
  });
});

describe("which firmware", () => {
  it("is shown with evidence that links to its frame", async () => {
    const page = await openPlayground(openPage);
    const v8 =
      "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#";
    await enter(page, `${v8}\n${v8}`, 2);
    await page.getByText("Which firmware is this?").click();
    const panel = page.locator(".identify");
    await expect.poll(() => panel.innerText()).toMatch(/^sinotrack-4g: /);
    expect(await panel.innerText()).toContain("From 2 frames of device 7029083742.");
    expect(await panel.locator("li").count()).toBeGreaterThan(0);
    await rows(page).nth(1).click();
    await panel.getByRole("button", { name: "frame 1" }).first().click();
    await expect.poll(() => selectedNumber(page)).toBe("1");
  });
});

describe("sharing", () => {
  it.each([
    ["GeoJSON", "frames.geojson", /"FeatureCollection"/],
    ["GPX", "frames.gpx", /<trkpt /],
    ["CSV", "frames.csv", /^deviceId,time,/],
    ["NDJSON", "frames.ndjson", /"type":"position"/],
    ["Test vectors", "vectors.jsonl", /"id":"frame-001-v1"/],
    ["Frames", "frames.txt", /^\*HQ,100\d{7},V1,/],
  ])("writes %s, anonymised by default", async (label, name, content) => {
    const page = await openPlayground(openPage);
    await enter(page, `${V1}\n${SOS}`, 2);
    await page.getByText("Share and export").click();
    await page.getByLabel("Format").selectOption({ label });
    const load = async (): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(name);
      return readFile((await download.path()) as string, "utf8");
    };
    const anonymous = await load();
    expect(anonymous).toMatch(content);
    expect(anonymous).not.toContain("1002033932");
    expect(await page.locator(".share [role=status]").innerText()).toMatch(/Replaced: .*\b2 id\b/);
    await page.getByLabel("Anonymise before sharing").uncheck();
    expect(await page.locator(".share").innerText()).toContain("Not anonymised");
    expect(await load()).toContain("1002033932");
  });

  it("copies a link to the filtered frames", async () => {
    const page = await openPlayground(openPage, "", CLIPBOARD);
    await enter(page, `${V1}\n${SOS}`, 2);
    await page.getByLabel("Filter", { exact: true }).fill("is:alarm");
    await page.getByText("Share and export").click();
    await page.getByRole("button", { name: "Copy link to the frames" }).click();
    await expect.poll(() => page.locator(".share").innerText()).toContain("Link copied.");
    const link = await clipboard(page);
    expect(link).not.toContain("1002033932");
    expect(decodeURIComponent(link).match(/\*HQ,/g)).toHaveLength(1);
  });
});

it("explains an alarm in a log of Traccar within four steps and a minute", async () => {
  const page = await openPlayground(openPage);
  const entries = Array.from({ length: 40 }, (_, minute) => {
    const clock = String(minute).padStart(2, "0");
    const frame = (minute === 23 ? SOS : V1).replace(/10\d{4},A/, `10${clock}11,A`);
    const hex = Buffer.from(frame).toString("hex");
    return `2026-08-31 13:${clock}:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] ${hex}`;
  });
  const start = Date.now();
  // 1: paste. 2: filter by alarms. 3: choose the frame. 4: look at its status.
  await capture(page).fill(entries.join("\n"));
  await page.getByRole("button", { name: /^is:alarm/ }).click();
  await rows(page).first().click();
  await expect.poll(() => detail(page).locator(".urgent").innerText()).toBe("ALARM sos");
  await field(page, "status").click();
  const bits = page.getByRole("list", { name: "Bits of the status" }).getByRole("listitem");
  expect(await bits.filter({ hasText: "sos" }).getAttribute("title")).toBe("SOS or robbery");
  expect(Date.now() - start).toBeLessThan(60_000);
});
