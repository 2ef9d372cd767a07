/** What devices sent, from the packets of a capture: a stream for each connection, and each datagram. */
import { decode } from "../../index.ts";
import { formatAddress } from "../endpoint.ts";
import { plural } from "../summary.ts";
import { readPacketFile } from "./capture-file.ts";
import { Fragments, type IpPacket, ipPacketOf, u16, u32 } from "./network.ts";
import { TcpStream } from "./tcp-stream.ts";

/** What one device sent over one connection, or in one datagram. */
export interface DeviceCapture {
  /** `tcp 10.0.0.7:49152 > 192.0.2.1:5013` */
  readonly from: string;
  readonly bytes: Uint8Array;
}

export interface DeviceCaptures {
  readonly captures: readonly DeviceCapture[];
  /** What people should know about the capture, a line each. */
  readonly notes: readonly string[];
}

export interface CaptureOptions {
  /** The port of the server: only what goes to it counts. Without it the content tells. */
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
  readonly datagrams: Uint8Array[];
  isInitiator: boolean;
}

/** @throws Failure if the file is none of packets. */
export function deviceCaptures(
  file: Uint8Array,
  name: string,
  options: CaptureOptions = {},
): DeviceCaptures {
  const { packets, isCut } = readPacketFile(file, name);
  const fragments = new Fragments();
  const flows = new Flows();
  let unread = 0;
  for (const packet of packets) {
    const part = ipPacketOf(packet);
    if (part === null) unread++;
    const whole = part && fragments.add(part);
    if (whole) flows.add(whole);
  }
  const notes: string[] = [];
  if (isCut) notes.push(`${name}: ends in the middle of a packet`);
  if (unread > 0) notes.push(`${name}: ${plural(unread, "packet")} that are no IP`);
  if (fragments.waiting > 0) {
    notes.push(`${name}: ${plural(fragments.waiting, "packet")} of which a fragment is missing`);
  }
  const captures: DeviceCapture[] = [];
  for (const flow of chosen(flows.all(), options, name, notes)) {
    const { transport, source, sourcePort, target, targetPort } = flow;
    const from = `${transport} ${formatAddress(source, sourcePort)} > ${formatAddress(target, targetPort)}`;
    const runs = flow.stream.runs();
    if (runs.length > 1) notes.push(`${name}: ${plural(runs.length - 1, "gap")} in ${from}`);
    for (const bytes of [...runs, ...flow.datagrams]) captures.push({ from, bytes });
  }
  return { captures, notes };
}

class Flows {
  readonly #flows: Flow[] = [];
  readonly #current = new Map<string, Flow>();
  #conversations = 0;

  all(): readonly Flow[] {
    return this.#flows;
  }

  add(packet: IpPacket): void {
    if (packet.protocol === 6) this.#addSegment(packet);
    else if (packet.protocol === 17) this.#addDatagram(packet);
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
    const isAgain = isOpening && !isAnswer && !flow.stream.isOpenedBy(sequence);
    if (isAgain && (flow.isInitiator || !flow.stream.isEmpty)) {
      this.#forget("tcp", packet);
      flow = this.#flow("tcp", packet);
    }
    if (isOpening) {
      flow.stream.open(sequence);
      flow.isInitiator ||= !isAnswer;
    }
    flow.stream.add(isOpening ? (sequence + 1) >>> 0 : sequence, payload.subarray(headerLength));
  }

  #addDatagram(packet: IpPacket): void {
    const { payload } = packet;
    const length = u16(payload, 4);
    if (payload.length <= 8 || length <= 8) return;
    const flow = this.#flow("udp", packet);
    flow.datagrams.push(new Uint8Array(payload.subarray(8, length)));
  }

  #flow(transport: "tcp" | "udp", { source, target, payload }: IpPacket): Flow {
    const sourcePort = u16(payload, 0);
    const targetPort = u16(payload, 2);
    const key = keyOf(transport, source, sourcePort, target, targetPort);
    const known = this.#current.get(key);
    if (known !== undefined) return known;
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
    this.#flows.push(flow);
    return flow;
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

/** The direction from the device to the server of each conversation. */
function chosen(
  flows: readonly Flow[],
  { port }: CaptureOptions,
  name: string,
  notes: string[],
): Flow[] {
  const talking = flows.filter(({ stream, datagrams }) => !stream.isEmpty || datagrams.length > 0);
  if (port !== undefined) return talking.filter(({ targetPort }) => targetPort === port);
  const byConversation = new Map<number, Flow[]>();
  for (const flow of talking) {
    byConversation.set(flow.conversation, [...(byConversation.get(flow.conversation) ?? []), flow]);
  }
  let foreign = 0;
  const devices: Flow[] = [];
  for (const sides of byConversation.values()) {
    const scored = sides
      .map((flow) => ({ flow, score: deviceScore(flow) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || likelihood(b.flow) - likelihood(a.flow));
    if (scored[0] === undefined) foreign++;
    else devices.push(scored[0].flow);
  }
  if (foreign > 0) {
    const what = plural(foreign, "conversation");
    notes.push(
      `${name}: ${what} left out in which no tracker speaks; --port takes a port as it is`,
    );
  }
  return devices;
}

/** Where the content does not tell: a device opens the connection, from a port of no meaning. */
function likelihood({ isInitiator, sourcePort, targetPort }: Flow): number {
  return (isInitiator ? 2 : 0) + (sourcePort > targetPort ? 1 : 0);
}

/** How many frames only a device sends; those that both sides send count little. */
function deviceScore(flow: Flow): number {
  let score = 0;
  for (const bytes of [...flow.stream.runs(), ...flow.datagrams]) {
    for (const message of decode(bytes)) {
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
