/**
 * Hostile peers: the collector keeps serving the others in bounded memory. `npm run test:hostile` runs it with 10,000
 * idle sockets (`HOSTILE_SOCKETS=10000`, which needs twice as many open files).
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Running, start, V1 } from "./harness.ts";

const SOCKETS = Number(process.env["HOSTILE_SOCKETS"] ?? 200);
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function collector(...argv: string[]): Promise<Running & { port: number }> {
  const controller = new AbortController();
  const running = start(["decode", "--listen", "tcp:0", ...argv], { stop: controller.signal });
  cleanups.push(() => {
    controller.abort();
    return running.exit;
  });
  const [, port] = await running.err.until(/listening on tcp 127\.0\.0\.1:(\d+)\n/);
  return { ...running, port: Number(port) };
}

async function peer(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => {});
  cleanups.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function reports(text: string): number {
  return text.split('"type":"position"').length - 1;
}

/** A new device connects, and its report is printed. */
async function expectServed({ port, out }: Running & { port: number }): Promise<void> {
  const before = reports(out.text);
  const device = await peer(port);
  device.write(V1);
  for (let tries = 0; tries < 200; tries++) {
    const now = reports(out.text);
    if (now > before) return;
    await pause(20);
  }
  throw new Error("the report of the good device did not come out");
}

test(`${SOCKETS} idle sockets keep no device out, and cost little memory`, async () => {
  const running = await collector("--max-connections", String(Math.min(SOCKETS, 1000)));
  const known = await peer(running.port);
  known.write(V1);
  await expectServed(running);
  const before = process.memoryUsage().rss;
  for (let i = 0; i < SOCKETS; i += 100) {
    await Promise.all(Array.from({ length: Math.min(100, SOCKETS - i) }, () => peer(running.port)));
  }
  const started = performance.now();
  await expectServed(running);
  const served = performance.now() - started;
  // The device that has sent a report keeps its place.
  known.write(V1);
  await expectServed(running);
  expect(known.destroyed).toBe(false);
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  if (SOCKETS > 1000) {
    console.log(
      `${SOCKETS} idle sockets: served in ${served.toFixed(0)} ms, +${megabytes.toFixed(0)} MB`,
    );
  }
  // Both ends of each socket are in this process.
  expect(megabytes).toBeLessThan(100 + SOCKETS * 0.1);
}, 120_000);

test("a slow sender is closed, although it never falls silent", async () => {
  const running = await collector("--idle-timeout", "1");
  const slow = await peer(running.port);
  slow.write("*HQ,8168000005,V1,");
  const drip = setInterval(() => slow.write("1"), 50);
  cleanups.push(() => clearInterval(drip));
  const started = performance.now();
  slow.resume();
  await once(slow, "close");
  expect(performance.now() - started).toBeLessThan(5000);
  await expectServed(running);
});

test("a device that reports slowly is not closed", async () => {
  const running = await collector("--idle-timeout", "1");
  const device = await peer(running.port);
  for (let i = 0; i < 8; i++) {
    device.write(V1);
    await pause(250);
  }
  expect(device.destroyed).toBe(false);
});

test("endless noise and endless frames are cut off at the limit", async () => {
  const running = await collector("--max-noise", "20000");
  for (const text of ["no frame at all ", "*HQ,1,V1,", "~\x01", "\xff\xff"]) {
    const noisy = await peer(running.port);
    let isClosed = false;
    noisy.on("close", () => {
      isClosed = true;
    });
    noisy.resume();
    const chunk = Buffer.from(text.repeat(1000), "latin1");
    for (let i = 0; i < 500 && !isClosed; i++) {
      noisy.write(chunk);
      await pause(2);
    }
    expect(isClosed, JSON.stringify(text)).toBe(true);
  }
  await expectServed(running);
});

test("a peer that closes one half, resets, or sends a burst harms nobody", async () => {
  const running = await collector();
  const half = await peer(running.port);
  half.end("*HQ,8168000005,V1,");
  const reset = await peer(running.port);
  reset.write("*HQ,8168000005,V1,");
  reset.resetAndDestroy();
  const burst = await peer(running.port);
  burst.write(V1.repeat(5000));
  await expectServed(running);
  for (let tries = 0; tries < 500 && reports(running.out.text) < 5001; tries++) await pause(20);
  expect(reports(running.out.text)).toBe(5001);
});
