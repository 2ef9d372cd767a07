/**
 * `npm run demo`: the collector with a simulated fleet, and a new database file each time. Three groups of three
 * families each follow a route through Berlin, and have done so for half an hour.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./service.mjs";

const CLI = fileURLToPath(new URL("cli.js", import.meta.resolve("sinotrack-protocol")));
const PAST_MS = 1_800_000;
const GROUPS = {
  ring: ["st-901l", "st-902", "jt808"],
  west: ["st-915l", "tk-star", "cantrack"],
  south: ["st-901", "tq", "reachfar"],
};

const [port = "5013", webPort = "9013"] = process.argv.slice(2);
const file = join(tmpdir(), `sinotrack-demo-${port}.sqlite`);
for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });

function simulate(to) {
  const start = `${new Date(Date.now() - PAST_MS).toISOString().slice(0, 19)}Z`;
  for (const [route, families] of Object.entries(GROUPS)) {
    const args = [
      ...[CLI, "simulate", "--to", `tcp:${to}`, "--start", start, "--catch-up"],
      ...["--devices", "3", ...families.flatMap((family) => ["--family", family])],
      ...[
        "--interval",
        "5",
        "--route",
        fileURLToPath(new URL(`routes/${route}.json`, import.meta.url)),
      ],
    ];
    const simulator = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    process.on("exit", () => simulator.kill());
  }
}

const ports = { port: Number(port), webPort: Number(webPort) };
await serve({ file, host: "127.0.0.1", ...ports, onReady: simulate });
