import { expect, it } from "vitest";
import { usePages } from "./pages.ts";

const openPage = usePages();

it.each([
  ["alarm", "guide/alarms"],
  ["sos", "guide/alarms"],
  ["power cut", "guide/alarms"],
  ["ignition", "guide/alarms"],
  ["fuel", "guide/alarms"],
  ["RPM", "guide/rpm"],
  ["acknowledgement", "guide/sessions"],
  ["TCP", "guide/sessions"],
  ["UDP", "guide/(?:sessions|recipes)"],
  ["password", "setup-a-tracker"],
  ["SMS", "(?:setup-a-tracker|guide/devices)"],
  ["offline", "guide/troubleshooting"],
  ["identify", "guide/devices"],
  // A function that the guide does not mention.
  ["STATUS_TABLES", "guide/alarms"],
  ["countBytes", "api/"],
])("the search finds for %s the page %s first", async (word, page) => {
  const home = await openPage("index.html");
  await home.getByRole("button", { name: "Search" }).first().click();
  await home.locator("#localsearch-input").fill(word);
  const first = home.locator(".VPLocalSearchBox .result").first();
  await expect.poll(() => first.getAttribute("href")).toMatch(new RegExp(`/${page}`));
});
