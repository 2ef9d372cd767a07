/**
 * The command as a process: `sinotrack decode` of a raw capture and of a Traccar log, beside the same by hand and with
 * `--jobs 2`, and `sinotrack simulate` of 10,000 devices. `node bench/command.mjs [--quick]` prints JSON.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFrames, withId } from "./frames.mjs";
import { raceProcesses, SINOTRACK } from "./processes.mjs";

const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 3 : 5;
const FRAMES = isQuick ? 40_000 : 100_000;
const LOGGED_DEVICES = 500;
const SIMULATED = ["--devices", "10000", "--duration", isQuick ? "10" : "30", "--seed", "7"];
const BY_HAND = fileURLToPath(new URL("by-hand.mjs", import.meta.url));

/** A log as Traccar 6 writes it: text as it is, everything else in hexadecimal digits. */
function traccarLog(frames) {
  const lines = frames.map((frame, i) => {
    const device = i % LOGGED_DEVICES;
    const time = new Date(Date.UTC(2026, 0, 1) + i * 20).toISOString();
    const own = withId(frame, String(8_160_528_000 + device));
    const text = Buffer.from(own).toString(own[0] === 0x2a ? "latin1" : "hex");
    const session = `T${device.toString(16).padStart(8, "0")}`;
    return `${time.slice(0, 10)} ${time.slice(11, 19)}  INFO: [${session}: h02 < 10.0.0.7] ${text}\n`;
  });
  return lines.join("");
}

const sinotrack = (...args) => [SINOTRACK, ...args];
const byHand = (...args) => [BY_HAND, ...args];

const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
const raw = join(folder, "capture.bin");
const log = join(folder, "traccar.log");
const list = join(folder, "list.jsonl");

/** Both must print a line for each frame. */
function checkLines(args, count) {
  const output = execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  const lines = output.split("\n").length - 1;
  if (lines !== count) throw new Error(`${args.join(" ")} printed ${lines} lines, not ${count}`);
}

function measureDecode(file, form) {
  const size = statSync(file).size;
  const contestants = {
    decode: sinotrack("decode", file),
    jobs: sinotrack("decode", "--jobs", "2", file),
    byHand: byHand(form, file),
  };
  for (const args of Object.values(contestants)) checkLines(args, FRAMES);
  const results = raceProcesses(
    Object.fromEntries(Object.entries(contestants).map(([name, args]) => [name, { size, args }])),
    ROUNDS,
  );
  return { form, size, results };
}

function measureSimulate() {
  const simulate = sinotrack("simulate", ...SIMULATED, "--start", "2026-01-01T00:00:00Z", "--list");
  execFileSync(process.execPath, [...simulate, list], { stdio: "ignore" });
  const size = readFileSync(list, "utf8").split("\n").length - 1;
  return raceProcesses(
    {
      simulate: { size, args: [...simulate, "-"] },
      byHand: { size, args: byHand("json", list) },
    },
    ROUNDS,
  );
}

try {
  const frames = makeFrames("mix", FRAMES);
  writeFileSync(raw, Buffer.concat(frames));
  writeFileSync(log, traccarLog(frames));
  const decoded = [measureDecode(raw, "raw"), measureDecode(log, "traccar")];
  const simulated = measureSimulate();
  console.log(JSON.stringify({ cores: availableParallelism(), decoded, simulated }));
} finally {
  rmSync(folder, { recursive: true });
}
