/**
 * `npm start -- [devices] [simulated seconds]`: runs the whole example on this machine with simulated trackers. In the
 * middle it kills a decoder that holds frames, and starts another. At the end it compares the frames sent with those in
 * the sink.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SqliteStore } from "sinotrack-example-collector/store.mjs";
import { openQueue, outstanding, QueueStore } from "./queue.mjs";
import { freePort, until } from "./wait.mjs";

/** The delay of a killed decoder's frames. Short, so that this run is short too. */
const ACK_WAIT_MS = 2000;

const CLI = new URL("cli.js", import.meta.resolve("sinotrack-protocol")).href;

export async function run({ devices, seconds, log = console.log }) {
  const folder = mkdtempSync(join(tmpdir(), "scale-out-"));
  const children = new Set();

  /** Starts a program and waits until it prints `ready`; its lines go to the log. */
  async function start(name, command, args, ready) {
    const child = spawn(command, args, {
      cwd: new URL(".", import.meta.url),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    child.output = "";
    child.exited = once(child, "exit").then(([code]) => {
      children.delete(child);
      return code;
    });
    child.exited.catch(() => {});
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        child.output += text;
      });
    }
    if (ready !== undefined) {
      await until(() => {
        if (child.exitCode !== null) throw new Error(`${name} ended: ${child.output}`);
        return ready.test(child.output);
      }, `${name} to be ready`);
    }
    return child;
  }
  const decoders = [];
  const startDecoder = async () => {
    const name = `decoder ${decoders.length + 1}`;
    const args = ["decoder.mjs", url, file, String(ACK_WAIT_MS)];
    const child = await start(name, process.execPath, args, /^ready$/m);
    decoders.push(child);
    return child;
  };

  /** A collector that does not know whether its publish arrived repeats it. The stream must drop the repeat. */
  async function publishAgain() {
    const [row] = sink.all("SELECT * FROM messages ORDER BY rowid DESC LIMIT 1");
    const message = {
      deviceId: row.device_id,
      frame: { format: "ascii", offset: 0, bytes: row.frame },
    };
    const record = { ...row, receivedAt: new Date(row.received_at), message };
    const isNew = await new QueueStore(queue).save(record);
    return !isNew && (await outstanding(queue)) === 0;
  }

  const natsPort = await freePort();
  const url = `nats://127.0.0.1:${natsPort}`;
  const file = join(folder, "sink.sqlite");
  let queue;
  let sink;
  try {
    const natsArgs = ["-js", "-sd", join(folder, "nats"), "-a", "127.0.0.1", "-p", `${natsPort}`];
    await start("nats-server", "nats-server", natsArgs, /Server is ready/);
    queue = await openQueue(url, { ackWaitMs: ACK_WAIT_MS });
    sink = new SqliteStore(file);
    const collectorArgs = ["collector.mjs", url, "0", String(ACK_WAIT_MS)];
    const collector = await start("collector", process.execPath, collectorArgs, /on \d+/);
    const [, port] = /on (\d+)/.exec(collector.output);
    for (let i = 0; i < 3; i++) await startDecoder();

    const list = join(folder, "sent.jsonl");
    // About ten seconds of real time, however much is simulated.
    const timing = ["--duration", `${seconds}`, "--speedup", `${Math.max(1, seconds / 10)}`];
    const from = performance.now();
    const simulator = await start("simulate", process.execPath, [
      ...[fileURLToPath(CLI), "simulate", "--to", `tcp:${port}`, "--devices", `${devices}`],
      ...[...timing, "--start", "2026-01-01T00:00:00Z", "--seed", "2", "--list", list],
    ]);

    const stored = () => sink.all("SELECT count(*) AS count FROM messages")[0].count;
    await until(() => stored() > devices * 2, "the first frames");
    // A stopped decoder still receives frames, which are lost with it when it is killed.
    decoders[1].kill("SIGSTOP");
    await pause(1000);
    decoders[1].kill("SIGKILL");
    await decoders[1].exited;
    log(`decoder 2 killed with ${stored()} frames in the sink`);
    await pause(500);
    await startDecoder();
    log("decoder 4 started");

    if ((await simulator.exited) !== 0) throw new Error(`simulate: ${simulator.output}`);
    log(simulator.output.trim());
    collector.kill("SIGTERM");
    await collector.exited;
    log(collector.output.trim().split("\n").at(-1));
    await until(async () => (await outstanding(queue)) === 0, "the decoders to finish", 60_000);
    const publishedAgain = { wasDropped: await publishAgain() };
    const took = (performance.now() - from) / 1000;
    const counts = [];
    for (const [i, decoder] of decoders.entries()) {
      if (i === 1) continue;
      decoder.kill("SIGTERM");
      await decoder.exited;
      counts.push(JSON.parse(/decoder: (.*)/.exec(decoder.output)[1]));
      log(`decoder ${i + 1}: ${JSON.stringify(counts.at(-1))}`);
    }

    const sent = readFileSync(list, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const result = compare(
      sent.map(({ device, hex }) => `${device} ${hex}`),
      sink
        .all("SELECT device_id, frame FROM messages")
        .map(({ device_id, frame }) => `${device_id} ${frame.toString("hex")}`),
    );
    const deliveredAgain = counts.reduce((sum, count) => sum + count.deliveredAgain, 0);
    log(
      `${result.sent} sent, ${result.stored} stored: ${result.lost} lost, ${result.double} double`,
    );
    log(`${deliveredAgain} delivered again; ${took.toFixed(1)} s`);
    return { ...result, deliveredAgain, publishedAgain };
  } finally {
    sink?.close();
    await queue?.connection.close();
    for (const child of children) child.kill("SIGKILL");
    await Promise.all([...children].map(({ exited }) => exited));
    rmSync(folder, { recursive: true });
  }
}

/** Frames are counted, since a device may send the same frame several times (heartbeats). */
export function compare(sent, stored) {
  const missing = new Map();
  for (const key of sent) missing.set(key, (missing.get(key) ?? 0) + 1);
  let double = 0;
  for (const key of stored) {
    const count = missing.get(key) ?? 0;
    if (count === 0) double++;
    else missing.set(key, count - 1);
  }
  const lost = [...missing.values()].reduce((sum, count) => sum + count, 0);
  return { sent: sent.length, stored: stored.length, lost, double };
}

/** Whether the server is installed. */
export function hasNatsServer() {
  const folders = (process.env.PATH ?? "").split(":");
  return folders.some((folder) => existsSync(join(folder, "nats-server")));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [devices = "1000", seconds = "300"] = process.argv.slice(2);
  const { lost, double } = await run({ devices: Number(devices), seconds: Number(seconds) });
  process.exitCode = lost + double === 0 ? 0 : 1;
}
