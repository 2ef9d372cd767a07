/**
 * Datagrams with a forged sender: earlier, two collectors, or one with itself, answered each other 34,000 times in
 * seven seconds, and one datagram of `*HQ,1#` caused 7.4 times its bytes.
 */
import { createSocket, Socket } from "node:dgram";
import { afterEach, expect, test, vi } from "vitest";
import { rowsOf, start } from "../cli/harness.ts";
import { jt808 } from "../session/harness.ts";

const LOGIN = "*HQ,359087952991010,V0#";
const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function collector(): Promise<{ port: number; count: () => number }> {
  const stop = new AbortController();
  const { out, err, exit } = start(["decode", "--listen", "udp:0"], { stop: stop.signal });
  cleanups.push(() => {
    stop.abort();
    return exit;
  });
  const [, port] = await err.until(/listening on udp 127\.0\.0\.1:(\d+)\n/);
  return { port: Number(port), count: () => rowsOf(out.text).length };
}

function attacker(): Socket {
  const socket = createSocket("udp4");
  cleanups.push(() => socket.close());
  return socket;
}

/** Makes datagrams seem to come from `port`, except those of `ports`. Otherwise only a raw socket can do that. */
function spoof(port: number, ports: readonly number[]): void {
  const { emit } = Socket.prototype;
  const spy = vi.spyOn(Socket.prototype, "emit").mockImplementation(function (
    this: Socket,
    event,
    ...args: unknown[]
  ) {
    if (event === "message") {
      const from = args[1] as { port: number };
      if (!ports.includes(from.port)) from.port = port;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  });
  cleanups.push(() => spy.mockRestore());
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test.each([LOGIN, HEARTBEAT])(
  "two collectors that answer each other fall silent: %s",
  async (text) => {
    const [one, two] = [await collector(), await collector()];
    spoof(two.port, [one.port, two.port]);
    attacker().send(text, one.port, "127.0.0.1");
    await vi.waitFor(() => expect(one.count()).toBeGreaterThan(0));
    await pause(300);
    expect(one.count() + two.count()).toBeLessThan(5);
    const before = one.count() + two.count();
    await pause(1200);
    expect(one.count() + two.count()).toBe(before);
  },
);

test("a collector does not answer its own address", async () => {
  const { port, count } = await collector();
  spoof(port, [port]);
  attacker().send(LOGIN, port, "127.0.0.1");
  await vi.waitFor(() => expect(count()).toBe(1));
  await pause(300);
  expect(count()).toBe(1);
});

test("the replies to a small datagram with two messages are not larger than it", async () => {
  const { port, count } = await collector();
  const socket = attacker();
  let bytes = 0;
  socket.on("message", (reply) => {
    bytes += reply.length;
  });
  const sent = "*HQ,1#*HQ,22#*HQ,333#";
  socket.send(sent, port, "127.0.0.1");
  await vi.waitFor(() => expect(count()).toBe(3));
  await pause(200);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(sent.length);
});

test.each([
  ["*HQ,1#", Buffer.from("*HQ,1#".repeat(10_000))],
  ["JT/T 808 heartbeats", Buffer.concat(Array.from({ length: 4000 }, () => jt808("0002", "")))],
])(
  "the replies to a datagram of %s are not larger than it, and 64 datagrams at most",
  async (_name, sent) => {
    const { port, count } = await collector();
    const socket = attacker();
    let bytes = 0;
    let datagrams = 0;
    socket.on("message", (reply) => {
      bytes += reply.length;
      datagrams++;
    });
    socket.send(sent, port, "127.0.0.1");
    await vi.waitFor(() => expect(count()).toBeGreaterThan(1000), { timeout: 20_000 });
    await pause(300);
    expect(datagrams).toBeGreaterThan(0);
    expect(datagrams).toBeLessThanOrEqual(64);
    expect(bytes).toBeLessThanOrEqual(sent.length);
  },
);
