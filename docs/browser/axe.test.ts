import { expect, it } from "vitest";
import { pages } from "../.vitepress/sidebar.ts";
import { usePages, violations } from "./pages.ts";

const openPage = usePages();

/** Every hand-written page, and one of each kind that typedoc writes. Together they show all colours of code. */
const WRITTEN = pages().map((link) => `${link.slice(1)}${link.endsWith("/") ? "index" : ""}.html`);
const OF_API = ["api/index/index", "api/index/functions/decode", "api/index/classes/FrameSplitter"];
const IN_THE_DARK = ["index.html", "guide/streams.html", "protocol/h02.html"];

it.each([
  ...[...WRITTEN, ...OF_API.map((page) => `${page}.html`)].map((path) => [path, "light"] as const),
  ...IN_THE_DARK.map((path) => [path, "dark"] as const),
])("axe finds nothing on %s, %s", { timeout: 120_000 }, async (path, colorScheme) => {
  const page = await openPage(path, { colorScheme });
  expect(await violations(page)).toEqual([]);
});
