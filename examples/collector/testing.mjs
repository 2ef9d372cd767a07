/** Helpers shared by the tests. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Collector } from "./collector.mjs";
import { SqliteStore } from "./store.mjs";
import { startWeb } from "./web.mjs";

export const V1 = "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
/** It carries no length, so it is held until there is silence. */
export const BINARY = Buffer.from(
  "2412345678901011121506242234927300113543980e012090fffffffdff0021",
  "hex",
);

export const cleanups = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export function folder() {
  const path = mkdtempSync(join(tmpdir(), "collector-"));
  cleanups.push(() => rmSync(path, { recursive: true }));
  return path;
}

export async function start(options = {}) {
  const store = options.store ?? new SqliteStore(":memory:");
  const collector = new Collector({ store, ...options });
  const port = await collector.listen(0);
  cleanups.push(() => collector.close(50));
  return { store, collector, port };
}

export async function device(port) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.on("error", () => {});
  await once(socket, "connect");
  cleanups.push(() => socket.destroy());
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
  });
  return { socket, heard: (pattern) => until(() => pattern.exec(text), `${pattern} in ${text}`) };
}

export async function until(check, what, milliseconds = 5000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(5)) {
    const result = check();
    if (result) return result;
  }
  throw new Error(`waited for ${what}`);
}

export const rows = (store) => store.all("SELECT * FROM messages ORDER BY rowid");

/** A JT/T 808 frame of a made-up device (docs/protocol/jt808.md §3), none of whose bytes needs an escape. */
export function jt808(id, body, serialNumber, part = []) {
  const attributes = (part.length > 0 ? 0x2000 : 0) | body.length;
  const head = [
    id >> 8,
    id & 0xff,
    attributes >> 8,
    attributes & 0xff,
    1,
    0x91,
    0x76,
    0x65,
    0x21,
    0x84,
  ];
  const bytes = [...head, serialNumber >> 8, serialNumber & 0xff, ...part, ...body];
  return Buffer.from([0x7e, ...bytes, bytes.reduce((xor, byte) => xor ^ byte, 0), 0x7e]);
}

/** Starts the page of a collector. */
export async function page({ collector, store }, options = {}) {
  const web = await startWeb({ collector, store, port: 0, ...options });
  cleanups.push(() => {
    web.closeAllConnections();
    return new Promise((done) => web.close(done));
  });
  return `http://127.0.0.1:${web.address().port}`;
}
