/** A capture to try it with: the simulator's traffic, a file for each device, repeated to the wanted size. */
import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("cli.js", import.meta.resolve("sinotrack-protocol")));

/** Returns how many frames it wrote. */
export async function makeCapture(folder, { devices, megabytes }) {
  const scratch = mkdtempSync(join(tmpdir(), "simulate-"));
  const streams = new Map();
  try {
    const list = join(scratch, "list.jsonl");
    const args = [
      "--devices",
      `${devices}`,
      "--duration",
      "3600",
      "--start",
      "2026-01-01T00:00:00Z",
    ];
    execFileSync(process.execPath, [CLI, "simulate", ...args, "--list", list], { stdio: "ignore" });
    for await (const line of createInterface({ input: createReadStream(list) })) {
      const { device, hex } = JSON.parse(line);
      if (!streams.has(device)) streams.set(device, []);
      streams.get(device).push(Buffer.from(hex, "hex"));
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  let count = 0;
  const wanted = (megabytes * 1e6) / streams.size;
  for (const [device, frames] of streams) {
    const bytes = Buffer.concat(frames);
    const times = Math.ceil(wanted / bytes.length);
    writeFileSync(join(folder, device), Buffer.concat(Array(times).fill(bytes)));
    count += times * frames.length;
  }
  return count;
}
