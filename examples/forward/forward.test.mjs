import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import mqtt from "mqtt";
import { decode } from "sinotrack-protocol";
import { freePort, until } from "../scale-out/wait.mjs";
import { Forwarder } from "./forwarder.mjs";
import { HomeAssistant } from "./home-assistant.mjs";
import { Traccar } from "./traccar.mjs";

/** Debian installs it where only root's search path looks. */
const MOSQUITTO = [...(process.env.PATH ?? "").split(":"), "/usr/sbin"]
  .map((folder) => join(folder, "mosquitto"))
  .find((path) => existsSync(path));

const QUICK = { retryMs: 20, longestRetryMs: 100, longestRefusalMs: 100 };
const DEVICES = ["8160528000", "8160528001", "8160528002"];

const cleanups = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function folder() {
  const path = mkdtempSync(join(tmpdir(), "forward-"));
  cleanups.push(() => rmSync(path, { recursive: true }));
  return path;
}

/** A report with a time of its own; bit 1 low is SOS. */
function v1(id, number, status = "FFFFFFFF") {
  const two = (value) => String(value).padStart(2, "0");
  const time = `${two(Math.trunc(number / 3600))}${two(Math.trunc(number / 60) % 60)}${two(number % 60)}`;
  return `*HQ,${id},V1,${time},A,5047.5537,N,01507.0267,E,010.00,333,051024,${status}#`;
}

function numberOf(time) {
  return (new Date(time).getTime() - Date.UTC(2024, 9, 5)) / 1000;
}

/** A tracker that sends reports one by one, each when the previous one is acknowledged. */
async function drive(id, port, count, { isOver = () => false, heard = () => {} } = {}) {
  let acknowledged = 0;
  while (acknowledged < count && !isOver()) {
    const socket = connect({ port: typeof port === "function" ? port() : port, host: "127.0.0.1" });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      while (/R12,\d{6}#/.test(text)) {
        text = text.replace(/^.*?R12,\d{6}#/, "");
        acknowledged++;
        heard();
        if (acknowledged === count) socket.destroy();
        else socket.write(v1(id, acknowledged));
      }
    });
    socket.write(v1(id, acknowledged));
    await closed;
    if (acknowledged < count) await pause(50);
  }
  return acknowledged;
}

/** An OsmAnd server. `behaviour` decides about a query: a status, `hang`, or nothing for 200. */
async function osmAnd(port, behaviour = () => 200) {
  const taken = new Map();
  const server = createServer((request, response) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const status = behaviour(query);
    if (status === "hang") return;
    if (status === 200) {
      const id = query.get("id");
      if (!taken.has(id)) taken.set(id, []);
      taken.get(id).push(numberOf(Number(query.get("timestamp")) * 1000));
    }
    response.writeHead(status).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  cleanups.push(stop);
  return { taken, stop };
}

async function forward({ url, timeoutMs, ...options }) {
  const logged = [];
  const destinations = options.destinations ?? [new Traccar(url, { timeoutMs })];
  const forwarder = new Forwarder({
    file: join(folder(), "queue.sqlite"),
    timing: QUICK,
    log: (line) => logged.push(line),
    ...options,
    destinations,
  });
  const port = await forwarder.listen(0);
  let closed;
  const close = () => {
    closed ??= forwarder.close();
    return closed;
  };
  cleanups.push(close);
  return { forwarder, port, logged, close };
}

/** Each device has this many, each at least once, and in order. */
function assertWhole(numbers, count) {
  assert.ok(numbers !== undefined);
  assert.deepEqual([...new Set(numbers)], [...Array(count).keys()]);
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
}

test("Traccar gets the OsmAnd form, and attributes under its names", () => {
  const traccar = new Traccar("http://127.0.0.1:5055");
  const of = (text) => traccar.entriesOf(decode(text)[0]);
  const [query, ...others] = of(v1("8160528000", 37_451, "FFFFFFFD"));
  assert.deepEqual(others, []);
  // 50°47.5537', 15°07.0267', 10 knots; bit 1 low is SOS, bit 10 high is ignition on.
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), {
    id: "8160528000",
    lat: "50.7925617",
    lon: "15.1171117",
    timestamp: `${Date.UTC(2024, 9, 5, 10, 24, 11) / 1000}`,
    speed: "10",
    bearing: "333",
    valid: "true",
    ignition: "true",
    alarm: "sos",
  });
  assert.deepEqual(of("*HQ,8160528000,V1,,V,,,,,,,,FFFFFFFF#"), []);
  assert.deepEqual(of("*HQ,135790246811220,HTBT,100#"), []);
  const noFix = v1("8160528000", 1).replace(",A,", ",V,");
  assert.match(of(noFix)[0], /valid=false/);
});

test("a Traccar that is down, hangs and answers 500 gets everything once it is back, each device in order", async () => {
  const webPort = await freePort();
  const { forwarder, port, logged } = await forward({
    url: `http://127.0.0.1:${webPort}`,
    timeoutMs: 200,
  });
  const send = (count) => Promise.all(DEVICES.map((id) => drive(id, port, count)));
  // Acknowledged although Traccar is down.
  assert.deepEqual(await send(20), [20, 20, 20]);
  assert.equal(forwarder.size, 60);
  let answer = "hang";
  const { taken } = await osmAnd(webPort, () => answer);
  await pause(400);
  answer = 500;
  await pause(300);
  assert.equal(forwarder.size, 60);
  answer = 200;
  await until(() => forwarder.size === 0, "the queue to be empty");
  for (const id of DEVICES) assertWhole(taken.get(id), 20);
  // On a busy machine an answer may also be late.
  assert.deepEqual(
    [logged[0], logged.at(-1)],
    ["traccar: is away: ECONNREFUSED", "traccar: is back"],
  );
});

test("a device that Traccar does not know waits, the others do not", async () => {
  const unknown = new Set([DEVICES[1]]);
  const webPort = await freePort();
  const { taken } = await osmAnd(webPort, (query) => (unknown.has(query.get("id")) ? 400 : 200));
  const { forwarder, port, logged } = await forward({ url: `http://127.0.0.1:${webPort}` });
  await Promise.all(DEVICES.map((id) => drive(id, port, 10)));
  await until(() => forwarder.size === 10, "the others to go");
  assert.equal(taken.has(DEVICES[1]), false);
  unknown.clear();
  await until(() => forwarder.size === 0, "it to go as well");
  for (const id of DEVICES) assertWhole(taken.get(id), 10);
  assert.deepEqual(logged, [`traccar: ${DEVICES[1]} waits: 400, is it registered there?`]);
});

test("a full queue refuses and does not acknowledge, and loses nothing", async () => {
  const webPort = await freePort();
  const { forwarder, port, logged } = await forward({
    url: `http://127.0.0.1:${webPort}`,
    limits: { entriesOfDevice: 5 },
  });
  const driven = drive(DEVICES[0], port, 12);
  await until(() => logged.some((line) => /not stored: the queue is full/.test(line)), "refusal");
  assert.equal(forwarder.size, 5);
  // Another device still has room.
  assert.equal(await drive(DEVICES[1], port, 5), 5);
  const { taken } = await osmAnd(webPort);
  assert.equal(await driven, 12);
  await until(() => forwarder.size === 0, "the queue to be empty");
  assertWhole(taken.get(DEVICES[0]), 12);
});

test("devices that are not configured are not acknowledged", async () => {
  const { forwarder, port, logged } = await forward({
    url: "http://127.0.0.1:1",
    devices: [DEVICES[0]],
  });
  let isOver = false;
  const stranger = drive(DEVICES[1], port, 1, { isOver: () => isOver });
  assert.equal(await drive(DEVICES[0], port, 1), 1);
  await until(() => logged.some((line) => /8160528001 is none of/.test(line)), "the refusal");
  isOver = true;
  assert.equal(await stranger, 0);
  assert.equal(forwarder.size, 1);
});

test("a second process with the same queue is refused", async () => {
  const file = join(folder(), "queue.sqlite");
  await forward({ url: "http://127.0.0.1:1", file });
  assert.throws(() => new Forwarder({ file, destinations: [] }), /locked/);
});

test("killed again and again (kill -9): every acknowledged report arrives, in order", async (t) => {
  const COUNT = 60;
  const webPort = await freePort();
  const port = await freePort();
  const { taken } = await osmAnd(webPort);
  const file = join(folder(), "queue.sqlite");
  const args = ["--file", file, "--port", `${port}`, "--traccar", `http://127.0.0.1:${webPort}`];
  const start = async () => {
    const child = spawn(process.execPath, ["main.mjs", ...args], {
      cwd: new URL(".", import.meta.url),
      stdio: ["ignore", "ignore", "pipe"],
    });
    cleanups.push(() => child.kill("SIGKILL"));
    let text = "";
    child.stderr.on("data", (bytes) => {
      text += bytes;
    });
    await until(() => /forwarding from/.test(text), "the forwarder to listen");
    return child;
  };
  let child = await start();
  let acknowledged = 0;
  const heard = () => {
    // At once, before it can do anything else.
    if (++acknowledged % COUNT === 0) child.kill("SIGKILL");
  };
  const driven = Promise.all(DEVICES.map((id) => drive(id, port, COUNT, { heard })));
  const count = () => [...taken.values()].reduce((sum, { length }) => sum + length, 0);
  for (let kills = 0; kills < 3; kills++) {
    if (child.signalCode === null) await once(child, "exit");
    child = await start();
  }
  assert.deepEqual(await driven, [COUNT, COUNT, COUNT]);
  const isWhole = () => DEVICES.every((id) => new Set(taken.get(id)).size === COUNT);
  await until(isWhole, "all reports");
  for (const id of DEVICES) assertWhole(taken.get(id), COUNT);
  t.diagnostic(`killed three times; ${acknowledged} acknowledged, ${count()} taken, none missing`);
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
});

test("Home Assistant gets discovery, values and alarms", () => {
  const to = new HomeAssistant("mqtt://127.0.0.1:1");
  cleanups.push(() => to.close());
  const now = new Date("2024-10-05T10:30:00Z");
  const of = (text) => to.entriesOf(decode(text)[0], now);
  const [entry] = of(v1("8160528000", 37_451, "FFFFFFFD"));
  assert.deepEqual(JSON.parse(entry.values.position), {
    latitude: 50.7925617,
    longitude: 15.1171117,
    courseDegrees: 333,
    time: "2024-10-05T10:24:11.000Z",
  });
  assert.deepEqual(
    { ...entry, values: { ...entry.values, position: "" } },
    {
      time: "2024-10-05T10:24:11.000Z",
      values: { position: "", speed: "18.5", ignition: "ON" },
      alarms: ["sos"],
    },
  );
  // The place is that of the last fix, but the alarm is new.
  const [old] = of(v1("8160528000", 37_451, "FFFFFFFD").replace(",A,", ",V,"));
  assert.deepEqual(old, { time: null, values: { ignition: "ON" }, alarms: ["sos"] });
  const [battery] = of("*HQ,135790246811220,HTBT,97#");
  assert.deepEqual([battery.time, battery.values], [null, { battery: "97" }]);
  // An id that would be several topic levels, or a wildcard.
  assert.deepEqual(of(v1("81/#", 1)), []);
});

test("after a broker restarts: devices are announced, alarms come once, nothing is missing", {
  skip: MOSQUITTO === undefined && "mosquitto is not installed (apt-get install mosquitto)",
}, async () => {
  const brokerPort = await freePort();
  const path = folder();
  const configuration = join(path, "mosquitto.conf");
  // It keeps sessions and retained messages over a restart, as Home Assistant's does.
  writeFileSync(
    configuration,
    `listener ${brokerPort} 127.0.0.1\nallow_anonymous true\npersistence true\n` +
      `persistence_location ${path}/\nmax_queued_messages 0\n` +
      // As root it would switch to another user, who may not write there.
      (process.getuid?.() === 0 ? "user root\n" : ""),
  );
  const startBroker = async () => {
    const broker = spawn(MOSQUITTO, ["-c", configuration], { stdio: "ignore" });
    cleanups.push(async () => {
      broker.kill("SIGKILL");
      if (broker.exitCode === null && broker.signalCode === null) await once(broker, "exit");
    });
    await until(async () => {
      const socket = connect(brokerPort, "127.0.0.1").on("error", () => {});
      const isThere = await Promise.race([
        once(socket, "connect").then(
          () => true,
          () => false,
        ),
        once(socket, "close").then(() => false),
      ]);
      socket.destroy();
      return isThere;
    }, "mosquitto");
    return broker;
  };
  let broker = await startBroker();
  const url = `mqtt://127.0.0.1:${brokerPort}`;
  const heard = [];
  const listener = await mqtt.connectAsync(url, {
    ...{ clientId: "home-assistant", clean: false, reconnectPeriod: 100, protocolVersion: 5 },
    properties: { sessionExpiryInterval: 3600 },
  });
  cleanups.push(() => listener.endAsync(true));
  listener.on("error", () => {});
  listener.on("message", (topic, payload, { retain }) => {
    heard.push({ topic, text: payload.toString(), retain });
  });
  await listener.subscribeAsync(["sinotrack/#", "homeassistant/#"], { qos: 1 });

  const logged = [];
  const log = (line) => logged.push(line);
  const { forwarder, port, close } = await forward({
    destinations: [new HomeAssistant(url, { log })],
  });
  const send = (count) => Promise.all(DEVICES.map((id) => drive(id, port, count)));
  await send(30);
  broker.kill("SIGTERM");
  await once(broker, "exit");
  assert.deepEqual(await send(50), [50, 50, 50]);
  // The same alarm twice without an end between is one.
  const socket = connect(port, "127.0.0.1");
  cleanups.push(() => socket.destroy());
  for (const [i, status] of ["FFFFFFFD", "FFFFFFFD", "FFFFFFFF", "FFFFFFFD"].entries()) {
    socket.write(v1(DEVICES[0], 50 + i, status));
  }
  await until(() => forwarder.size > 100, "the queue to fill");
  broker = await startBroker();
  await until(() => forwarder.size === 0, "the queue to be empty");
  const timesOf = (id) =>
    heard
      .filter(({ topic }) => topic === `sinotrack/${id}/position`)
      .map(({ text }) => numberOf(JSON.parse(text).time));
  await until(() => timesOf(DEVICES[0]).includes(53), "the last position");
  await until(() => DEVICES.every((id) => timesOf(id).includes(49)), "the last positions");
  for (const [i, id] of DEVICES.entries()) {
    // Reports of the second drive that are older than the shown ones are left out.
    assertWhole(timesOf(id), i === 0 ? 54 : 50);
  }
  // Announced again, because not every broker keeps retained messages.
  const announced = heard.filter(
    ({ topic }) => topic === `homeassistant/sensor/sinotrack_${DEVICES[0]}/speed/config`,
  );
  assert.equal(announced.length, 2);
  const alarms = heard.filter(({ topic }) => topic === `sinotrack/${DEVICES[0]}/alarm`);
  assert.deepEqual(
    alarms.map(({ text, retain }) => [JSON.parse(text), retain]),
    [50, 53].map((number) => [
      { event_type: "sos", time: new Date(Date.UTC(2024, 9, 5) + number * 1000).toISOString() },
      false,
    ]),
  );

  // What Home Assistant receives when it starts.
  const late = await mqtt.connectAsync(url);
  cleanups.push(() => late.endAsync(true));
  const retained = new Map();
  late.on("message", (topic, payload) => retained.set(topic, payload.toString()));
  await late.subscribeAsync("#");
  const config = (topic) => `homeassistant/${topic}/config`;
  const id = `sinotrack_${DEVICES[0]}`;
  const [tracker, event, speed, ignition] = await until(() => {
    const names = ["device_tracker", "event", "sensor", "binary_sensor"];
    const objects = ["position", "alarm", "speed", "ignition"];
    const topics = names.map((name, i) => config(`${name}/${id}/${objects[i]}`));
    const isAll = [...topics, `sinotrack/${DEVICES[0]}/ignition`].every((one) => retained.has(one));
    return isAll && topics.map((topic) => JSON.parse(retained.get(topic)));
  }, "discovery");
  assert.equal(tracker.json_attributes_topic, `sinotrack/${DEVICES[0]}/position`);
  assert.equal(tracker.source_type, "gps");
  assert.equal(retained.get(tracker.availability_topic), "online");
  assert.equal(numberOf(JSON.parse(retained.get(tracker.json_attributes_topic)).time), 53);
  assert.ok(event.event_types.includes("sos"));
  assert.equal(retained.has(event.state_topic), false);
  assert.equal(retained.get(speed.state_topic), "18.5");
  assert.equal(speed.unique_id, `${id}_speed`);
  assert.equal(retained.get(ignition.state_topic), "ON");
  // V1 does not carry them.
  for (const name of ["battery", "supply"]) {
    assert.equal(retained.has(config(`sensor/${id}/${name}`)), false);
  }
  await close();
  await until(() => retained.get("sinotrack/status") === "offline", "offline");
});
