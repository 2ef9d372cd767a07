/**
 * Receives what trackers send over TCP and UDP, stores it, and only then acknowledges it: a tracker that
 * waits for the acknowledgement (ST-901L, ST-915L) deletes its record when it comes.
 *
 * What is answered, and how commands go out, is the business of a `TrackerSession` for each connection and for each
 * peer that sends datagrams. Here are sockets, limits and the store.
 *
 * Anybody who finds the port can send. So connections are limited in number, in silence and in bytes,
 * each holds one unfinished frame at most, and nothing is read from a socket while the store is behind.
 */
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { Transform } from "node:stream";
import { decodeGbk, encodeGbk } from "sinotrack-protocol/gbk";
import { TrackerSession } from "sinotrack-protocol/session";
import { Admission } from "./admission.mjs";
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
  /** Peers that send datagrams, whose sessions are kept. Senders are easily made up. */
  peers: 1024,
  /** Unsent bytes at which a peer that does not read gets no more. */
  unsent: 65_536,
};

/** So long a complete report waits for what might follow. */
const SETTLE_MS = 200;

export class Collector {
  metrics = new Metrics();
  #store;
  #log;
  #limits;
  #sessionOptions;
  #admission;
  #server;
  #udp;
  /** With what ends the reading of each. */
  #connections = new Map();
  #serving = new Set();
  #datagrams = 0;
  /** By address and port, `{ session, link }`; the longest silent first. */
  #peers = new Map();
  #count = 0;
  /** Record ids are unique across restarts, with no clock and no file. */
  #run = randomUUID();

  /**
   * `store.save(record)` returns a promise, fulfilled when the record is safe. `acknowledgement` is that of
   * `TrackerSession`.
   */
  constructor({
    store,
    log = () => {},
    limits = {},
    acknowledgement = "auto",
    commandTimeoutMs = 30_000,
  }) {
    this.#store = store;
    this.#log = log;
    this.#limits = { ...LIMITS, ...limits };
    this.#sessionOptions = {
      acknowledgement,
      answerTimeoutMs: commandTimeoutMs,
      decodeText: decodeGbk,
      encodeText: encodeGbk,
    };
    this.#admission = new Admission(this.#limits.connections);
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
    this.#server.on("error", (error) => this.#log(`tcp: ${error.message}`));
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
    // Those that had to go are still in the way while the store has what they sent.
    const hasRoom = this.#connections.size < 2 * this.#limits.connections;
    const leaving = hasRoom ? this.#admission.enter(socket, socket.remoteAddress) : socket;
    if (leaving !== null) {
      this.metrics.count("sinotrack_connections_refused_total", "Connections above the limit");
      leaving.destroy();
      if (leaving === socket) return;
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
    this.#track(this.#serve(socket, bytes), () => {
      this.#connections.delete(socket);
      this.#admission.leave(socket);
    });
  }

  async #serve(socket, bytes) {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    const connection = ++this.#count;
    const session = new TrackerSession(this.#sessionOptions);
    const link = {
      devices: new Set(),
      session,
      send: (bytes) => {
        if (!socket.writable || socket.writableLength > this.#limits.unsent) return false;
        // What answers one chunk goes out in one write.
        socket.cork();
        socket.write(bytes);
        process.nextTick(() => socket.uncork());
        return true;
      },
    };
    socket.setTimeout(this.#limits.idleMs, () => this.#cut(socket, "idle"));
    try {
      const origin = { transport: "tcp", peer, connection };
      const take = (result) => {
        const isPosition = ({ type }) => type === "position" || type === "positions";
        if (result.messages.some(isPosition)) this.#admission.prove(socket);
        return this.#take(result, origin, link);
      };
      const chunks = bytes[Symbol.asyncIterator]();
      for (let next = chunks.next(), isSettled = false; ; ) {
        const isHeld = session.buffered > 0 && !isSettled;
        const arrived = await (isHeld ? orSilence(next, SETTLE_MS) : next);
        isSettled = arrived === SILENCE;
        if (arrived.done) break;
        if (!isSettled) next = chunks.next();
        await take(
          isSettled ? session.settle(new Date()) : session.receive(arrived.value, new Date()),
        );
      }
      await take(session.end(new Date()));
    } finally {
      this.commands.disconnected(link);
      this.commands.ended(session.end(new Date()).outcomes);
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
    const peer = `${address}:${port}`;
    const link = this.#linkTo(peer, address, port);
    // Each datagram has places of its own.
    const origin = { transport: "udp", peer, connection: ++this.#count };
    const result = link.session.datagram(bytes, new Date());
    this.#track(this.#take(result, origin, link), () => this.#datagrams--);
  }

  #linkTo(peer, address, port) {
    const link = this.#peers.get(peer) ?? {
      devices: new Set(),
      session: new TrackerSession(this.#sessionOptions),
      send: (bytes) => {
        // Anybody can write any sender: port 0, or our own address.
        if (port === 0 || this.#isOwn(address, port)) return false;
        try {
          this.#udp.send(bytes, port, address, () => {});
          return true;
        } catch {
          return false;
        }
      },
    };
    this.#peers.delete(peer);
    this.#peers.set(peer, link);
    if (this.#peers.size > this.#limits.peers) {
      const [[oldest, gone]] = this.#peers;
      this.#peers.delete(oldest);
      this.commands.disconnected(gone);
      this.commands.ended(gone.session.end(new Date()).outcomes);
    }
    return link;
  }

  #isOwn(address, port) {
    if (port !== this.#udp.address().port) return false;
    const own = Object.values(networkInterfaces()).flat();
    // All of 127.0.0.0/8 is this machine, and so is the address that stands for any.
    return /^(127\.|0\.0\.0\.0$|::$)/.test(address) || own.some((one) => one.address === address);
  }

  /** Stores what came, all of it before any of it is acknowledged. */
  async #take({ messages, replies, outcomes }, { transport, peer, connection }, link) {
    const receivedAt = new Date();
    const saved = messages.map((message) => {
      const { type, issues, frame, jt808 } = message;
      this.metrics.count("sinotrack_messages_total", "Messages decoded", { type });
      for (const { code } of issues) {
        this.metrics.count("sinotrack_issues_total", "Issues in messages", { code });
      }
      // Unlike its content, the place of a frame in its connection is never the same twice. What is put together
      // from parts shares that of the last one.
      const whole = jt808?.assembled === undefined ? "" : "-whole";
      const id = `${this.#run}-${connection}-${frame.offset}${whole}`;
      const { family } = link.session;
      return this.#store.save({ id, receivedAt, transport, peer, message, family });
    });
    // If one fails, the connection is closed unacknowledged, and the device sends again.
    await Promise.all(saved);
    for (const reply of replies) {
      if (link.send(reply)) {
        this.metrics.count("sinotrack_replies_total", "Acknowledgements sent");
      }
    }
    this.commands.ended(outcomes);
    for (const { deviceId } of messages) {
      if (deviceId !== null) this.commands.heard(deviceId, link);
    }
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

const SILENCE = { done: false };

/** `promise`, or `SILENCE` if it takes longer. */
function orSilence(promise, milliseconds) {
  let timer;
  const silence = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, SILENCE);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}
