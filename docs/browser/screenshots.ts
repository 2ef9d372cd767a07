import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { waitForLife } from "./pages.ts";
import { drop, enter, PCAP, rows } from "./playground-page.ts";
import type { Site } from "./site.ts";

interface Scene {
  readonly name: string;
  readonly path: string;
  /** Acts on the page before the screenshot. */
  readonly act?: (page: Page) => Promise<void>;
}

async function sample(page: Page, label: string): Promise<void> {
  await page.getByLabel("Example").selectOption({ label });
  await page.locator(".frame-detail").waitFor({ state: "attached" });
}

/** Three devices, one of them silent for two hours, and an alarm. */
function fleet(): string {
  const frame = (id: string, minute: number, east: number, speed: number): string => {
    const clock = `${10 + Math.floor(minute / 60)}${`${minute % 60}`.padStart(2, "0")}11`;
    const place = `${`${1500 + east}`.padStart(5, "0")}.0267`;
    const knots = `${speed}`.padStart(3, "0");
    const word = minute === 190 ? "FFFFFBFD" : "FFFFFFFF";
    return `*HQ,${id},V1,${clock},A,5047.5537,N,${place},E,${knots}.00,090,051024,${word}#`;
  };
  const minutes = Array.from({ length: 25 }, (_, i) => i * 10);
  return minutes
    .flatMap((minute) => [
      ...(minute > 60 && minute < 180
        ? []
        : [frame("1002033932", minute, Math.floor(minute / 5), 20 + ((minute * 7) % 40))]),
      frame("7029083742", minute, 59 - Math.floor(minute / 5), 30),
      ...(minute % 30 === 0 ? [frame("8160528000", minute, 30, 0)] : []),
    ])
    .join("\n");
}

async function enterFleet(page: Page): Promise<void> {
  const input = fleet();
  await enter(page, input, input.split("\n").length);
}

const SCENES: readonly Scene[] = [
  { name: "home", path: "index.html" },
  {
    name: "home-found",
    path: "index.html",
    act: async (page) => {
      await page.getByLabel("Model, brand or firmware").fill("st-902l");
      await page.getByRole("region", { name: "What to expect" }).waitFor();
    },
  },
  { name: "protocol", path: "protocol/h02.html" },
  { name: "guide", path: "guide/alarms.html" },
  { name: "commands", path: "command-builder.html" },
  {
    name: "search",
    path: "index.html",
    act: async (page) => {
      await page.getByRole("button", { name: "Search" }).first().click();
      await page.locator("#localsearch-input").fill("ignition");
      await page.locator(".VPLocalSearchBox .result").first().waitFor();
    },
  },
  { name: "log", path: "playground.html", act: enterFleet },
  {
    name: "pcap",
    path: "playground.html",
    act: async (page) => {
      await drop(page, "loopback.pcap", PCAP.toString("latin1"));
      await page.getByText("loopback.pcap").first().waitFor();
      await page.waitForTimeout(1000);
    },
  },
  {
    name: "errors",
    path: "playground.html",
    act: async (page) => {
      await sample(page, "Frames with errors");
      await rows(page).nth(2).click();
      await page.getByText("ALARM sos").waitFor();
    },
  },
  {
    name: "engine",
    path: "playground.html",
    act: (page) => sample(page, "PengAoDa: engine data by PID"),
  },
  {
    name: "nothing-found",
    path: "playground.html",
    act: async (page) => {
      await enterFleet(page);
      await page.getByLabel("Filter", { exact: true }).fill("alarm:geofence");
    },
  },
];

const VIEWS = [
  { view: "wide", width: 1280, height: 1000, dark: false },
  { view: "dark", width: 1280, height: 1000, dark: true },
  { view: "narrow", width: 360, height: 740, dark: false },
  { view: "narrow-dark", width: 360, height: 740, dark: true },
  // A4 without margins, printed from a dark page.
  { view: "print", width: 718, height: 1047, dark: true },
] as const;

/** The protocol is long: its beginning is enough. */
const MOST_PIXELS = 4000;

/** Takes the screenshots selected by `SCENES=log,pcap` and `VIEWS=print`, or all. */
export async function takeScreenshots(browser: Browser, site: Site, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, path, act } of chosen(SCENES, ({ name }) => name, "SCENES")) {
    for (const { view, width, height, dark } of chosen(VIEWS, ({ view }) => view, "VIEWS")) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        serviceWorkers: "block",
      });
      page.on("console", (message) => console.log(name, message.type(), message.text()));
      page.on("pageerror", (error) => console.log(name, error));
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      await waitForLife(page);
      await act?.(page);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      if (view === "print") await page.emulateMedia({ media: "print" });
      await page.waitForTimeout(300);
      const file = `${target}/${name}-${view}`;
      if (view !== "print") await page.screenshot({ path: `${file}.png` });
      await page.evaluate(() => scrollTo(0, 0));
      const long = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(long, MOST_PIXELS) };
      await page.screenshot({ path: `${file}-full.png`, fullPage: true, clip });
      await page.close();
    }
  }
}

function chosen<T>(all: readonly T[], nameOf: (one: T) => string, variable: string): readonly T[] {
  const names = process.env[variable]?.split(",");
  return all.filter((one) => names?.includes(nameOf(one)) ?? true);
}
