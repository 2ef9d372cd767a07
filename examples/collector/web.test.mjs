import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { SqliteStore } from "./store.mjs";
import {
  BINARY,
  cleanups,
  device,
  folder,
  jt808,
  page,
  rows,
  start,
  until,
  V1,
} from "./testing.mjs";

const json = async (url) => (await fetch(url)).json();

function post(url, body, type = "application/json") {
  return fetch(url, { method: "POST", headers: { "content-type": type }, body });
}

test("metrics and commands are for this machine alone", async () => {
  const { store, collector, port } = await start();
  const url = await page({ collector, store });
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  assert.match(metrics, /^# HELP \S+ .+\n# TYPE \S+ (counter|gauge)\n/);
  assert.match(metrics, /\nsinotrack_connections_open 1\n/);
  assert.match(metrics, /\nsinotrack_bytes_total\{transport="tcp"\} 79\n/);
  assert.match(metrics, /\nsinotrack_messages_total\{type="position"\} 1\n/);

  const commands = `${url}/devices/8160528000/commands`;
  const accepted = await post(commands, '{"type":"interval","seconds":30}');
  assert.equal(accepted.status, 202);
  const { number } = await accepted.json();
  await heard(/D1,\d{6},30,1#$/);
  const entry = await json(`${url}/commands/${number}`);
  assert.deepEqual([entry.deviceId, entry.state], ["8160528000", "sent"]);
  assert.deepEqual(await json(commands), [entry]);

  const refused = await post(commands, '{"type":"interval","seconds":1}');
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /seconds/);
  assert.equal((await post(commands, "{")).status, 400);
  assert.equal((await post(commands, "x".repeat(20_000))).status, 413);
  assert.equal((await post(commands, "{}", "text/plain")).status, 415);
  for (const path of ["/commands/77", "/devices/%ff/x", "/page/index.html", "/../web.mjs"]) {
    assert.equal((await fetch(url + path)).status, 404);
  }
  const raw = async (path, host) => {
    const socket = connect(new URL(url).port, "127.0.0.1");
    socket.end(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return String((await once(socket, "data"))[0]);
  };
  assert.match(await raw("/metrics", "evil.example"), /^HTTP\/1.1 403/);
  // An empty path.
  assert.match(await raw("//", "localhost"), /^HTTP\/1.1 400/);
});

test("a JT/T 808 device gets a command of its protocol, and the outcome is reported", async () => {
  const { store, collector, port } = await start();
  const url = await page({ collector, store });
  const { socket } = await device(port);
  let received = "";
  socket.on("data", (bytes) => {
    received += bytes.toString("hex");
  });
  socket.write(jt808(0x0002, [], 1));
  await until(() => received.includes("8001"), "the acknowledgement");
  const commands = `${url}/devices/019176652184/commands`;
  const wrong = await post(commands, '{"type":"track","seconds":0,"durationSeconds":600}');
  assert.match(await wrong.text(), /seconds/);
  const accepted = await post(commands, '{"type":"track","seconds":10,"durationSeconds":600}');
  const { number } = await accepted.json();
  // 0x8202: 10 s, for 600 s.
  await until(() => received.includes("000a00000258"), "the command");
  socket.write(jt808(0x0001, [0, 1, 0x82, 0x02, 0], 2));
  await until(() => collector.commands.get(number).state === "answered", "the answer");
  assert.equal((await json(`${url}/commands/${number}`)).answer.outcome, "done");
});

test("devices: last seen, last usable position, family, pending commands", async () => {
  const { store, collector, port } = await start();
  const url = await page({ collector, store });
  const { socket, heard } = await device(port);
  socket.write(V1);
  // No fix: the device was seen, but its last position stays.
  socket.write(V1.replace(",A,5047", ",V,5147").replace("102411", "102511"));
  await heard(/R12.*R12/);
  socket.write(BINARY);
  await heard(/1234567890,R12/);
  collector.commands.queue("8160528000", { type: "arm" });
  const before = Date.now();
  const [other, one] = await json(`${url}/devices`);
  assert.equal(other.deviceId, "1234567890");
  assert.deepEqual(other.alarms, ["sos"]);
  assert.equal(one.deviceId, "8160528000");
  assert.ok(before - Date.parse(one.lastSeen) < 5000);
  assert.equal(one.lastPosition.time, "2024-10-05T10:24:11.000Z");
  assert.equal(one.lastPosition.latitude.toFixed(5), "50.79256");
  assert.equal(one.pendingCommands, 1);
  assert.equal(one.protocol, "h02");
  const [alarm] = await json(`${url}/alarms`);
  assert.deepEqual([alarm.deviceId, alarm.alarm], ["1234567890", "sos"]);

  const positions = `${url}/devices/8160528000/positions`;
  const day = await json(`${positions}?from=2024-10-05T00:00:00Z&to=2024-10-06T00:00:00Z`);
  assert.deepEqual(
    day.map(({ time, usable, reasons }) => [time, usable, reasons]),
    [
      ["2024-10-05T10:24:11.000Z", true, []],
      ["2024-10-05T10:25:11.000Z", false, ["no-fix"]],
    ],
  );
  const minute = `${positions}?from=2024-10-05T10:25:00Z&to=2024-10-05T10:26:00Z`;
  assert.equal((await json(minute)).length, 1);
  assert.equal((await fetch(`${positions}?from=yesterday`)).status, 400);
  // Not the last 24 hours.
  assert.deepEqual(await json(positions), []);
});

test("a repeated alarm begins once", async () => {
  const { store, port } = await start();
  const { socket, heard } = await device(port);
  // Bit 1 low: SOS in table TQ.
  const alarm = V1.replace("FFFFFFFF", "FFFFFFFD");
  socket.write(alarm + alarm + V1 + alarm);
  await heard(/R12.*R12.*R12.*R12/);
  assert.deepEqual(
    store.alarms().map(({ alarm }) => alarm),
    ["sos", "sos"],
  );
});

test("events: stored records and changes of a command", async () => {
  const { store, collector, port } = await start();
  const url = await page({ collector, store });
  const abort = new AbortController();
  cleanups.push(() => abort.abort());
  const { body, headers } = await fetch(`${url}/events`, { signal: abort.signal });
  assert.equal(headers.get("content-type"), "text/event-stream");
  let text = "";
  (async () => {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) text += chunk;
  })().catch(() => {});
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
  const [, stored] = await until(() => /event: stored\ndata: (.*)\n\n/.exec(text), "the event");
  const [{ deviceId, positions }] = JSON.parse(stored);
  assert.deepEqual([deviceId, positions.length], ["8160528000", 1]);
  collector.commands.queue("8160528000", { type: "arm" });
  const [, changed] = await until(() => /event: commands\ndata: (.*)\n\n/.exec(text), "the event");
  assert.equal(JSON.parse(changed).at(-1).state, "sent");
});

/** The collector as users start it, with a client of its events that never disconnects. */
async function service(file) {
  const child = spawn(process.execPath, ["main.mjs", file, "0", "0"], {
    cwd: new URL(".", import.meta.url),
    stdio: ["ignore", "ignore", "pipe"],
  });
  cleanups.push(() => child.kill("SIGKILL"));
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const started = () => /udp 127\.0\.0\.1:(\d+) .*\npage on .*:(\d+)\//.exec(text);
  const [, port, webPort] = await until(started, "the ports");
  const viewer = connect(Number(webPort), "127.0.0.1");
  viewer.on("error", () => {});
  cleanups.push(() => viewer.destroy());
  viewer.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(viewer, "data");
  return { child, port: Number(port), log: () => text };
}

test("a signal ends it in order, with everything received stored", async () => {
  const file = join(folder(), "m.sqlite");
  const { child, port } = await service(file);
  const { socket, heard } = await device(port);
  socket.write(V1);
  await heard(/R12/);
  // Held, because its length is not known yet.
  socket.write(BINARY);
  await pause(50);
  const exited = once(child, "exit");
  const from = performance.now();
  child.kill("SIGTERM");
  await heard(/#\*HQ,1234567890,R12,\d{6}#$/);
  const [code] = await exited;
  // It does not wait for a device to close, which would take the grace period of two seconds.
  assert.ok(performance.now() - from < 1800);
  assert.equal(code, 0);
  const store = new SqliteStore(file);
  assert.deepEqual(
    rows(store).map(({ command }) => command),
    ["V1", "$"],
  );
  store.close();
});

test("a signal ends it within five seconds while the store hangs", async () => {
  const file = join(folder(), "m.sqlite");
  const { child, port, log } = await service(file);
  // Another process holds a write lock and never releases it.
  const other = new SqliteStore(file);
  cleanups.push(() => other.close());
  other.all("BEGIN IMMEDIATE");
  const { socket } = await device(port);
  let answer = "";
  socket.on("data", (bytes) => {
    answer += bytes;
  });
  socket.write(V1);
  await pause(500);
  const exited = once(child, "exit");
  const from = performance.now();
  child.kill("SIGINT");
  await exited;
  assert.ok(performance.now() - from < 5000, log());
  assert.equal(answer, "", "nothing was stored, so nothing is acknowledged");
});

test("records are stored after another process has released the store", async () => {
  const file = join(folder(), "m.sqlite");
  const store = new SqliteStore(file);
  const { port } = await start({ store });
  const other = new SqliteStore(file);
  cleanups.push(() => other.close());
  other.all("BEGIN IMMEDIATE");
  const { socket, heard } = await device(port);
  socket.write(V1);
  await pause(400);
  assert.equal(rows(store).length, 0);
  other.all("COMMIT");
  await heard(/R12/);
  assert.equal(rows(store).length, 1);
});

test("killed while it writes, it has every acknowledged record on the disk", async () => {
  const file = join(folder(), "m.sqlite");
  const { child, port } = await service(file);
  const { socket } = await device(port);
  let acknowledged = "";
  socket.on("data", (bytes) => {
    acknowledged += bytes;
    if (acknowledged.length > 20_000) child.kill("SIGKILL");
  });
  const exited = once(child, "exit");
  // Each from another device, so that each acknowledgement identifies its message.
  let number = 8_160_000_000;
  while (child.exitCode === null && child.signalCode === null) {
    const some = Array.from({ length: 20 }, () => V1.replace("8160528000", String(number++)));
    socket.write(some.join(""));
    await pause(5);
  }
  await exited;
  await pause(50);
  const ids = [...acknowledged.matchAll(/\*HQ,(\d{10}),R12,\d{6}#/g)].map(([, id]) => id);
  assert.ok(ids.length > 500, `${ids.length} acknowledged`);
  const store = new SqliteStore(file);
  cleanups.push(() => store.close());
  const stored = new Set(rows(store).map(({ device_id }) => device_id));
  assert.deepEqual(
    ids.filter((id) => !stored.has(id)),
    [],
  );
});
