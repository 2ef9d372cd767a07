import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import mqtt from "mqtt";
import pg from "pg";
import { until as answer, freePort } from "../scale-out/wait.mjs";

/** The vector v1-002-status-all-high: 9.98 knots. */
const DRIVING = "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
/** Bit 1 low: SOS. Bit 26 low as well: a stored record. */
const SOS = DRIVING.replace("FFFFFFFF", "FFFFFFFD");
const STORED_SOS = DRIVING.replace("FFFFFFFF", "FBFFFFFD").replace("102411", "101911");
/** No fix: the coordinates are those of the last one. */
const NO_FIX = DRIVING.replace(",A,", ",V,").replace("102411", "102511");
const ACKNOWLEDGED = /^\*HQ,1002033932,R12,\d{6}#$/;

const MOSQUITTO = [...(process.env.PATH ?? "").split(":"), "/usr/sbin"]
  .map((folder) => join(folder, "mosquitto"))
  .find((path) => existsSync(path));

const cleanups = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Retries a check that fails until the recipe has started. */
const until = (check, what) => answer(() => check().catch(() => undefined), what, 60_000);

/** Starts a recipe as a user does. Returns its tracker port, and its output. */
async function run(file, env = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, [file], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, TRACKER_PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", err: "" };
  child.stdout.on("data", (data) => (printed.out += data));
  child.stderr.on("data", (data) => (printed.err += data));
  cleanups.push(async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  return { port, printed };
}

async function tracker({ port, printed }) {
  const socket = await until(async () => {
    const one = connect(port, "127.0.0.1");
    await once(one, "connect");
    return one;
  }, `the recipe to listen: ${printed.err}`);
  socket.on("error", () => {});
  cleanups.push(() => socket.destroy());
  return socket;
}

/** Sends a report, and waits for its acknowledgement. */
async function report(socket, frame) {
  socket.write(frame);
  const [answer] = await once(socket, "data", { signal: AbortSignal.timeout(60_000) });
  assert.match(answer.toString(), /^(?:\*HQ,1002033932,R12,\d{6}#)+$/);
}

/** A server that keeps posted bodies, and refuses requests while `status` is not 200. */
async function httpServer() {
  const posted = [];
  const state = { posted, status: 200 };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (state.status === 200) posted.push({ url: request.url, headers: request.headers, body });
    response.writeHead(state.status).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanups.push(() => server.closeAllConnections());
  cleanups.push(() => server.close());
  return Object.assign(state, { url: `http://127.0.0.1:${server.address().port}` });
}

test("express.mjs serves the last position", async () => {
  const web = await freePort();
  const recipe = await run("express.mjs", { PORT: String(web) });
  const socket = await tracker(recipe);
  // Cut in the middle, as TCP may do.
  socket.write(DRIVING.slice(0, 30));
  await pause(50);
  await report(socket, DRIVING.slice(30));
  await report(socket, NO_FIX);
  const url = `http://127.0.0.1:${web}/devices`;
  const get = async (path) => await fetch(`${url}${path}`);
  const found = await until(async () => await (await get("/1002033932")).json(), "the web server");
  assert.equal(found.speedKmh, 18.48296);
  assert.equal(found.time, "2024-10-05T10:24:11.000Z");
  assert.equal((await (await get("")).json()).length, 1);
  assert.equal((await get("/1002033933")).status, 404);
});

test("udp.mjs prints and acknowledges each datagram", async () => {
  const { port, printed } = await run("udp.mjs");
  const device = createSocket("udp4");
  cleanups.push(() => device.close());
  const answer = once(device, "message", { signal: AbortSignal.timeout(60_000) });
  await until(async () => {
    device.send(DRIVING, port, "127.0.0.1");
    await pause(50);
    return printed.out !== "";
  }, "a message");
  assert.match((await answer)[0].toString(), ACKNOWLEDGED);
  const [message] = printed.out.split("\n").map((line) => line && JSON.parse(line));
  assert.equal(message.deviceId, "1002033932");
  assert.equal(message.latitude, 50.7925617);
});

// The database is WebAssembly, which starts slowly.
const SLOW = { timeout: 180_000 };

test("postgres.mjs stores each position once, before it acknowledges", SLOW, async () => {
  const db = await PGlite.create();
  const port = await freePort();
  const server = new PGLiteSocketServer({ db, port, host: "127.0.0.1", maxConnections: 10 });
  await server.start();
  cleanups.push(() => db.close());
  cleanups.push(() => server.stop());
  const DATABASE_URL = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const socket = await tracker(await run("postgres.mjs", { DATABASE_URL }));
  await report(socket, SOS);
  await report(socket, SOS);
  await report(socket, NO_FIX);
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("SELECT * FROM positions");
  await client.end();
  assert.equal(rows.length, 1);
  assert.equal(rows[0].device_id, "1002033932");
  assert.equal(rows[0].time.toISOString(), "2024-10-05T10:24:11.000Z");
  assert.ok(Math.abs(rows[0].latitude - 50.792561667) < 1e-8);
  assert.ok(Math.abs(rows[0].speed_kmh - 18.48296) < 1e-5);
  assert.equal(rows[0].ignition, true);
  assert.deepEqual(rows[0].alarms, ["sos"]);
});

/** One line of the line protocol: measurement, tags, fields, nanoseconds. */
const FIELD = String.raw`[a-zA-Z]\w*=(?:-?\d+(?:\.\d+)?i?|true|false|"(?:[^"\\]|\\.)*")`;
const LINE = new RegExp(String.raw`^position,deviceId=(\d+) (${FIELD}(?:,${FIELD})*) (\d{19})$`);

test("influxdb.mjs writes line protocol, and acknowledges only accepted records", async () => {
  const influx = await httpServer();
  const env = { INFLUX_URL: influx.url, INFLUX_TOKEN: "secret" };
  const recipe = await run("influxdb.mjs", env);
  influx.status = 503;
  const refused = await tracker(recipe);
  refused.write(DRIVING);
  const answers = [];
  refused.on("data", (data) => answers.push(data));
  await once(refused, "close");
  assert.deepEqual(answers, []);

  influx.status = 200;
  await report(await tracker(recipe), DRIVING + SOS.replace("102411", "102421"));
  const [{ url, headers, body }] = influx.posted;
  assert.equal(url, "/api/v2/write?org=fleet&bucket=trackers&precision=ns");
  assert.equal(headers.authorization, "Token secret");
  const lines = body.split("\n").map((line) => LINE.exec(line));
  assert.equal(lines.length, 2);
  assert.equal(lines[0][1], "1002033932");
  assert.ok(lines[0][2].split(",").includes("speedKmh=18.48296"));
  assert.equal(lines[0][3], `${Date.UTC(2024, 9, 5, 10, 24, 11)}000000`);
});

test("mqtt.mjs publishes before it acknowledges", { skip: MOSQUITTO === undefined }, async () => {
  const port = await freePort();
  const broker = spawn(MOSQUITTO, ["-p", String(port)], { stdio: "ignore" });
  cleanups.push(async () => {
    broker.kill("SIGKILL");
    await once(broker, "exit");
  });
  const MQTT_URL = `mqtt://127.0.0.1:${port}`;
  const client = await until(
    () => mqtt.connectAsync(MQTT_URL, { connectTimeout: 500 }),
    "mosquitto",
  );
  cleanups.push(() => client.endAsync());
  await client.subscribeAsync("trackers/+/position", { qos: 1 });
  const message = once(client, "message", { signal: AbortSignal.timeout(60_000) });
  await report(await tracker(await run("mqtt.mjs", { MQTT_URL })), DRIVING);
  const [topic, payload] = await message;
  assert.equal(topic, "trackers/1002033932/position");
  assert.equal(JSON.parse(payload).courseDegrees, 333);
});

test("alarms.mjs reports an alarm once", async () => {
  const webhook = await httpServer();
  const recipe = await run("alarms.mjs", { WEBHOOK_URL: webhook.url });
  webhook.status = 500;
  const refused = await tracker(recipe);
  refused.write(SOS);
  await once(refused, "close");
  webhook.status = 200;
  const socket = await tracker(recipe);
  const texts = () => webhook.posted.map(({ body }) => body);
  const text = (time) => `sos: 1002033932 at 50.792561666666664, 15.117111666666666, ${time}`;
  // It comes again because it was not acknowledged.
  for (const frame of [SOS, SOS, STORED_SOS]) await report(socket, frame);
  assert.deepEqual(texts(), [text("2024-10-05T10:24:11.000Z")]);
  // The alarm ends, and begins again.
  for (const frame of [DRIVING, SOS]) await report(socket, frame);
  assert.equal(texts().length, 2);
  // An alarm that began and ended while the tracker was offline.
  const earlier = STORED_SOS.replace("101911", "081911");
  for (const frame of [DRIVING, earlier, earlier]) await report(socket, frame);
  assert.deepEqual(texts().slice(2), [text("2024-10-05T08:19:11.000Z")]);
});

test("traccar.mjs sends the OsmAnd form that Traccar accepts", async () => {
  const traccar = await httpServer();
  const socket = await tracker(await run("traccar.mjs", { TRACCAR_URL: traccar.url }));
  await report(socket, DRIVING);
  await report(socket, NO_FIX);
  assert.equal(traccar.posted.length, 1);
  const query = Object.fromEntries(new URL(traccar.posted[0].url, traccar.url).searchParams);
  assert.equal(query.id, "1002033932");
  assert.equal(Number(query.timestamp), Date.UTC(2024, 9, 5, 10, 24, 11) / 1000);
  // OsmAnd takes knots.
  assert.equal(Number(query.speed), 9.98);
});
