/** `npm run demo`: the collector with a simulated fleet, in a file of its own that is new each time. */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./service.mjs";

const CLI = fileURLToPath(new URL("cli.js", import.meta.resolve("sinotrack-protocol")));
const DEVICES = ["--devices", "9", "--interval", "2"];

const [port = "5013", webPort = "9013"] = process.argv.slice(2);
const file = join(tmpdir(), `sinotrack-demo-${port}.sqlite`);
for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });

function simulate(to) {
  const args = [CLI, "simulate", "--to", `tcp:${to}`, ...DEVICES];
  const simulator = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  process.on("exit", () => simulator.kill());
}

const ports = { port: Number(port), webPort: Number(webPort) };
await serve({ file, host: "127.0.0.1", ...ports, onReady: simulate });
