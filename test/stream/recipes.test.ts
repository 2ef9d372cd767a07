/** The adapters as users combine them. Bun and Deno are tested in test/runtimes/. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterEach, expect, it } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { DecoderStream, decodeStream } from "../../src/stream/index.ts";
import { BINARY, BINARY_ROW, commands, HEARTBEAT, HEARTBEAT_ROW, V1, V1_ROW } from "./harness.ts";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server, and one connection to it. */
async function connection(serve: (socket: Socket) => unknown): Promise<Socket> {
  const server = createServer(serve).listen(0, "127.0.0.1");
  cleanups.push(() => server.close());
  await once(server, "listening");
  const device = connect((server.address() as AddressInfo).port, "127.0.0.1");
  device.setNoDelay(true);
  cleanups.push(() => device.destroy());
  await once(device, "connect");
  return device;
}

it("net.Socket: reads, answers, and returns a lone report before the next arrives", async () => {
  const rows: string[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    connection(async (socket) => {
      try {
        for await (const message of decodeStream(socket)) {
          rows.push(...commands([message]));
          socket.write(`seen ${message.command};`);
        }
        resolve();
      } catch (error) {
        reject(error);
      }
    }).then(async (device) => {
      device.write(V1.subarray(0, 50));
      device.write(V1.subarray(50));
      expect(String((await once(device, "data"))[0])).toBe("seen V1;");
      device.write(BINARY);
      expect(String((await once(device, "data"))[0])).toBe("seen $;");
      device.end(HEARTBEAT);
    }, reject);
  });
  await ended;
  expect(rows).toEqual([V1_ROW, BINARY_ROW, HEARTBEAT_ROW]);
});

it("net.Socket: a device that vanishes is an error after its last report", async () => {
  const rows: string[] = [];
  let first = (): void => {};
  const taken = new Promise<void>((resolve) => {
    first = resolve;
  });
  const failed = new Promise<unknown>((resolve) => {
    connection(async (socket) => {
      try {
        for await (const message of decodeStream(socket)) {
          rows.push(...commands([message]));
          first();
        }
      } catch (error) {
        resolve(error);
      }
    }).then(async (device) => {
      // The first is released at once, the second is held.
      device.write(new Uint8Array([...V1, ...BINARY]));
      await taken;
      device.resetAndDestroy();
    });
  });
  expect(await failed).toMatchObject({ code: "ECONNRESET" });
  expect(rows).toEqual([V1_ROW, BINARY_ROW]);
});

it("dgram: a datagram is decoded as a whole, with decode()", async () => {
  const server = createSocket("udp4").bind(0, "127.0.0.1");
  const device = createSocket("udp4");
  cleanups.push(
    () => server.close(),
    () => device.close(),
  );
  await once(server, "listening");
  const messages = new Promise<Message[]>((resolve) => {
    server.once("message", (datagram) => resolve(decode(datagram)));
  });
  device.send(new Uint8Array([...V1, ...BINARY]), server.address().port, "127.0.0.1");
  expect(commands(await messages)).toEqual([V1_ROW, BINARY_ROW]);
});

/** A file with `count` reports. */
async function capture(count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sinotrack-stream-"));
  cleanups.push(() => rm(folder, { recursive: true }));
  const file = join(folder, "capture.bin");
  await writeFile(file, Buffer.concat(Array.from({ length: count }, () => V1)));
  return file;
}

it("stream.pipeline: a file through decodeStream into an object stream", async () => {
  const file = await capture(5000);
  let count = 0;
  await pipeline(
    createReadStream(file, { highWaterMark: 1000 }),
    (source) => decodeStream(source),
    new Writable({
      objectMode: true,
      write(message: Message, _encoding, done) {
        if (message.command === "V1") count++;
        done();
      },
    }),
  );
  expect(count).toBe(5000);
});

it("stream.pipeline: a failing end destroys the source", async () => {
  const source = createReadStream(await capture(5000), { highWaterMark: 1000 });
  const failing = pipeline(
    source,
    (chunks) => decodeStream(chunks),
    async (messages) => {
      for await (const message of messages) throw new Error(`no room for ${message.command}`);
    },
  );
  await expect(failing).rejects.toThrow("no room for V1");
  expect(source.destroyed).toBe(true);
});

it("web streams: pipeThrough", async () => {
  const bytes = new Blob([V1, BINARY, HEARTBEAT] as Uint8Array<ArrayBuffer>[]);
  const messages: Message[] = [];
  for await (const message of bytes.stream().pipeThrough(new DecoderStream())) {
    messages.push(message);
  }
  expect(commands(messages)).toEqual([V1_ROW, BINARY_ROW, HEARTBEAT_ROW]);
});

it("a Node stream turned into a web stream: pipeThrough", async () => {
  const file = createReadStream(await capture(3), { highWaterMark: 10 });
  const bytes = Readable.toWeb(file) as ReadableStream<Uint8Array>;
  const messages: Message[] = [];
  for await (const message of bytes.pipeThrough(new DecoderStream())) messages.push(message);
  expect(commands(messages)).toEqual([V1_ROW, V1_ROW, V1_ROW]);
});
