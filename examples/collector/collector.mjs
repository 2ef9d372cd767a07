/**
 * Receives what trackers send over TCP and UDP, stores it, and only then acknowledges it: a tracker that
 * waits for the acknowledgement (ST-901L, ST-915L) deletes its record when it comes.
 *
 * Anybody who finds the port can send. So connections are limited in number, in silence and in bytes,
 * each holds one unfinished frame at most, and nothing is read from a socket while the store is behind.
 */
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { Transform } from "node:stream";
import { decode, replyTo } from "sinotrack-protocol";
import { decodeStream } from "sinotrack-protocol/stream";
import { Commands } from "./commands.mjs";
import { Metrics } from "./metrics.mjs";

export const LIMITS = {
  /** Connections at a time. */
  connections: 1000,
  /** Of silence, after which a connection is closed. Trackers report at least every few minutes. */
  idleMs: 600_000,
  /** A connection may send so much in a minute: a full memory comes in fast, garbage comes for ever. */
  bytesPerMinute: 1_048_576,
  /** Datagrams that may wait for the store. A socket for datagrams cannot be paused. */
  datagrams: 256,
  /** Unsent bytes at which a peer that does not read gets no more. */
  unsent: 65_536,
};

export class Collector {
  metrics = new Metrics();
  #store;
  #log;
  #limits;
  #replyOptions;
  #server;
  #udp;
  /** With what ends the reading of each. */
  #connections = new Map();
  #serving = new Set();
  #datagrams = 0;
  #count = 0;
  /** Record ids are unique across restarts, with no clock and no file. */
  #run = randomUUID();

  /**
   * `store.save(record)` returns a promise, fulfilled when the record is safe. `acknowledgement` is that of
   * `replyTo`.
   */
  constructor({
    store,
    log = () => {},
    limits = {},
    acknowledgement = "r12",
    commandTimeoutMs = 30_000,
  }) {
    this.#store = store;
    this.#log = log;
    this.#limits = { ...LIMITS, ...limits };
    this.#replyOptions = { acknowledgement };
    this.commands = new Commands({ timeoutMs: commandTimeoutMs, metrics: this.metrics });
    this.metrics.gauge(
      "sinotrack_connections_open",
      "Open connections",
      () => this.#connections.size,
    );
  }

  /** Listens on TCP and UDP, on the same port, and returns it. */
  async listen(port = 5013, host = "127.0.0.1") {
    for (;;) {
      try {
        return await this.#open(port, host);
      } catch (error) {
        this.#server.close();
        // 0 is any: one that is free for TCP may be taken for UDP, so try another.
        if (port !== 0 || error.code !== "EADDRINUSE") throw error;
      }
    }
  }

  async #open(port, host) {
    // Half open: a device that closes its side still gets what it waits for.
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#accept(socket),
    );
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    const { port: bound } = this.#server.address();
    this.#udp = createSocket(host.includes(":") ? "udp6" : "udp4");
    this.#udp.on("message", (bytes, from) => this.#receive(bytes, from));
    this.#udp.bind(bound, host);
    await once(this.#udp, "listening");
    this.#udp.on("error", (error) => this.#log(`udp: ${error.message}`));
    return bound;
  }

  /**
   * Takes no more. What was received is stored and acknowledged when the promise is fulfilled; devices that
   * do not read that within `graceMs` are cut off.
   */
  async close(graceMs = 2000) {
    const closed = new Promise((done) => this.#server.close(done));
    // Still needed for the acknowledgement of what it received.
    this.#udp.removeAllListeners("message");
    const sockets = [...this.#connections.keys()];
    for (const stop of this.#connections.values()) stop();
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, graceMs);
    await Promise.all([...this.#serving, closed]);
    clearTimeout(timer);
    await new Promise((done) => this.#udp.close(done));
    this.commands.close();
  }

  #accept(socket) {
    // A reset while nobody reads must not end the process; the reader sees it by itself.
    socket.on("error", () => {});
    if (this.#connections.size >= this.#limits.connections) {
      this.metrics.count("sinotrack_connections_refused_total", "Connections above the limit");
      socket.destroy();
      return;
    }
    this.metrics.count("sinotrack_connections_total", "Connections accepted");
    const bytes = socket.pipe(this.#meter(socket));
    const stop = () => {
      socket.unpipe(bytes);
      bytes.end();
    };
    // Also when the peer vanished: what it sent so far counts.
    socket.once("close", stop);
    this.#connections.set(socket, stop);
    this.#track(this.#serve(socket, bytes), () => this.#connections.delete(socket));
  }

  async #serve(socket, bytes) {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    const connection = ++this.#count;
    const link = {
      devices: new Set(),
      send: (bytes) => {
        if (!socket.writable || socket.writableLength > this.#limits.unsent) return false;
        socket.write(bytes);
        return true;
      },
    };
    socket.setTimeout(this.#limits.idleMs, () => this.#cut(socket, "idle"));
    try {
      for await (const message of decodeStream(bytes)) {
        await this.#take(message, { transport: "tcp", peer, connection }, link);
      }
    } finally {
      this.commands.disconnected(link);
      // What was acknowledged last is still sent.
      socket.end();
      // Its own end is waited for, but not long; what it sends until then it will have to send again.
      socket.setTimeout(0);
      socket.resume();
      const timer = setTimeout(() => socket.destroy(), 1000);
      socket.once("close", () => clearTimeout(timer));
    }
  }

  /** Counts what passes. Not the socket itself: to read that to its end would close it for writing too. */
  #meter(socket) {
    let minute = 0;
    let bytes = 0;
    return new Transform({
      transform: (chunk, _encoding, done) => {
        const { length } = chunk;
        this.metrics.count("sinotrack_bytes_total", "Bytes received", { transport: "tcp" }, length);
        const now = Math.floor(performance.now() / 60_000);
        if (now !== minute) [minute, bytes] = [now, 0];
        bytes += length;
        if (bytes <= this.#limits.bytesPerMinute) return done(null, chunk);
        this.#cut(socket, "bytes");
        done();
      },
    });
  }

  #cut(socket, limit) {
    this.metrics.count("sinotrack_connections_cut_total", "Connections closed by a limit", {
      limit,
    });
    socket.destroy();
  }

  #receive(bytes, { address, port }) {
    this.metrics.count(
      "sinotrack_bytes_total",
      "Bytes received",
      { transport: "udp" },
      bytes.length,
    );
    if (this.#datagrams >= this.#limits.datagrams) {
      this.metrics.count(
        "sinotrack_datagrams_dropped_total",
        "Datagrams the store had no time for",
      );
      return;
    }
    this.#datagrams++;
    const origin = { transport: "udp", peer: `${address}:${port}`, connection: ++this.#count };
    const link = {
      devices: new Set(),
      send: (reply) => {
        try {
          // Throws at once where it cannot send: anybody can write source port 0.
          this.#udp.send(reply, port, address, () => {});
          return true;
        } catch {
          return false;
        }
      },
    };
    const taking = (async () => {
      // Each datagram is whole: no state, no silence to wait for.
      for (const message of decode(bytes)) await this.#take(message, origin, link);
    })();
    this.#track(taking, () => this.#datagrams--);
  }

  async #take(message, { transport, peer, connection }, link) {
    const receivedAt = new Date();
    const { type, issues, frame } = message;
    this.metrics.count("sinotrack_messages_total", "Messages decoded", { type });
    for (const { code } of issues) {
      this.metrics.count("sinotrack_issues_total", "Issues in messages", { code });
    }
    // Unlike its content, the place of a frame in its connection is never the same twice.
    const id = `${this.#run}-${connection}-${frame.offset}`;
    // If it fails, the connection is closed unacknowledged, and the device sends again.
    await this.#store.save({ id, receivedAt, transport, peer, message });
    const reply = replyTo(message, { at: receivedAt, ...this.#replyOptions });
    if (reply !== null && link.send(reply)) {
      this.metrics.count("sinotrack_replies_total", "Acknowledgements sent");
    }
    if (message.deviceId !== null) this.commands.heard(message, link);
  }

  /** So that `close` can wait for it, and a failure of the store is told. */
  #track(work, done) {
    const tracked = work
      .catch((error) => {
        this.metrics.count("sinotrack_failures_total", "Messages that could not be stored");
        this.#log(`not stored: ${error.message}`);
      })
      .finally(() => {
        done();
        this.#serving.delete(tracked);
      });
    this.#serving.add(tracked);
  }
}
