/**
 * Receives reports over TCP and UDP, stores them, and only then acknowledges them: a tracker that waits for the
 * acknowledgement (ST-901L, ST-915L) deletes its record when it arrives.
 *
 * A `TrackerSession` for each connection, and for each peer that sends datagrams, makes the replies and the commands.
 * This file has sockets, limits and the store.
 *
 * Anybody who finds the port can send. So connections are limited in number, in silence and in bytes, each holds one
 * unfinished frame at most, and no socket is read while the store is behind.
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
  /** At the same time. */
  connections: 1000,
  /** Silence after which a connection is closed. Trackers report at least every few minutes. */
  idleMs: 600_000,
  /** Per connection. A tracker that empties its memory is fast for a while, garbage never stops. */
  bytesPerMinute: 1_048_576,
  /** Datagrams that may wait for the store, since a UDP socket cannot be paused. */
  datagrams: 256,
  /** Peers whose sessions are kept. Senders of datagrams are easily forged. */
  peers: 1024,
  /** Unsent bytes after which a peer that does not read gets no more replies. */
  unsent: 65_536,
};

/** Time that a complete report waits for following bytes. */
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
  /** Connections, each with the function that stops reading it. */
  #connections = new Map();
  #serving = new Set();
  #datagrams = 0;
  /** By address and port, `{ session, link }`; longest silent first. */
  #peers = new Map();
  #count = 0;
  /** Makes record ids unique across restarts, without a clock or a file. */
  #run = randomUUID();

  /**
   * `store.save(record)` returns a promise that is fulfilled when the record is safe. `acknowledgement` is the option
   * of `TrackerSession`.
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

  /** Listens on TCP and UDP on the same port, and returns the port. */
  async listen(port = 5013, host = "127.0.0.1") {
    for (;;) {
      try {
        return await this.#open(port, host);
      } catch (error) {
        this.#server.close();
        // With port 0, the system may choose a TCP port that is taken for UDP: try another.
        if (port !== 0 || error.code !== "EADDRINUSE") throw error;
      }
    }
  }

  async #open(port, host) {
    // Half open: a device that closes its side still gets its acknowledgement.
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
   * Stops receiving. The promise is fulfilled when everything received is stored and acknowledged; devices that do not
   * read within `graceMs` are cut off.
   */
  async close(graceMs = 2000) {
    const closed = new Promise((done) => this.#server.close(done));
    // The socket is still needed to acknowledge received datagrams.
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
    // A reset while nobody reads must not end the process; the reader notices it too.
    socket.on("error", () => {});
    // Connections that are being closed count while the store has their records.
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
    // A vanished peer too: the records that it sent count.
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
        // All replies to a chunk go out in one write.
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
      // Sends the last acknowledgements first.
      socket.end();
      // Waits briefly for the device to close; it will repeat records that it sends until then.
      socket.setTimeout(0);
      socket.resume();
      const timer = setTimeout(() => socket.destroy(), 1000);
      socket.once("close", () => clearTimeout(timer));
    }
  }

  /** Counts bytes in a separate stream: reading the socket itself to its end would close it for writing too. */
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
    // Each datagram counts frame offsets from 0, so it needs its own connection number.
    const origin = { transport: "udp", peer, connection: ++this.#count };
    const result = link.session.datagram(bytes, new Date());
    this.#track(this.#take(result, origin, link), () => this.#datagrams--);
  }

  #linkTo(peer, address, port) {
    const link = this.#peers.get(peer) ?? {
      devices: new Set(),
      session: new TrackerSession(this.#sessionOptions),
      send: (bytes) => {
        // A sender is easily forged: it may have port 0, or be our own address.
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
    // All of 127.0.0.0/8 is this machine, and so is the wildcard address.
    return /^(127\.|0\.0\.0\.0$|::$)/.test(address) || own.some((one) => one.address === address);
  }

  /** Stores all messages before any of them is acknowledged. */
  async #take({ messages, replies, outcomes }, { transport, peer, connection }, link) {
    const receivedAt = new Date();
    const saved = messages.map((message) => {
      const { type, issues, frame, jt808 } = message;
      this.metrics.count("sinotrack_messages_total", "Messages decoded", { type });
      for (const { code } of issues) {
        this.metrics.count("sinotrack_issues_total", "Issues in messages", { code });
      }
      // The offset of a frame in its connection is never the same twice, unlike its content. An assembled message
      // shares the offset of its last part.
      const whole = jt808?.assembled === undefined ? "" : "-whole";
      const id = `${this.#run}-${connection}-${frame.offset}${whole}`;
      const { family } = link.session;
      return this.#store.save({ id, receivedAt, transport, peer, message, family });
    });
    // If one fails, the connection is closed without an acknowledgement, and the device sends again.
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

  /** Lets `close` wait for the work, and reports a failure of the store. */
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

/** The result of `promise`, or `SILENCE` if it takes longer. */
function orSilence(promise, milliseconds) {
  let timer;
  const silence = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, SILENCE);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}
