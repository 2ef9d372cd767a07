import { createSocket, Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer, Socket } from "node:net";
import { Writable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { listen } from "../../src/cli/listen.ts";
import { ndjsonPrinter } from "../../src/cli/ndjson.ts";
import { Output } from "../../src/cli/output.ts";
import type { Printer } from "../../src/cli/printer.ts";
import { type SessionResult, TrackerSession } from "../../src/session/index.ts";
import {
  BINARY,
  HEARTBEAT,
  NO_FIX,
  type Running,
  rowsOf,
  Sink,
  start,
  toHexText,
  V1,
} from "./harness.ts";

const cleanups: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Collector extends Running {
  readonly port: number;
  stop(): Promise<number>;
}

/** Starts a collector on a free port. */
async function collector(
  argv: readonly string[] = [],
  where = "tcp:0",
  options: { stdout?: Writable; tty?: readonly "stdout"[] } = {},
): Promise<Collector> {
  const controller = new AbortController();
  const running = start(["decode", "--listen", where, ...argv], {
    stop: controller.signal,
    ...options,
  });
  const stop = (): Promise<number> => {
    controller.abort();
    return running.exit;
  };
  cleanups.push(stop);
  const [, port] = await running.err.until(/listening on \w+ 127\.0\.0\.1:(\d+)\n/);
  return { ...running, port: Number(port), stop };
}

async function device(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.setNoDelay(true);
  socket.on("error", () => {});
  await once(socket, "connect");
  cleanups.push(() => socket.destroy());
  // A device reads its acknowledgements; a socket with unread bytes does not close.
  socket.resume();
  return socket;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const peerOf = (socket: Socket): string => `${socket.localAddress}:${socket.localPort}`;

/** Waits for a number of rows. */
async function rows(out: Sink, count: number): Promise<ReturnType<typeof rowsOf>> {
  await out.until(new RegExp(`^(?:[^\\n]*\\n){${count}}`));
  return rowsOf(out.text);
}

describe("TCP", () => {
  test("prints the messages of a device, with its address and the time", async () => {
    const before = Date.now();
    const { out, port } = await collector();
    const socket = await device(port);
    socket.write(V1);
    const [row] = await rows(out, 1);
    expect(row).toMatchObject({
      transport: "tcp",
      peer: peerOf(socket),
      type: "position",
      deviceId: "8160528000",
    });
    const receivedAt = Date.parse(row?.["receivedAt"] as string);
    expect(receivedAt).toBeGreaterThanOrEqual(before);
    expect(receivedAt).toBeLessThanOrEqual(Date.now());
  });

  test("a frame split across segments is one frame; two in one segment are two", async () => {
    const { out, port } = await collector();
    const socket = await device(port);
    for (const part of [V1.slice(0, 1), V1.slice(1, 40), V1.slice(40) + HEARTBEAT + NO_FIX]) {
      socket.write(part);
      await pause(20);
    }
    const found = await rows(out, 3);
    expect(found.map(({ type }) => type)).toEqual(["position", "heartbeat", "position"]);
  });

  test("an unfinished frame survives a silence", async () => {
    const { out, port } = await collector(["--settle", "10"]);
    const socket = await device(port);
    socket.write(V1.slice(0, 40));
    await pause(60);
    expect(out.text).toBe("");
    socket.write(V1.slice(40));
    const found = await rows(out, 1);
    expect(found.map(({ type }) => type)).toEqual(["position"]);
  });

  test("a report without a successor is printed after a short silence", async () => {
    const { out, port } = await collector(["--settle", "30"]);
    const socket = await device(port);
    socket.write(Buffer.from(BINARY, "hex"));
    const [row] = await rows(out, 1);
    expect(row).toMatchObject({ type: "position", frame: { hex: BINARY } });
    expect(socket.destroyed).toBe(false);
  });

  test("two connections do not mix", async () => {
    const { out, port } = await collector();
    const [one, two] = [await device(port), await device(port)];
    one.write(V1.slice(0, 30));
    await pause(20);
    two.write(HEARTBEAT.slice(0, 12));
    await pause(20);
    one.write(V1.slice(30));
    await pause(20);
    two.write(HEARTBEAT.slice(12));
    const found = await rows(out, 2);
    expect(found.map(({ type, peer }) => [type, peer])).toEqual([
      ["position", peerOf(one)],
      ["heartbeat", peerOf(two)],
    ]);
  });

  test("the id of a device is used on its connection only", async () => {
    const record = Buffer.from(
      "5800009814991024031101175555239206012107187c000095fffffbffff0033",
      "hex",
    );
    const { out, port } = await collector(["--settle", "20"]);
    const [one, two] = [await device(port), await device(port)];
    one.write(HEARTBEAT);
    await rows(out, 1);
    one.write(record);
    await rows(out, 2);
    two.write(record);
    const found = await rows(out, 3);
    expect(found.map(({ deviceId }) => deviceId)).toEqual([
      "135790246811220",
      "135790246811220",
      null,
    ]);
  });

  test("when the peer closes, an unfinished frame is printed as noise", async () => {
    const { out, port } = await collector();
    const socket = await device(port);
    socket.end(V1.slice(0, 40));
    const [row] = await rows(out, 1);
    expect(row?.["type"]).not.toBe("position");
    expect(row?.frame.hex).toBe(Buffer.from(V1.slice(0, 40)).toString("hex"));
  });

  test("a peer that resets the connection does no harm, and its reports count", async () => {
    const { out, port } = await collector();
    const socket = await device(port);
    socket.write(`${V1}*HQ,816`);
    await rows(out, 1);
    socket.resetAndDestroy();
    await rows(out, 2);
    const other = await device(port);
    other.write(HEARTBEAT);
    const found = await rows(out, 3);
    expect(found.map(({ type }) => type)).toContain("heartbeat");
  });

  test("connections above the limit are closed at once", async () => {
    const { out, err, port, stop } = await collector(["--max-connections", "1"]);
    const one = await device(port);
    one.write(V1);
    await rows(out, 1);
    const two = await device(port);
    two.write(V1);
    await once(two, "close");
    one.end();
    await once(one, "close");
    await pause(20);
    const three = await device(port);
    three.write(HEARTBEAT);
    const found = await rows(out, 2);
    expect(found.map(({ type }) => type)).toEqual(["position", "heartbeat"]);
    expect(await stop()).toBe(0);
    expect(err.text).toMatch(/2 frames: .*; 1 connection refused\n$/);
  });

  test("a silent connection is closed", async () => {
    const { out, port } = await collector(["--idle-timeout", "1"]);
    const socket = await device(port);
    socket.write(V1.slice(0, 20));
    await once(socket, "close");
    const [row] = await rows(out, 1);
    expect(row?.frame.hex).toBe(Buffer.from(V1.slice(0, 20)).toString("hex"));
  });

  test("nothing is read from a device while the output is blocked", async () => {
    const stdout = new Writable({ write(): void {} });
    const { port, err } = await collector([], "tcp:0", { stdout });
    const socket = await device(port);
    const chunk = Buffer.from(`${V1}\n`.repeat(1000));
    let sent = 0;
    while (socket.writableLength < 4 * chunk.length && sent < 100_000_000) {
      socket.write(chunk);
      sent += chunk.length;
      await pause(0);
    }
    // A few MiB fit between the sockets; the rest waits at the sender.
    expect(sent).toBeLessThan(50_000_000);
    expect(err.text).not.toContain("sinotrack:");
    // Nobody reads any more: the collector ends, as when its pipe into head is closed.
    stdout.destroy();
  });

  test("a closed output ends the collector", async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done): void {
        done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const { err, exit, port } = await collector([], "tcp:0", { stdout });
    (await device(port)).write(V1);
    expect(await exit).toBe(0);
    expect(err.text).toMatch(/^listening on [^\n]+\n$/);
  });

  test("a table reports connections and disconnections", async () => {
    const { out, err, port } = await collector([], "tcp:0", { tty: ["stdout"] });
    const socket = await device(port);
    await err.until(new RegExp(`tcp ${peerOf(socket)} connected\n`));
    const peer = peerOf(socket);
    socket.end(V1);
    await err.until(new RegExp(`tcp ${peer} closed\n`));
    expect(out.text).toContain("50.79256,15.11711");
  });
});

describe("UDP", () => {
  test("each datagram is decoded on its own", async () => {
    const { out, port } = await collector([], "udp:0");
    const socket = createSocket("udp4");
    cleanups.push(() => socket.close());
    const send = (bytes: string | Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        socket.send(bytes, port, "127.0.0.1", (error) => (error ? reject(error) : resolve()));
      });
    await send(V1.slice(0, 40));
    await send(V1.slice(40));
    const apart = await rows(out, 2);
    expect(apart.map(({ type }) => type)).not.toContain("position");
    const seen = apart.length;
    await send(V1 + HEARTBEAT);
    await send(Buffer.from(BINARY, "hex"));
    const found = (await rows(out, seen + 3)).slice(seen);
    expect(found.map(({ type }) => type)).toEqual(["position", "heartbeat", "position"]);
    const { port: own } = socket.address();
    expect(found[0]).toMatchObject({ transport: "udp", peer: `127.0.0.1:${own}` });
    expect(found[0]).toHaveProperty("receivedAt");
  });
});

test("a datagram with the forged port 0 is printed and not answered", async () => {
  // Only a raw socket can send such a datagram.
  const { emit } = UdpSocket.prototype;
  const spy = vi.spyOn(UdpSocket.prototype, "emit").mockImplementation(function (
    this: UdpSocket,
    event,
    ...args: unknown[]
  ) {
    if (event === "message" && String(args[0]).startsWith("*HQ")) {
      Object.assign(args[1] as object, { port: 0 });
    }
    return Reflect.apply(emit, this, [event, ...args]);
  });
  cleanups.push(() => spy.mockRestore());
  const { out, err, port, stop } = await collector([], "udp:0,tcp:0");
  const [, tcp] = await err.until(/listening on tcp 127\.0\.0\.1:(\d+)\n/);
  const datagrams = createSocket("udp4");
  cleanups.push(() => datagrams.close());
  datagrams.send(HEARTBEAT + V1, port, "127.0.0.1");
  const [heartbeat, position] = await rows(out, 2);
  expect(heartbeat).toMatchObject({ type: "heartbeat", peer: "127.0.0.1:0" });
  expect(position).toMatchObject({ type: "position", peer: "127.0.0.1:0" });
  const received: string[] = [];
  datagrams.on("message", (bytes) => received.push(bytes.toString()));
  // The other peers are still served.
  datagrams.send(Buffer.from(BINARY, "hex"), port, "127.0.0.1");
  (await device(Number(tcp))).write(V1);
  await rows(out, 4);
  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(await stop()).toBe(0);
  expect(err.text).toMatch(/; 2 acknowledged; 2 acknowledgements not sent\n$/);
});

test.each(["tcp", "udp"])(
  "over %s, a message is not acknowledged before it is written",
  async (transport) => {
    const waiting: (() => void)[] = [];
    // It accepts data but does not process it yet.
    const stdout = new Writable({
      highWaterMark: 1 << 20,
      write: (_chunk, _encoding, done): void => void waiting.push(done),
    });
    const { port } = await collector([], `${transport}:0`, { stdout });
    let received = 0;
    if (transport === "tcp") {
      const socket = await device(port);
      socket.on("data", () => received++);
      socket.write(V1);
    } else {
      const socket = createSocket("udp4");
      cleanups.push(() => socket.close());
      socket.on("message", () => received++);
      socket.send(V1, port, "127.0.0.1");
    }
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await pause(100);
    expect(received).toBe(0);
    const free = setInterval(() => {
      for (const done of waiting.splice(0)) done();
    }, 5);
    // Registered so that the timer stops after the collector, which waits for its output.
    cleanups.unshift(() => clearInterval(free));
    await vi.waitFor(() => expect(received).toBe(1));
  },
);

test("datagrams are dropped and counted while the output is blocked", async () => {
  let release: () => void = () => {};
  let isBlocked = true;
  let text = "";
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      text += chunk.toString();
      if (isBlocked) release = done;
      else done();
    },
    // Full after the first line.
    highWaterMark: 1,
  });
  const { err, port, stop } = await collector([], "udp:0", { stdout });
  const socket = createSocket("udp4");
  cleanups.push(() => socket.close());
  const count = 1200;
  for (let sent = 0; sent < count; sent++) {
    await new Promise((resolve) => socket.send(HEARTBEAT, port, "127.0.0.1", resolve));
    // The system drops datagrams too if the collector is not fast enough.
    if (sent % 20 === 0) await pause(2);
  }
  await pause(50);
  isBlocked = false;
  release();
  expect(await stop()).toBe(0);
  const printed = rowsOf(text).length;
  const dropped = Number(/; (\d+) datagrams dropped\n$/.exec(err.text)?.[1]);
  // One is being written while 1024 wait.
  expect(printed).toBe(1025);
  expect(printed + dropped).toBe(count);
  // All are the same heartbeat, and a heartbeat right after its own echo is not answered.
  expect(err.text).toContain("; 1 acknowledged; ");
});

describe("starting and stopping", () => {
  test("TCP and UDP together, with commas or several flags", async () => {
    const first = await collector([], "tcp:0,udp:0");
    await first.err.until(/listening on tcp .*\nlistening on udp 127\.0\.0\.1:[1-9]\d*\n/);
    const second = await collector(["--listen", "udp:0"]);
    await second.err.until(/listening on tcp .*\nlistening on udp /);
  });

  test("an interrupt closes the connections, and prints held frames and the summary", async () => {
    const { out, err, port, stop } = await collector();
    const socket = await device(port);
    const closed = once(socket, "close");
    socket.write(`${V1}*HQ,816`);
    await rows(out, 1);
    expect(await stop()).toBe(0);
    await closed;
    expect(
      rowsOf(out.text)
        .map(({ frame }) => frame.hex)
        .slice(1)
        .join(""),
    ).toBe(Buffer.from("*HQ,816").toString("hex"));
    expect(err.text).toMatch(/\n1 frame: 1 position; 7 noise bytes; 1 acknowledged\n$/);
    await expect(device(port)).rejects.toThrow();
  });

  test("an interrupt before any data", async () => {
    const { err, out, stop } = await collector();
    expect(await stop()).toBe(0);
    expect(out.text).toBe("");
    expect(err.text).toMatch(/\nno frames\n$/);
  });

  test("an interrupt during the start", async () => {
    const { exit } = start(["decode", "--listen", "tcp:0"], { stop: AbortSignal.abort() });
    expect(await exit).toBe(0);
  });

  test("a port in use is one line and exit code 1", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as { port: number };
    const { err, exit } = start(["decode", "--listen", `udp:0,tcp:${port}`]);
    expect(await exit).toBe(1);
    expect(err.text).toMatch(
      new RegExp(
        `^listening on udp [^\n]+\nsinotrack: cannot listen on tcp 127\\.0\\.0\\.1:${port}: address already in use\n$`,
      ),
    );
  });

  test("a foreign address is one line and exit code 1", async () => {
    for (const transport of ["tcp", "udp"]) {
      const { err, exit } = start(["decode", "--listen", `${transport}:192.0.2.1:0`]);
      expect(await exit).toBe(1);
      expect(err.text).toMatch(
        /^sinotrack: cannot listen on \w+ 192\.0\.2\.1:0: no such address on this machine\n$/,
      );
    }
  });
});

interface Bare {
  readonly tcp: number;
  readonly udp: number;
  readonly out: Sink;
  readonly ended: Promise<void>;
}

/** Starts a collector without the command around it, on free ports of TCP and UDP. */
async function bare(options: {
  newSession?: () => TrackerSession;
  printer?: Printer;
}): Promise<Bare> {
  const controller = new AbortController();
  const out = new Sink();
  const err = new Sink();
  const ended = listen({
    endpoints: [
      { transport: "tcp", host: "127.0.0.1", port: 0 },
      { transport: "udp", host: "127.0.0.1", port: 0 },
    ],
    maxConnections: 10,
    idleTimeoutMs: 0,
    maxNoiseBytes: 0,
    settleMs: 200,
    newSession: () => new TrackerSession(),
    announceConnections: false,
    printer: ndjsonPrinter(),
    ...options,
    output: new Output(out),
    log: (line) => void err.write(`${line}\n`),
    stop: controller.signal,
  });
  cleanups.push(() => {
    controller.abort();
    return ended.catch(() => {});
  });
  const [, tcp, udp] = await err.until(/tcp .*:(\d+)\nlistening on udp .*:(\d+)\n/);
  return { tcp: Number(tcp), udp: Number(udp), out, ended };
}

describe("replies", () => {
  test("are the ones of replyTo, by default R12, over TCP and UDP", async () => {
    for (const [argv, expected] of [
      [[], /^\*HQ,8160528000,R12,\d{6}#\*HQ,135790246811220,HTBT,100#$/],
      [["--ack", "v4"], /^\*HQ,8160528000,V4,V1,20\d{12}#\*HQ,135790246811220,HTBT,100#$/],
      [["--ack", "none"], /^$/],
    ] as const) {
      const { port, out, stop, err } = await collector(argv, "tcp:0");
      const socket = await device(port);
      let answers = "";
      socket.on("data", (bytes) => {
        answers += bytes.toString();
      });
      // Noise is never answered.
      socket.write(`noise${V1}${HEARTBEAT}\u0001\u0002`);
      await rows(out, 3);
      await pause(50);
      expect(answers).toMatch(expected);
      await stop();
      expect(err.text.includes("; 2 acknowledged")).toBe(argv[1] !== "none");
    }

    const { port } = await collector([], "udp:0");
    const datagrams = createSocket("udp4");
    cleanups.push(() => datagrams.close());
    const received: string[] = [];
    datagrams.on("message", (bytes) => received.push(bytes.toString()));
    for (const sent of ["noise", BINARY, toHexText(`${V1}${HEARTBEAT}`)]) {
      datagrams.send(sent === "noise" ? sent : Buffer.from(sent, "hex"), port, "127.0.0.1");
    }
    await vi.waitFor(() => expect(received).toHaveLength(3));
    const ids = received.map((text) => text.replace(/\d{6}#$/, "#"));
    expect(ids).toEqual([
      "*HQ,2072129193,R12,#",
      "*HQ,8160528000,R12,#",
      "*HQ,135790246811220,HTBT,100#",
    ]);
  });

  test("to one chunk are sent in one write", async () => {
    const { tcp } = await bare({});
    const written: string[] = [];
    const { write } = Socket.prototype;
    const spy = vi.spyOn(Socket.prototype, "write").mockImplementation(function (
      this: Socket,
      ...args: unknown[]
    ) {
      written.push(Buffer.from(args[0] as Uint8Array).toString("latin1"));
      return Reflect.apply(write, this, args);
    });
    try {
      const socket = await device(tcp);
      const read = once(socket, "data");
      socket.write(V1.repeat(5));
      await read;
      const replies = written.filter((text) => text.includes("R12"));
      expect(replies).toHaveLength(1);
      expect(replies[0]!.split("R12")).toHaveLength(6);
    } finally {
      spy.mockRestore();
    }
  });

  test("do not pile up for a device that does not read them", async () => {
    const reply = new Uint8Array(200_000);
    class Heavy extends TrackerSession {
      override receive(chunk: Uint8Array, at: Date): SessionResult {
        const { messages, outcomes } = super.receive(chunk, at);
        return { messages, outcomes, replies: messages.map(() => reply) };
      }
    }
    const { tcp, out } = await bare({ newSession: () => new Heavy() });
    const socket = await device(tcp);
    socket.pause();
    const count = 300;
    socket.write(HEARTBEAT.repeat(count));
    await rows(out, count);
    let received = 0;
    socket.on("data", (bytes) => {
      received += bytes.length;
    });
    socket.resume();
    await vi.waitFor(() => expect(received).toBeGreaterThan(0), { timeout: 10_000 });
    // The unread replies arrive now.
    for (let before = -1; before < received; await pause(100)) before = received;
    expect(received).toBeLessThan((count * reply.length) / 2);
  });
});

test("a fault of the program ends the collector, and is reported", async () => {
  for (const transport of ["tcp", "udp"] as const) {
    const { tcp, udp, ended } = await bare({
      printer: () => {
        throw new TypeError("a fault");
      },
    });
    if (transport === "tcp") (await device(tcp)).write(V1);
    else {
      const socket = createSocket("udp4");
      cleanups.push(() => socket.close());
      socket.send(V1, udp, "127.0.0.1");
    }
    await expect(ended).rejects.toThrow("a fault");
  }
});
