import { expect, it } from "vitest";
import { usePages } from "./pages.ts";
import { detail, enter, openPlayground, V1 } from "./playground-page.ts";

const openPage = usePages();

it("opens without a network after the first visit", async () => {
  const page = await openPlayground(openPage, "", { serviceWorkers: "allow" });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.context().setOffline(true);
  await page.reload();
  await detail(page).waitFor();
  await enter(page, V1, 1);
  expect(await detail(page).locator("h2").innerText()).toBe("Frame 1: position V1");
  await page.getByRole("button", { name: "Zoom in" }).click();
});

it("can be installed", async () => {
  const page = await openPlayground(openPage, "", { serviceWorkers: "allow" });
  const session = await page.context().newCDPSession(page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { start_url, icons } = JSON.parse(data as string);
  const fetched = await page.evaluate(
    async (links) => Promise.all(links.map(async (link) => (await fetch(link)).status)),
    [start_url, ...icons.map(({ src }: { src: string }) => src)].map(
      (link) => new URL(link, url).href,
    ),
  );
  expect(fetched).toEqual([200, 200, 200]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test runs in an incognito window, which cannot install anything.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});
