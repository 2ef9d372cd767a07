/** What devices and servers sent, from the packets of a capture: a stream for each connection, and each datagram. */
import { concat } from "../../bytes.ts";
import { decode } from "../../decode.ts";
import type { Direction } from "../piece.ts";
import { readPacketFile } from "./capture-file.ts";
import { Fragments, type IpPacket, ipPacketOf, u16, u32 } from "./network.ts";
import { type StreamPart, TcpStream } from "./tcp-stream.ts";

/** What one side sent over one connection without a gap, or in one datagram. */
export interface DeviceCapture {
  /** `tcp 10.0.0.7:49152 > 192.0.2.1:5013`, the device first. */
  readonly from: string;
  readonly direction: Direction;
  readonly isDatagram: boolean;
  readonly parts: readonly StreamPart[];
}

export interface DeviceCaptures {
  readonly captures: readonly DeviceCapture[];
  /** What people should know about the capture, a line each. */
  readonly notes: readonly string[];
  readonly fault: string | null;
}

export interface CaptureOptions {
  /** The port of the server: what goes to it is from devices. Without it the content tells. */
  readonly port?: number;
}

/** One direction between two sockets. */
interface Flow {
  readonly transport: "tcp" | "udp";
  readonly source: string;
  readonly target: string;
  readonly sourcePort: number;
  readonly targetPort: number;
  /** Which of its conversation it is: a pair of sockets may be used again. */
  readonly conversation: number;
  readonly stream: TcpStream;
  readonly datagrams: StreamPart[];
  isInitiator: boolean;
}

export function deviceCaptures(file: Uint8Array, options: CaptureOptions = {}): DeviceCaptures {
  const fragments = new Fragments();
  const flows = new Flows();
  let unread = 0;
  const { isCut, fault } = readPacketFile(file, (packet) => {
    const part = ipPacketOf(packet);
    if (part === null) unread++;
    const whole = part && fragments.add(part);
    if (whole) flows.add(whole);
  });
  const notes: string[] = [];
  if (isCut) notes.push("ends in the middle of a packet");
  if (unread > 0) notes.push(`${plural(unread, "packet")} that are no IP`);
  if (fragments.missing > 0) {
    notes.push(`${plural(fragments.missing, "packet")} of which a fragment is missing`);
  }
  if (flows.leftOut > 0) {
    notes.push(
      `${plural(flows.leftOut, "packet")} left out: the capture has more connections or packets than are held; split it (editcap -c 1000000)`,
    );
  }
  const captures: DeviceCapture[] = [];
  for (const { flow, direction } of chosen(flows.all(), options, notes)) {
    const { transport, source, sourcePort, target, targetPort } = flow;
    const sides = [formatAddress(source, sourcePort), formatAddress(target, targetPort)];
    if (direction === "down") sides.reverse();
    const from = `${transport} ${sides[0]} > ${sides[1]}`;
    const runs = flow.stream.runs();
    if (runs.length > 1) notes.push(`${plural(runs.length - 1, "gap")} in ${from}`);
    for (const [index, parts] of runs.entries()) {
      const name = index === 0 ? from : `${from}, part ${index + 1}`;
      captures.push({ from: name, direction, isDatagram: false, parts });
    }
    for (const part of flow.datagrams) {
      captures.push({ from, direction, isDatagram: true, parts: [part] });
    }
  }
  return { captures, notes, fault };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `10.0.0.7:5013`, `[fd00::7]:5013`. */
function formatAddress(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** So many directions of connections are held, and so many segments and datagrams in all. */
const MOST_FLOWS = 100_000;
const MOST_HELD = 2_000_000;

class Flows {
  readonly #flows = new Set<Flow>();
  /** Those that have brought nothing so far: they make room. */
  readonly #empty = new Map<Flow, string>();
  readonly #current = new Map<string, Flow>();
  #conversations = 0;
  #held = 0;
  #leftOut = 0;

  all(): readonly Flow[] {
    return [...this.#flows];
  }

  /** How many packets were too many. */
  get leftOut(): number {
    return this.#leftOut;
  }

  add(packet: IpPacket): void {
    if (packet.protocol === 6) this.#addSegment(packet);
    else if (packet.protocol === 17) this.#addDatagram(packet);
  }

  /** Whether another segment or datagram has room. */
  #hold(flow: Flow): boolean {
    if (this.#held >= MOST_HELD) {
      this.#leftOut++;
      return false;
    }
    this.#held++;
    this.#empty.delete(flow);
    return true;
  }

  #addSegment(packet: IpPacket): void {
    const { payload } = packet;
    const headerLength = ((payload[12] ?? 0) >> 4) * 4;
    if (headerLength < 20 || payload.length < headerLength) return;
    const flags = payload[13] as number;
    const isOpening = (flags & 2) !== 0;
    const isAnswer = (flags & 16) !== 0;
    const sequence = u32(payload, 4);
    let flow = this.#flow("tcp", packet);
    if (flow === null) return;
    const isAgain = isOpening && !isAnswer && !flow.stream.isOpenedBy(sequence);
    if (isAgain && (flow.isInitiator || !flow.stream.isEmpty)) {
      this.#forget("tcp", packet);
      flow = this.#flow("tcp", packet);
      if (flow === null) return;
    }
    if (isOpening) {
      flow.stream.open(sequence);
      flow.isInitiator ||= !isAnswer;
    }
    const at = isOpening ? (sequence + 1) >>> 0 : sequence;
    const bytes = payload.subarray(headerLength);
    if (bytes.length > 0 && this.#hold(flow)) flow.stream.add(at, bytes, packet.time);
  }

  #addDatagram(packet: IpPacket): void {
    const { payload } = packet;
    const length = u16(payload, 4);
    if (payload.length <= 8 || length <= 8) return;
    const flow = this.#flow("udp", packet);
    if (flow === null || !this.#hold(flow)) return;
    flow.datagrams.push({ bytes: payload.subarray(8, length), time: packet.time });
  }

  #flow(transport: "tcp" | "udp", { source, target, payload }: IpPacket): Flow | null {
    const sourcePort = u16(payload, 0);
    const targetPort = u16(payload, 2);
    const key = keyOf(transport, source, sourcePort, target, targetPort);
    const known = this.#current.get(key);
    if (known !== undefined) return known;
    if (this.#flows.size >= MOST_FLOWS && !this.#makeRoom()) {
      this.#leftOut++;
      return null;
    }
    const answer = this.#current.get(keyOf(transport, target, targetPort, source, sourcePort));
    const flow: Flow = {
      transport,
      source,
      target,
      sourcePort,
      targetPort,
      conversation: answer?.conversation ?? this.#conversations++,
      stream: new TcpStream(),
      datagrams: [],
      // Of TCP the opening segment tells.
      isInitiator: transport === "udp" && answer === undefined,
    };
    this.#current.set(key, flow);
    this.#flows.add(flow);
    this.#empty.set(flow, key);
    return flow;
  }

  /** The older half of the empty ones goes: one at a time, each would be searched for behind those that went before. */
  #makeRoom(): boolean {
    let count = Math.ceil(this.#empty.size / 2);
    if (count === 0) return false;
    for (const [flow, key] of this.#empty) {
      if (count-- === 0) break;
      this.#empty.delete(flow);
      this.#flows.delete(flow);
      if (this.#current.get(key) === flow) this.#current.delete(key);
    }
    return true;
  }

  /** The pair of sockets is used for a new connection. */
  #forget(transport: "tcp" | "udp", { source, target, payload }: IpPacket): void {
    const [a, b] = [u16(payload, 0), u16(payload, 2)];
    this.#current.delete(keyOf(transport, source, a, target, b));
    this.#current.delete(keyOf(transport, target, b, source, a));
  }
}

function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join(" ");
}

interface Chosen {
  readonly flow: Flow;
  readonly direction: Direction;
}

/** Both directions of each conversation in which a tracker speaks, what the device sent first. */
function chosen(flows: readonly Flow[], { port }: CaptureOptions, notes: string[]): Chosen[] {
  const talking = flows.filter(({ stream, datagrams }) => !stream.isEmpty || datagrams.length > 0);
  if (port !== undefined) {
    return talking.flatMap((flow): Chosen[] => {
      if (flow.targetPort === port) return [{ flow, direction: "up" }];
      return flow.sourcePort === port ? [{ flow, direction: "down" }] : [];
    });
  }
  const byConversation = new Map<number, Flow[]>();
  for (const flow of talking) {
    const sides = byConversation.get(flow.conversation);
    if (sides === undefined) byConversation.set(flow.conversation, [flow]);
    else sides.push(flow);
  }
  let foreign = 0;
  const found: Chosen[] = [];
  for (const sides of byConversation.values()) {
    const scored = sides
      .map((flow) => ({ flow, score: deviceScore(flow) }))
      .sort((a, b) => b.score - a.score || likelihood(b.flow) - likelihood(a.flow));
    if ((scored[0]?.score ?? 0) === 0) {
      foreign++;
      continue;
    }
    for (const [index, { flow }] of scored.entries()) {
      found.push({ flow, direction: index === 0 ? "up" : "down" });
    }
  }
  if (foreign > 0) {
    const what = plural(foreign, "conversation");
    notes.push(`${what} left out in which no tracker speaks; --port takes a port as it is`);
  }
  return found;
}

/** Where the content does not tell: a device opens the connection, from a port of no meaning. */
function likelihood({ isInitiator, sourcePort, targetPort }: Flow): number {
  return (isInitiator ? 2 : 0) + (sourcePort > targetPort ? 1 : 0);
}

/** How many frames only a device sends; those that both sides send count little. */
function deviceScore(flow: Flow): number {
  let score = 0;
  for (const parts of [...flow.stream.runs(), ...flow.datagrams.map((part) => [part])]) {
    for (const message of decode(concat(parts.map(({ bytes }) => bytes)))) {
      switch (message.type) {
        case "noise":
          break;
        // A server confirms with V4, echoes heartbeats, and sends commands that are unknown here.
        case "confirmation":
        case "heartbeat":
        case "unknown":
          score += 1;
          break;
        default:
          score += 1000;
      }
    }
  }
  return score;
}
