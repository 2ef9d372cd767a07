/**
 * `npm run test:fleet [-- devices]`: a fleet of all families against each collector, over TCP and UDP. In the middle of
 * a run the collector is killed (`SIGKILL`) and restarted on its files, and so is the sender. At the end acknowledged
 * messages are compared with stored ones, by device and type: each acknowledged message is stored, and no record is
 * acknowledged twice. The last run has no kill, and everything that it sent must be stored.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseFrame } from "../../dist/index.js";
import { freePort, until } from "../../examples/scale-out/wait.mjs";

const [devices = "1000"] = process.argv.slice(2);
const ROOT = new URL("../../", import.meta.url);
const { bin } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
const CLI = fileURLToPath(new URL(bin.sinotrack, ROOT));
const EXAMPLES = new URL("examples/", ROOT);
const Database = createRequire(new URL("collector/package.json", EXAMPLES))("libsql");

/** Simulated time of a run, which takes 16 seconds. */
const SECONDS = 160;
const SPEEDUP = 10;
/** Time until the kill. */
const KILL_MS = 9000;

const children = new Set();

/** Starts a program and waits until it prints `ready`. */
async function start(args, { cwd = ROOT, ready, stdout = "pipe", command = process.execPath }) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", stdout, "pipe"] });
  children.add(child);
  child.text = "";
  child.gone = once(child, "exit").then(() => children.delete(child));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      child.text += text;
    });
  }
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`${args[0]} ended: ${child.text}`);
      return ready === undefined || ready.test(child.text);
    },
    `${args.join(" ")} to be ready`,
    60_000,
  );
  return child;
}

async function stop(child, signal) {
  child.kill(signal);
  await child.gone;
}

function rowsOf(file) {
  const database = new Database(file);
  const rows = database.prepare("SELECT device_id, frame FROM messages").all();
  database.close();
  return rows.map(({ device_id, frame }) => [device_id, Buffer.from(frame).toString("hex")]);
}

/**
 * Each is a function of a folder and a port. `start` starts it, `end` waits until everything is stored, `rows` are the
 * stored messages.
 */
const COLLECTORS = {
  "decode --listen": (folder, port) => {
    const file = join(folder, "out.ndjson");
    return {
      start: async () => {
        // A process killed in the middle of a line leaves half of it.
        appendFileSync(file, "\n");
        const stdout = openSync(file, "a");
        const listen = `tcp:127.0.0.1:${port},udp:127.0.0.1:${port}`;
        const args = [
          CLI,
          "decode",
          "--listen",
          listen,
          "-f",
          "ndjson",
          "--max-connections",
          "4000",
        ];
        const child = await start(args, { stdout, ready: /listening on udp/ });
        closeSync(stdout);
        return [child];
      },
      end: async () => {},
      rows: () =>
        readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => line.startsWith("{") && line.endsWith("}"))
          .map((line) => JSON.parse(line))
          .map(({ deviceId, frame }) => [deviceId, frame.hex]),
    };
  },
  "examples/collector": (folder, port) => {
    const file = join(folder, "fleet.sqlite");
    return {
      start: async () => [
        await start(["main.mjs", file, `${port}`, "0"], {
          cwd: new URL("collector/", EXAMPLES),
          ready: /http:/,
        }),
      ],
      end: async () => {},
      rows: () => rowsOf(file),
    };
  },
  "examples/scale-out": (folder, port) => {
    const file = join(folder, "sink.sqlite");
    const cwd = new URL("scale-out/", EXAMPLES);
    let url;
    const decoder = () => start(["decoder.mjs", url, file, "2000"], { cwd, ready: /^ready$/m });
    return {
      needs: "nats-server",
      start: async () => {
        if (url === undefined) {
          const natsPort = await freePort();
          url = `nats://127.0.0.1:${natsPort}`;
          const args = ["-js", "-sd", join(folder, "nats"), "-a", "127.0.0.1", "-p", `${natsPort}`];
          await start(args, { command: "nats-server", ready: /Server is ready/ });
          // This one stays; another is killed with the collector.
          await decoder();
        }
        const collector = await start(["collector.mjs", url, `${port}`, "2000"], {
          cwd,
          ready: /on \d+/,
        });
        return [collector, await decoder()];
      },
      end: async () => {
        for (let before = -1, now = rowsOf(file).length; now !== before; await pause(5000)) {
          [before, now] = [now, rowsOf(file).length];
        }
      },
      rows: () => rowsOf(file),
    };
  },
};

let runs = 0;

/** Runs the fleet. Each run has different times, and so different records. */
function drive(transport, port, folder) {
  const number = ++runs;
  const [list, acknowledged] = ["sent", "acknowledged"].map((name) =>
    join(folder, `${name}-${number}`),
  );
  const day = String(number).padStart(2, "0");
  const child = spawn(
    process.execPath,
    [
      ...[
        CLI,
        "simulate",
        "--to",
        `${transport}:${port}`,
        "--devices",
        devices,
        "--seed",
        `${number}`,
      ],
      ...[
        "--duration",
        `${SECONDS}`,
        "--speedup",
        `${SPEEDUP}`,
        "--start",
        `2026-01-${day}T00:00:00Z`,
      ],
      ...["--list", list, "--acknowledged", acknowledged, "--linger", "4000"],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  children.add(child);
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (more) => {
    text += more;
  });
  child.gone = once(child, "exit").then(([code]) => {
    children.delete(child);
    return code;
  });
  return {
    child,
    /** Only complete lines; the count includes `unexpected` acknowledgements. */
    result: async () => {
      const code = await child.gone;
      const lines = (file) =>
        existsSync(file)
          ? readFileSync(file, "utf8")
              .split("\n")
              .filter((line) => line.endsWith("}"))
              .map((line) => JSON.parse(line))
              .map(({ device, hex }) => [device, hex])
          : [];
      const [, unexpected = "0"] = /(\d+) unexpected acknowledgement/.exec(text) ?? [];
      return {
        code,
        text,
        sent: lines(list),
        acknowledged: lines(acknowledged),
        unexpected: Number(unexpected),
      };
    },
  };
}

const FORMATS = { 42: "ascii", 36: "binary", 88: "mileage", 80: "picture", 126: "escaped" };

/**
 * The key that an acknowledgement identifies: of JT/T 808 the frame, of H02 the device. H02 types that are never
 * acknowledged do not count.
 */
function keyOf([device, hex]) {
  return hex.startsWith("7e") ? `${device} ${hex}` : device;
}

function wordOf([, hex]) {
  const bytes = new Uint8Array(Buffer.from(hex, "hex"));
  return parseFrame({ format: FORMATS[bytes[0]] ?? "noise", bytes, offset: 0 }).command;
}

function counted(rows, key) {
  const counts = new Map();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

/** How many of `wanted` are missing in `there`. */
function missingOf(wanted, there, key) {
  const counts = counted(there, key);
  let missing = 0;
  for (const [one, count] of counted(wanted, key))
    missing += Math.max(0, count - (counts.get(one) ?? 0));
  return missing;
}

async function measure(name, transport) {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-fleet-"));
  try {
    const port = await freePort();
    const collector = COLLECTORS[name](folder, port);
    let running = await collector.start();
    const results = [];
    for (const killed of ["collector", "sender", "collector", "nobody"]) {
      const run = drive(transport, port, folder);
      if (killed !== "nobody") await pause(KILL_MS);
      if (killed === "collector") {
        await Promise.all(running.map((child) => stop(child, "SIGKILL")));
        results.push(await run.result());
        running = await collector.start();
      } else if (killed === "sender") {
        run.child.kill("SIGKILL");
        results.push(await run.result());
      } else results.push(await run.result());
      // Waits for the last connections to close.
      await pause(2000);
    }
    await collector.end();
    await Promise.all(running.map((child) => stop(child, "SIGTERM")));
    const stored = collector.rows();
    const last = results.at(-1);
    const acknowledged = results.flatMap((result) => result.acknowledged);
    const words = new Set(acknowledged.map(wordOf));
    const ofThose = stored.filter((one) => words.has(wordOf(one)));
    const exact = ([device, hex]) => `${device} ${hex}`;
    const row = {
      collector: name,
      transport,
      sent: results.reduce((sum, { sent }) => sum + sent.length, 0),
      acknowledged: acknowledged.length,
      stored: stored.length,
      acknowledgedNotStored: missingOf(acknowledged, ofThose, keyOf),
      acknowledgedTwice: results.reduce((sum, { unexpected }) => sum + unexpected, 0),
      undisturbedSent: last.sent.length,
      undisturbedNotStored: missingOf(last.sent, stored, exact),
    };
    if (last.code !== 0) console.error(last.text);
    // A datagram may be lost in transit.
    const lost = transport === "tcp" ? row.undisturbedNotStored : 0;
    const isGood =
      row.acknowledgedNotStored + row.acknowledgedTwice + lost === 0 &&
      last.code === 0 &&
      row.acknowledged > 0;
    return { ...row, isGood };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all([...children].map(({ gone }) => gone));
    rmSync(folder, { recursive: true, force: true });
  }
}

const only = process.argv[3];
const path = (process.env.PATH ?? "").split(":");
const rows = [];
for (const [name, collector] of Object.entries(COLLECTORS)) {
  const { needs } = collector("", 0);
  if (needs !== undefined && !path.some((folder) => existsSync(join(folder, needs)))) {
    console.error(`${name}: left out, ${needs} is not installed`);
    continue;
  }
  for (const transport of ["tcp", "udp"]) {
    if (only !== undefined && !`${name} ${transport}`.includes(only)) continue;
    const row = await measure(name, transport);
    rows.push(row);
    console.error(JSON.stringify(row));
  }
}
console.table(rows);
process.exitCode = rows.every(({ isGood }) => isGood) ? 0 : 1;
