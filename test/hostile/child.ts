/** Runs the command in a process, with its output where a test wants it. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { afterAll, afterEach } from "vitest";
import { esbuildVectorFiles } from "../../build/vector-files.ts";

export const folder: string = mkdtempSync(join(tmpdir(), "sinotrack-hostile-"));
const children = new Set<ChildProcess>();
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  children.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let bundled: Promise<void> | undefined;

/** Bundled as in tsup.config.ts. */
function bundle(): Promise<void> {
  bundled ??= build({
    entry: { cli: "src/cli/main.ts" },
    outDir: folder,
    config: false,
    format: ["esm"],
    platform: "node",
    target: "node20",
    silent: true,
    esbuildPlugins: [esbuildVectorFiles],
    outExtension: () => ({ js: ".mjs" }),
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return bundled;
}

export interface Child {
  readonly process: ChildProcess;
  /** Its output to standard error. */
  readonly said: () => string;
  /** Exit code, or the name of the signal that ended it. */
  readonly exit: Promise<number | string>;
}

/** `maxBlocks` limits each of its files to that many blocks of 512 bytes, as on a nearly full disk. */
export async function sinotrack(
  argv: readonly string[],
  stdout: "pipe" | number = "pipe",
  maxBlocks?: number,
): Promise<Child> {
  await bundle();
  const command = [process.execPath, join(folder, "cli.mjs"), ...argv];
  // The signal is ignored, because it would end the process.
  const limit = ["/bin/sh", "-c", `trap '' XFSZ; ulimit -f ${maxBlocks}; exec "$@"`, "sh"];
  const [program, ...rest] = maxBlocks === undefined ? command : [...limit, ...command];
  const child: ChildProcess = spawn(program!, rest, { stdio: ["ignore", stdout, "pipe"] });
  children.add(child);
  let text = "";
  child.stderr!.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const exit = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  return { process: child, said: () => text, exit };
}

/** A collector on a free port. */
export async function collector(
  argv: readonly string[] = [],
  stdout: "pipe" | number = "pipe",
  maxBlocks?: number,
): Promise<Child & { readonly port: number }> {
  const listening = ["decode", "--listen", "tcp:0", "-f", "ndjson", ...argv];
  const child = await sinotrack(listening, stdout, maxBlocks);
  const port = await until(() => /listening on tcp 127\.0\.0\.1:(\d+)\n/.exec(child.said())?.[1]);
  return { ...child, port: Number(port) };
}

export async function device(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  sockets.add(socket);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function until<T>(
  check: () => T | undefined | false,
  milliseconds = 20_000,
): Promise<T> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await pause(10)) {
    const found = check();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error("it did not come to that");
}
