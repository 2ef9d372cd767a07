/** The page in Chromium: Debian's, or the one in `CHROMIUM`. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { cleanups, device, page as pageOf, start, until } from "./testing.mjs";

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
const skip =
  executablePath === undefined &&
  "no Chromium: install it (Debian: chromium), or name it in CHROMIUM";
const AXE = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

let browser;
before(async () => {
  if (skip) return;
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet];
  browser = await chromium.launch({ executablePath, args });
});
after(() => browser?.close());

/** A report with the current time. `speed` is in knots, as on the wire; `status` FFFFFFFD is SOS. */
function v8({
  id = "9000000001",
  speed = "20.00",
  longitude = "01324.0000",
  status = "FFFFFFFF",
} = {}) {
  const iso = new Date().toISOString();
  const time = iso.slice(11, 19).replaceAll(":", "");
  const date = `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}`;
  return `*HQ,${id},V8,${time},A,5231.2000,N,${longitude},E,${speed},090,${date},${status},262,01,1234,56789,8,27,121,100#`;
}

/** Opens the page of a collector with reports, and collects the errors of the browser. */
async function open({ tiles, ...options } = {}, reports = [v8()]) {
  const collector = await start();
  const url = await pageOf(collector, { tiles, attribution: "Made up" });
  const tracker = await device(collector.port);
  for (const report of reports) tracker.socket.write(report);
  await until(() => collector.store.devices().length > 0, "the first report");
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const view = await context.newPage();
  const problems = [];
  view.on("pageerror", (error) => problems.push(String(error)));
  view.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  view.on("request", (request) => {
    const isOwn = request.url().startsWith(url) || request.url().startsWith("data:");
    if (!isOwn) problems.push(`asked for ${request.url()}`);
  });
  await view.goto(url);
  await view.locator("#connection[data-state=live]").waitFor();
  return { ...collector, tracker, view, problems, close: () => context.close() };
}

const text = (view, selector) => view.locator(selector).innerText();

test("shows the fleet, and new reports as they arrive", { skip }, async () => {
  const { view, tracker, problems, close } = await open();
  assert.match(await text(view, "#devices"), /9000000001[\s\S]* s ago[\s\S]*37 km\/h/);
  assert.match(await text(view, "#summary"), /^1 device · 1 reporting · 0 with an alarm$/);
  assert.equal(await view.locator("#device-title").innerText(), "9000000001");
  assert.match(
    await text(view, "#charts"),
    /Speed: 37 km\/h[\s\S]*Voltage: 12\.1 V[\s\S]*Satellites: 8/,
  );
  assert.equal(await view.locator("#charts canvas").count(), 4);
  const trail = view.locator("path[stroke='#2f6fde']");
  const arrow = view.locator(".vehicle").first();
  const before = await arrow.evaluate((element) => element.style.transform);
  const trailBefore = await trail.getAttribute("d");

  await new Promise((done) => setTimeout(done, 1000));
  tracker.socket.write(v8({ speed: "40.00", longitude: "01324.1000", status: "FFFFFFFD" }));
  await view.getByText("74 km/h").first().waitFor();
  assert.notEqual(await arrow.evaluate((element) => element.style.transform), before);
  assert.notEqual(await trail.getAttribute("d"), trailBefore);
  assert.match(await text(view, "#charts"), /Speed: 74 km\/h/);
  assert.match(await text(view, "#alarms"), /SOS[\s\S]*9000000001/);
  assert.match(await text(view, "#summary"), /1 with an alarm$/);

  tracker.socket.write(v8({ id: "9000000002" }));
  await view.locator("#devices li").nth(1).waitFor();
  await view.fill("#filter", "0002");
  assert.deepEqual(await view.locator("#devices li:visible .id").allInnerTexts(), ["9000000002"]);
  assert.deepEqual(problems, []);
  await close();
});

test("a command: its danger first, then its outcome", { skip }, async () => {
  const { view, tracker, problems, close } = await open();
  await view.selectOption("#command select", "cutFuel");
  const body = await text(view, ".command-body");
  assert.match(body, /^Danger\. Stops the engine, even while the vehicle is moving/);
  // Nothing is sent before the danger is accepted.
  await view.click("#command .send");
  assert.equal(await view.locator("#outcomes li").count(), 0);
  await view.check("#command [name=agreed]");
  await view.click("#command .send");
  const [, time] = await tracker.heard(/\*HQ,9000000001,S20,(\d{6}),1,1#$/);
  await view.getByText("sent, no answer yet").waitFor();
  const where = "A,5231.2000,N,01324.0000,E,000.00,000,051024,FFFFFFFF#";
  tracker.socket.write(`*HQ,9000000001,V4,S20,OK,${time},102412,${where}`);
  await view.locator("#outcomes [data-outcome=done]").waitFor();
  assert.match(await text(view, "#outcomes"), /1\. Cut fuel\s+done/);

  await view.selectOption("#command select", "interval");
  await view.fill("#argument-seconds", "30");
  await view.click("#command .send");
  await tracker.heard(/D1,\d{6},30,1#$/);
  await view.selectOption("#command select", "JSON");
  assert.match(await text(view, ".command-body"), /^Danger\./);
  await view.fill("#argument-json", '{"type":"interval","seconds":1}');
  await view.check("#command [name=agreed]");
  await view.click("#command .send");
  await view.getByText(/command\.seconds must be/).waitFor();
  // The browser logs the refusal too.
  assert.deepEqual(
    problems.filter((problem) => !problem.includes("400")),
    [],
  );
  await close();
});

test("text from the wire is never markup", { skip }, async () => {
  const id = "<img src=x onerror=document.title=1>";
  const { view, problems, store, close } = await open({}, [v8({ id })]);
  assert.equal(store.devices()[0].deviceId, id);
  assert.equal(await view.locator("#devices .id").innerText(), id);
  assert.equal(await view.locator("#device-title").innerText(), id);
  assert.equal(await view.locator(".leaflet-tooltip").first().innerText(), id);
  assert.equal(await view.locator("img[src=x]").count(), 0);
  assert.equal(await view.title(), "Fleet");
  assert.deepEqual(problems, []);
  await close();
});

test("shows map tiles if they are configured", { skip }, async () => {
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.setHeader("content-type", "image/svg+xml");
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  }).listen(0, "127.0.0.1");
  cleanups.push(() => server.close());
  await once(server, "listening");
  const host = `http://127.0.0.1:${server.address().port}`;
  const { view, problems, close } = await open({ tiles: `${host}/{z}/{x}/{y}.svg` });
  await view.locator("img.leaflet-tile-loaded").first().waitFor();
  assert.match(asked[0], /^\/\d+\/\d+\/\d+\.svg$/);
  assert.match(await text(view, ".leaflet-control-attribution"), /Made up/);
  assert.deepEqual(
    problems.filter((problem) => !problem.includes(host)),
    [],
  );
  await close();
});

test("can be used with the keyboard alone", { skip }, async () => {
  const { view, tracker, close } = await open({}, [v8(), v8({ id: "9000000002" })]);
  await view.locator("#devices li").nth(1).waitFor();
  await view.focus("#filter");
  await view.keyboard.press("Tab");
  await view.keyboard.press("Tab");
  await view.keyboard.press("Enter");
  await view.locator("#devices [aria-pressed=true]", { hasText: "9000000002" }).waitFor();
  assert.equal(await view.locator("#device-title").innerText(), "9000000002");
  await view.focus("#command select");
  await view.keyboard.type("Requests one report");
  await view
    .locator("#command select")
    .evaluate((select) => select.dispatchEvent(new Event("change")));
  await view.focus("#command .send");
  await view.keyboard.press("Enter");
  await tracker.heard(/CR/);
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, and nothing is wider than a phone (${colorScheme})`, {
    skip,
  }, async () => {
    const { view, tracker, close } = await open({ colorScheme }, [v8({ status: "FFFFFFFD" })]);
    tracker.socket.write(v8({ id: "9000000002" }));
    await view.locator("#devices li").nth(1).waitFor();
    await view.selectOption("#command select", "cutFuel");
    for (const width of [1280, 360]) {
      await view.setViewportSize({ width, height: 800 });
      // The policy of the page allows no inline script, but a function call of the test.
      await view.evaluate(AXE);
      const { violations } = await view.evaluate(() => globalThis.axe.run());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
      assert.deepEqual(found, [], `${width} px`);
    }
    const widest = await view.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(widest, 360);
    await close();
  });
}
