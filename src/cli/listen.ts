/**
 * A minimal collector: it prints the messages of devices over TCP and UDP.
 *
 * A hostile peer cannot end it, make it grow or turn it against others:
 *
 * - connections are limited in number, in the time and in the bytes that they may take without a report, and each
 *   holds one unfinished frame at most; when all places are taken, `Admission` chooses the one to close;
 * - nothing is read and no connection accepted while the output is blocked;
 * - a device gets the replies of its session, after the output has been passed on.
 */
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import type { Message } from "../index.ts";
import { plural } from "../plural.ts";
import type { SessionResult, TrackerSession } from "../session/index.ts";
import { SILENCE } from "../stream/chunk-reader.ts";
import { Admission } from "./admission.ts";
import { chunksOf } from "./chunks.ts";
import { type Endpoint, formatAddress } from "./endpoint.ts";
import { Failure, OutputClosed, reasonOf, systemCode, within } from "./failure.ts";
import type { Output } from "./output.ts";
import { type Origin, type Printer, print } from "./printer.ts";
import { Tally } from "./tally.ts";

export interface ListenOptions {
  readonly endpoints: readonly Endpoint[];
  readonly maxConnections: number;
  /** Time limit of a connection without a report, whatever else it sends; 0: no limit. */
  readonly idleTimeoutMs: number;
  /** Limit of the noise of a connection without a report, in bytes; 0: no limit. */
  readonly maxNoiseBytes: number;
  /** How long a report that may be complete is held; 0: until the peer ends. */
  readonly settleMs: number;
  /** Creates the session of a connection, or of a peer that sends datagrams. */
  readonly newSession: () => TrackerSession;
  /** Say when devices connect and leave. */
  readonly announceConnections: boolean;
  readonly printer: Printer;
  readonly output: Output;
  /** For people: one line. */
  readonly log: (line: string) => void;
  /** Ends the collector when aborted. */
  readonly stop: AbortSignal;
}

/** Limits of the datagrams, and of their bytes, that wait for the output; a UDP socket cannot be paused. */
const MAX_WAITING_DATAGRAMS = 1024;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Limit of the peers whose sessions are kept; senders of datagrams are easily forged. */
const MAX_UDP_PEERS = 1024;

/** The error of a read on a socket that we closed. */
const DESTROYED = "ERR_STREAM_PREMATURE_CLOSE";

/** A peer that does not read its replies gets no more of them. */
const MAX_UNSENT_REPLY = 65_536;

/** Time for a device to read its last replies after it has ended its side. */
const LINGER_MS = 1000;

/** If the output has accepted nothing for this long, no connection is accepted. */
const STANDSTILL_MS = 1000;

/** Time that the end waits for an output that accepts nothing. */
const PATIENCE_MS = 3000;
const TOO_LATE = `the output accepted nothing for ${PATIENCE_MS / 1000} seconds; the remaining messages are lost`;

/** Collects until it is stopped. */
export function listen(options: ListenOptions): Promise<void> {
  return new Collector(options).run();
}

/** Received data. */
interface Arrival {
  readonly origin: Origin;
  readonly read: () => SessionResult;
  /** Sends the replies; returns how many could be sent. */
  readonly send: (replies: readonly Uint8Array[]) => number;
  readonly weigh?: (message: Message) => void;
}

class Collector {
  readonly #options: ListenOptions;
  readonly #tally = new Tally();
  readonly #servers: Server[] = [];
  readonly #udpSockets: UdpSocket[] = [];
  /** All connections whose bytes are not printed yet, including closed ones. */
  readonly #connections = new Map<Socket, Promise<void>>();
  readonly #admission: Admission<Socket>;
  /** Ordered by their last datagram, the latest last. */
  readonly #udpPeers = new Map<string, TrackerSession>();
  /** Datagrams that the output has not accepted yet. */
  readonly #waiting: Arrival[] = [];
  #waitingBytes = 0;
  /** The datagrams that are being printed. */
  #datagrams: Promise<void> | undefined;
  #droppedDatagrams = 0;
  #refused = 0;
  #answered = 0;
  #unanswered = 0;
  /** The error that ended the collector. */
  #failure: unknown;
  #end: () => void = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(options: ListenOptions) {
    this.#options = options;
    this.#admission = new Admission(options.maxConnections);
  }

  async run(): Promise<void> {
    const { endpoints, output, log, stop } = this.#options;
    const end = (): void => this.#end();
    stop.addEventListener("abort", end, { once: true });
    if (stop.aborted) end();
    const closing = async (): Promise<void> => {
      await this.#close();
      if (this.#failure === undefined) await output.finish();
    };
    try {
      for (const endpoint of endpoints) {
        const address = await this.#open(endpoint);
        log(`listening on ${endpoint.transport} ${address}`);
      }
      await this.#ended;
    } finally {
      stop.removeEventListener("abort", end);
      // Not for ever, because the reader of the output may have stopped.
      await within(PATIENCE_MS, TOO_LATE, closing()).finally(() => this.#destroyAll());
    }
    if (this.#failure !== undefined) throw this.#failure;
    log(this.#report());
  }

  async #open(endpoint: Endpoint): Promise<string> {
    try {
      return await (endpoint.transport === "tcp"
        ? this.#openTcp(endpoint)
        : this.#openUdp(endpoint));
    } catch (error) {
      const { transport, host, port } = endpoint;
      const where = `${transport} ${formatAddress(host, port)}`;
      throw new Failure(`cannot listen on ${where}: ${reasonOf(error)}`);
    }
  }

  async #openTcp({ host, port }: Endpoint): Promise<string> {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
    await once(server.listen({ host, port }), "listening");
    server.on("error", (error) => this.#options.log(`sinotrack: tcp: ${reasonOf(error)}`));
    this.#servers.push(server);
    const address = server.address() as AddressInfo;
    return formatAddress(address.address, address.port);
  }

  async #openUdp({ host, port }: Endpoint): Promise<string> {
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    await once(socket.bind({ address: host, port }), "listening");
    socket.on("error", (error) => this.#options.log(`sinotrack: udp: ${reasonOf(error)}`));
    socket.on("message", (bytes, from) => this.#receive(socket, bytes, from));
    this.#udpSockets.push(socket);
    const address = socket.address();
    return formatAddress(address.address, address.port);
  }

  #accept(socket: Socket): void {
    // A reset while no reader is active must not end the process; readers see it themselves.
    socket.on("error", () => {});
    const { maxConnections, output } = this.#options;
    // Closed connections with bytes to print count as well.
    const hasRoom = this.#connections.size < 2 * maxConnections;
    if (!hasRoom || output.standsFor(STANDSTILL_MS)) {
      this.#refused++;
      socket.destroy();
      return;
    }
    const leaving = this.#admission.enter(socket, socket.remoteAddress);
    if (leaving !== null) {
      this.#refused++;
      leaving.destroy();
      if (leaving === socket) return;
    }
    const serving = this.#serve(socket)
      .catch((error) => {
        socket.destroy();
        this.#fail(error);
      })
      .finally(() => {
        this.#connections.delete(socket);
        this.#admission.leave(socket);
      });
    this.#connections.set(socket, serving);
  }

  async #serve(socket: Socket): Promise<void> {
    const { announceConnections, idleTimeoutMs, log, maxNoiseBytes, newSession, settleMs } =
      this.#options;
    const peer = formatAddress(socket.remoteAddress, socket.remotePort);
    const session = newSession();
    const send = (replies: readonly Uint8Array[]): number => {
      let room = socket.writable ? MAX_UNSENT_REPLY - socket.writableLength : 0;
      let count = 0;
      while (count < replies.length && room > 0) room -= replies[count++]!.length;
      // A segment for each reply would cost more than everything else.
      if (count > 0) socket.write(Buffer.concat(replies.slice(0, count)));
      return count;
    };
    let ending = "";
    const close = (why: string): void => {
      ending = `, ${why}`;
      socket.destroy();
    };
    // Counted from the last report, not from the last byte: a slow sender is as idle as a silent one.
    const idle =
      idleTimeoutMs > 0 ? setTimeout(close, idleTimeoutMs, "no report for too long") : undefined;
    let noiseBytes = 0;
    const weigh = ({ deviceId, frame, type }: Message): void => {
      // A heartbeat is cheap to send; only a position earns a place.
      if (type === "position" || type === "positions") this.#admission.prove(socket);
      // Any bytes between flags are a frame; a report has a device.
      if (deviceId !== null) {
        noiseBytes = 0;
        idle?.refresh();
        return;
      }
      noiseBytes += frame.bytes.length;
      if (maxNoiseBytes > 0 && noiseBytes > maxNoiseBytes) close("too many bytes without a report");
    };
    const take = (read: (at: Date) => SessionResult): Promise<void> => {
      const at = new Date();
      const origin: Origin = { transport: "tcp", peer, receivedAt: at };
      return this.#take(() => [{ origin, read: () => read(at), send, weigh }]);
    };
    if (announceConnections) log(`tcp ${peer} connected`);
    try {
      // A device that closes its side still gets its replies.
      const source = {
        [Symbol.asyncIterator]: () => socket.iterator({ destroyOnReturn: false }),
      };
      for await (const chunk of chunksOf(source, settleMs, () => session.buffered > 0)) {
        await take((at) => (chunk === SILENCE ? session.settle(at) : session.receive(chunk, at)));
      }
    } catch (error) {
      if (isOwnError(error)) throw error;
      // The peer reset the connection, or we destroyed it: what it sent so far still counts.
      if (ending === "" && systemCode(error) !== DESTROYED) ending = `, ${reasonOf(error)}`;
    } finally {
      clearTimeout(idle);
    }
    await take((at) => session.end(at));
    socket.end();
    const lingering = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(lingering));
    if (announceConnections) log(`tcp ${peer} closed${ending}`);
  }

  #receive(socket: UdpSocket, bytes: Uint8Array, from: RemoteInfo): void {
    const isFull = this.#waiting.length >= MAX_WAITING_DATAGRAMS;
    if (isFull || this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      this.#droppedDatagrams++;
      return;
    }
    const peer = formatAddress(from.address, from.port);
    const receivedAt = new Date();
    this.#waitingBytes += bytes.length;
    this.#waiting.push({
      origin: { transport: "udp", peer, receivedAt },
      read: () => this.#sessionOf(peer).datagram(bytes, receivedAt),
      send: (replies) => {
        // A forged sender may be port 0, or our own address.
        if (from.port === 0 || this.#isOwn(from)) return 0;
        let sent = 0;
        try {
          for (const reply of replies) {
            socket.send(reply, from.port, from.address, () => {});
            sent++;
          }
        } catch {
          // The caller counts replies that could not be sent.
        }
        return sent;
      },
    });
    this.#datagrams ??= this.#takeDatagrams()
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#datagrams = undefined;
      });
  }

  /** Datagrams that arrived while the output was busy are printed together. */
  async #takeDatagrams(): Promise<void> {
    const all = (): Arrival[] => {
      this.#waitingBytes = 0;
      return this.#waiting.splice(0);
    };
    while (this.#waiting.length > 0) await this.#take(all);
  }

  #sessionOf(peer: string): TrackerSession {
    const session = this.#udpPeers.get(peer) ?? this.#options.newSession();
    this.#udpPeers.delete(peer);
    this.#udpPeers.set(peer, session);
    const [oldest] = this.#udpPeers.keys();
    if (this.#udpPeers.size > MAX_UDP_PEERS) this.#udpPeers.delete(oldest!);
    return session;
  }

  #isOwn({ address, port }: RemoteInfo): boolean {
    if (!this.#udpSockets.some((socket) => socket.address().port === port)) return false;
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    // All of 127.0.0.0/8 is this machine, and so is the wildcard address.
    return /^(127\.|0\.0\.0\.0$|::$)/.test(address) || own.some((one) => one.address === address);
  }

  /** Prints received data when it is its turn, and answers after the output has been passed on. */
  async #take(arrived: () => readonly Arrival[]): Promise<void> {
    const { output, printer } = this.#options;
    const answers: Pick<Arrival & SessionResult, "send" | "replies">[] = [];
    await output.turn(async () => {
      for (const { origin, read, send, weigh } of arrived()) {
        const { messages, replies } = read();
        for (const message of messages) {
          weigh?.(message);
          this.#tally.add(message);
          print(printer, message, origin, output.lines);
          if (output.isFull) await output.flush();
        }
        if (replies.length > 0) answers.push({ send, replies });
      }
      await output.flush();
    });
    if (answers.length === 0) return;
    await output.passedOn();
    for (const { send, replies } of answers) {
      const sent = send(replies);
      this.#answered += sent;
      this.#unanswered += replies.length - sent;
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#end();
  }

  async #close(): Promise<void> {
    // Data from before the end is still answered, and that needs its socket.
    for (const socket of this.#udpSockets) socket.removeAllListeners("message");
    await this.#datagrams;
    const closed = [
      ...this.#servers.map((server) => new Promise<void>((done) => server.close(() => done()))),
      ...this.#udpSockets.map((socket) => new Promise<void>((done) => socket.close(done))),
    ];
    await this.#untilAnswered();
    this.#destroyAll();
    await Promise.all([...this.#connections.values(), ...closed]);
  }

  /** Waits until all read data is printed and acknowledged. The reader reports a failure. */
  async #untilAnswered(): Promise<void> {
    const { output } = this.#options;
    await output.turn(() => output.passedOn()).catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
  }

  #destroyAll(): void {
    for (const socket of this.#connections.keys()) socket.destroy();
  }

  #report(): string {
    const parts = [this.#tally.toString()];
    if (this.#answered > 0) parts.push(`${this.#answered} acknowledged`);
    if (this.#unanswered > 0) {
      parts.push(`${plural(this.#unanswered, "acknowledgement")} not sent`);
    }
    if (this.#refused > 0) parts.push(`${plural(this.#refused, "connection")} refused`);
    if (this.#droppedDatagrams > 0) {
      parts.push(`${plural(this.#droppedDatagrams, "datagram")} dropped`);
    }
    return parts.join("; ");
  }
}

/** Whether an error is about our output or our program, not about a socket. */
function isOwnError(error: unknown): boolean {
  if (error instanceof Failure || error instanceof OutputClosed) return true;
  return !(error instanceof Error && "code" in error);
}
