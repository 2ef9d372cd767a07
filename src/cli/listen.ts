/**
 * A minimal collector: prints what devices send over TCP and UDP.
 *
 * Nobody who can reach it can bring it down or make it grow: connections are limited in number, in the
 * time and in the bytes that they may take without a report, each holds one unfinished frame at most, and
 * nothing is read from a socket while the output is not taken. Those that have sent no report yet make
 * room for others, so that idle sockets keep no device out.
 */
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from "node:dgram";
import { createServer, type Server, type Socket } from "node:net";
import { type DecodeOptions, decode, type Message } from "../index.ts";
import { ChunkReader, SILENCE } from "../stream/chunk-reader.ts";
import { ConnectionDecoder } from "../stream/connection-decoder.ts";
import { type Endpoint, formatAddress } from "./endpoint.ts";
import { Failure, OutputClosed, reasonOf, systemCode } from "./failure.ts";
import type { Output } from "./output.ts";
import type { Origin, Printer } from "./printer.ts";
import { plural, Summary } from "./summary.ts";

/**
 * What to send back for a message: the acknowledgement that the device waits for, or `null` for
 * none. `at` is when the message arrived.
 */
export type Reply = (message: Message, at: Date) => Uint8Array | null;

export interface ListenOptions {
  readonly endpoints: readonly Endpoint[];
  readonly maxConnections: number;
  /** How long a connection may last without a report, whatever else it sends; 0: without limit. */
  readonly idleTimeoutMs: number;
  /** How many bytes that are no frame a connection may send without a report; 0: without limit. */
  readonly maxNoiseBytes: number;
  /** How long a complete report may be held for what might follow; 0: until the peer ends. */
  readonly reading?: DecodeOptions;
  readonly settleMs: number;
  /** Say when devices connect and leave. */
  readonly announceConnections: boolean;
  readonly printer: Printer;
  readonly output: Output;
  /** For people: one line. */
  readonly log: (line: string) => void;
  /** Ends the collector when aborted. */
  readonly stop: AbortSignal;
  readonly reply?: Reply;
}

/** Datagrams that may wait for the output; a socket for datagrams cannot be paused. */
const MAX_WAITING_DATAGRAMS = 256;

/** How a read ends on a socket that we closed. */
const DESTROYED = "ERR_STREAM_PREMATURE_CLOSE";

/** A peer that does not read its replies gets no more of them. */
const MAX_UNSENT_REPLY = 65_536;

/** Collects until it is stopped. */
export async function listen(options: ListenOptions): Promise<void> {
  const collector = new Collector(options);
  await collector.run();
}

class Collector {
  readonly #options: ListenOptions;
  readonly #summary = new Summary();
  readonly #servers: Server[] = [];
  readonly #udpSockets: UdpSocket[] = [];
  readonly #connections = new Map<Socket, Promise<void>>();
  /** Those of them that have sent no report yet, the oldest first. */
  readonly #unproved = new Set<Socket>();
  /** Datagrams are printed one after the other. */
  #datagrams: Promise<void> = Promise.resolve();
  #waitingDatagrams = 0;
  #droppedDatagrams = 0;
  #refused = 0;
  #answered = 0;
  #unanswered = 0;
  /** What ended the collector, other than the user. */
  #failure: unknown;
  #end: () => void = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(options: ListenOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { endpoints, output, log, stop } = this.#options;
    const end = (): void => this.#end();
    stop.addEventListener("abort", end, { once: true });
    if (stop.aborted) end();
    try {
      for (const endpoint of endpoints) {
        const address = await this.#open(endpoint);
        log(`listening on ${endpoint.transport} ${address}`);
      }
      await this.#ended;
    } finally {
      stop.removeEventListener("abort", end);
      await this.#close();
    }
    if (this.#failure !== undefined) throw this.#failure;
    await output.finish();
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
    const server = createServer((socket) => this.#accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host, port }, () => {
        server.off("error", reject);
        resolve();
      });
    });
    server.on("error", (error) => this.#options.log(`sinotrack: tcp: ${reasonOf(error)}`));
    this.#servers.push(server);
    const address = server.address();
    return typeof address === "object" && address !== null
      ? formatAddress(address.address, address.port)
      : formatAddress(host, port);
  }

  async #openUdp({ host, port }: Endpoint): Promise<string> {
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.bind({ address: host, port }, () => {
        socket.off("error", reject);
        resolve();
      });
    });
    socket.on("error", (error) => this.#options.log(`sinotrack: udp: ${reasonOf(error)}`));
    socket.on("message", (bytes, from) => this.#receive(socket, bytes, from));
    this.#udpSockets.push(socket);
    const address = socket.address();
    return formatAddress(address.address, address.port);
  }

  #accept(socket: Socket): void {
    // A reset at a moment when nobody reads must not end the process; readers see it by themselves.
    socket.on("error", () => {});
    if (this.#connections.size >= this.#options.maxConnections) {
      this.#refused++;
      const [oldest] = this.#unproved;
      (oldest ?? socket).destroy();
      if (oldest === undefined) return;
      this.#unproved.delete(oldest);
    }
    this.#unproved.add(socket);
    const serving = this.#serve(socket)
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#connections.delete(socket);
        this.#unproved.delete(socket);
      });
    this.#connections.set(socket, serving);
  }

  async #serve(socket: Socket): Promise<void> {
    const { announceConnections, idleTimeoutMs, log, maxNoiseBytes, output, reading, settleMs } =
      this.#options;
    const peer = formatAddress(socket.remoteAddress, socket.remotePort);
    const decoder = new ConnectionDecoder(reading);
    const print = async (messages: Iterable<Message>): Promise<void> => {
      await this.#print(messages, { transport: "tcp", peer }, (bytes) => {
        const canSend = socket.writable && socket.writableLength < MAX_UNSENT_REPLY;
        if (canSend) socket.write(bytes);
        return canSend;
      });
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
    const weigh = (message: Message): void => {
      // Flags around anything are a frame as well; a report is of a device.
      if (message.deviceId !== null) {
        noiseBytes = 0;
        idle?.refresh();
        this.#unproved.delete(socket);
        return;
      }
      noiseBytes += message.frame.bytes.length;
      if (maxNoiseBytes > 0 && noiseBytes > maxNoiseBytes) close("too many bytes without a report");
    };
    const weighed = function* (messages: Iterable<Message>): Generator<Message> {
      for (const message of messages) {
        weigh(message);
        yield message;
      }
    };
    if (announceConnections) log(`tcp ${peer} connected`);
    try {
      const reader = new ChunkReader(socket);
      for await (const chunk of reader.read(settleMs, () => decoder.buffered > 0)) {
        await print(weighed(chunk === SILENCE ? decoder.settle() : decoder.push(chunk)));
      }
    } catch (error) {
      if (isOurs(error)) throw error;
      // The peer reset the connection, or we destroyed it: what it sent so far still counts.
      if (ending === "" && systemCode(error) !== DESTROYED) ending = `, ${reasonOf(error)}`;
    } finally {
      clearTimeout(idle);
    }
    await print(decoder.flush());
    if (announceConnections) log(`tcp ${peer} closed${ending}`);
    await output.flush();
  }

  #receive(socket: UdpSocket, bytes: Uint8Array, from: RemoteInfo): void {
    if (this.#waitingDatagrams >= MAX_WAITING_DATAGRAMS) {
      this.#droppedDatagrams++;
      return;
    }
    this.#waitingDatagrams++;
    const peer = formatAddress(from.address, from.port);
    const at = new Date();
    this.#datagrams = this.#datagrams
      .then(() =>
        this.#print(
          decode(bytes, this.#options.reading),
          { transport: "udp", peer, receivedAt: at },
          (reply) => {
            try {
              // Throws at once where it cannot send: anybody can write source port 0.
              socket.send(reply, from.port, from.address, () => {});
              return true;
            } catch {
              return false;
            }
          },
        ),
      )
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#waitingDatagrams--;
      });
  }

  async #print(
    messages: Iterable<Message>,
    from: Origin,
    send: (bytes: Uint8Array) => boolean,
  ): Promise<void> {
    const { output, printer, reply } = this.#options;
    const receivedAt = from.receivedAt ?? new Date();
    const origin: Origin = { ...from, receivedAt };
    for (const message of messages) {
      this.#summary.add(message);
      output.add(printer(message, origin));
      // The one place where devices are answered.
      const answer = reply?.(message, receivedAt);
      if (answer) {
        if (send(answer)) this.#answered++;
        else this.#unanswered++;
      }
      if (output.isFull) await output.flush();
    }
    await output.flush();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#end();
  }

  async #close(): Promise<void> {
    // What came before the end is still answered, and that takes the socket that it came by.
    for (const socket of this.#udpSockets) socket.removeAllListeners("message");
    await this.#datagrams;
    const closed = [
      ...this.#servers.map((server) => new Promise<void>((done) => server.close(() => done()))),
      ...this.#udpSockets.map((socket) => new Promise<void>((done) => socket.close(done))),
    ];
    for (const socket of this.#connections.keys()) socket.destroy();
    await Promise.all([...this.#connections.values(), ...closed]);
  }

  #report(): string {
    const parts = [this.#summary.toString()];
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

/** Whether an error is about our output, or a fault of the program, and not about a socket. */
function isOurs(error: unknown): boolean {
  if (error instanceof Failure || error instanceof OutputClosed) return true;
  return !(error instanceof Error && "code" in error);
}
