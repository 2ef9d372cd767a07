/**
 * An output that is full, broken or not read: nothing is acknowledged that is not in it, memory stays bounded, and the
 * command ends. In the first version 50 of 360 acknowledged reports were missing in the file, memory grew to 3.2 GB,
 * and it did not end.
 */
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { V1 } from "../cli/harness.ts";
import { collector, device, folder, pause, sinotrack, until } from "./child.ts";

const hasFull = existsSync("/dev/full");
const hasProc = existsSync("/proc/self/status");

function megabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))!;
  return Number(kilobytes) / 1024;
}

/** Reports that differ in their seconds. */
function report(number: number): string {
  const two = (value: number): string => String(value % 60).padStart(2, "0");
  return V1.replace("102411", `10${two(number / 60)}${two(number)}`);
}

test.skipIf(!hasFull)("a full disk: nothing is acknowledged, and it is reported", async () => {
  const full = openSync("/dev/full", "w");
  const running = await collector([], full);
  closeSync(full);
  const socket = await device(running.port);
  let received = 0;
  socket.on("data", () => received++);
  socket.write(V1);
  expect(await running.exit).toBe(1);
  expect(running.said()).toContain("sinotrack: cannot write the output: no space left on device\n");
  await pause(50);
  expect(received).toBe(0);
});

test.skipIf(process.platform === "win32")(
  "a disk that fills up: every acknowledged report is in the file, and it exits with 1",
  async () => {
    const path = join(folder, "full.ndjson");
    const file = openSync(path, "w");
    const running = await collector([], file, 200);
    closeSync(file);
    let acknowledged = 0;
    // All connect before the first report: the disk may be full before the last of them has sent.
    const sockets = [];
    for (let i = 0; i < 8; i++) sockets.push(await device(running.port));
    for (const [i, socket] of sockets.entries()) {
      socket.on("data", (bytes) => {
        acknowledged += bytes.toString("latin1").split("R12").length - 1;
      });
      const id = String(8_160_528_000 + i);
      for (let n = 0; n < 200; n++) socket.write(report(n).replace("8160528000", id));
    }
    expect(await running.exit).toBe(1);
    expect(running.said()).toContain("sinotrack: cannot write the output: ");
    await pause(100);
    const text = readFileSync(path, "utf8");
    // The disk was full, and after many reports.
    expect(text.length).toBeGreaterThan(190 * 512);
    const rows = text.split("\n").filter((line) => line.endsWith("}"));
    expect(acknowledged).toBeGreaterThan(0);
    expect(acknowledged).toBeLessThan(8 * 200);
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  },
);

test.each([0, 1, 2])(
  "killed while it acknowledges: every acknowledged report is in the file (%i)",
  async (run) => {
    const path = join(folder, `killed-${run}.ndjson`);
    const file = openSync(path, "w");
    const running = await collector([], file);
    closeSync(file);
    let acknowledged = 0;
    for (let i = 0; i < 8; i++) {
      const socket = await device(running.port);
      socket.on("data", (bytes) => {
        acknowledged += bytes.toString("latin1").split("R12").length - 1;
      });
      const id = String(8_160_528_000 + i);
      for (let n = 0; n < 2000; n++) socket.write(report(n).replace("8160528000", id));
    }
    await until(() => acknowledged > 100 * (run + 1));
    running.process.kill("SIGKILL");
    await running.exit;
    await pause(100);
    const rows = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line.endsWith("}"));
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  },
);

test.skipIf(!hasProc)(
  "not read: 1,200 connections of 60 KB, 20 allowed, cost less than 100 MB",
  async () => {
    const running = await collector(["--max-connections", "20"]);
    const { pid } = running.process;
    const before = megabytes(pid!);
    const chunk = Buffer.from(V1.repeat(760));
    let most = 0;
    for (let i = 0; i < 1200; i += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const socket = await device(running.port);
          socket.write(chunk);
        }),
      );
      most = Math.max(most, megabytes(pid!));
    }
    for (let i = 0; i < 20; i++) {
      await pause(100);
      most = Math.max(most, megabytes(pid!));
    }
    expect(most - before).toBeLessThan(100);
  },
);

test.each(["SIGINT", "SIGTERM"] as const)(
  "not read: %s ends it within five seconds",
  async (signal) => {
    const running = await collector();
    for (let i = 0; i < 10; i++) (await device(running.port)).write(V1.repeat(3000));
    await pause(500);
    const from = performance.now();
    running.process.kill(signal);
    expect(await running.exit).toBe(1);
    expect(performance.now() - from).toBeLessThan(5000);
    expect(running.said()).toContain("sinotrack: the output accepted nothing for 3 seconds");
  },
);

test("read: a signal ends it in order, with every acknowledged report", async () => {
  const running = await collector();
  let text = "";
  running.process.stdout!.on("data", (bytes) => {
    text += bytes;
  });
  const socket = await device(running.port);
  socket.resume();
  socket.write(V1.repeat(500));
  await until(() => text.split("\n").length > 100);
  running.process.kill("SIGINT");
  expect(await running.exit).toBe(0);
  const [, acknowledged] = /; (\d+) acknowledged\n$/.exec(running.said())!;
  expect(text.split("\n").length - 1).toBeGreaterThanOrEqual(Number(acknowledged));
});

test.skipIf(!hasFull)("help and version that cannot be written exit with 1", async () => {
  for (const argv of [["--help"], ["--version"], ["decode", "--help"], ["help", "record"]]) {
    const full = openSync("/dev/full", "w");
    const running = await sinotrack(argv, full);
    closeSync(full);
    expect(await running.exit, argv.join(" ")).toBe(1);
    expect(running.said(), argv.join(" ")).toContain("cannot write the output: no space left");
  }
  expect(await (await sinotrack(["--help"])).exit).toBe(0);
});
