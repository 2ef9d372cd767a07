/**
 * Extracts the data of devices and servers from packets: the stream of each connection, and each datagram. A
 * conversation is held only until its content shows which side is the device.
 */

import { decode } from "../../decode.ts";
import { FrameSplitter } from "../../frame/splitter.ts";
import type { Frame } from "../../model/frame.ts";
import type { Message } from "../../model/message.ts";
import { parseFrame } from "../../parse.ts";
import { plural } from "../../plural.ts";
import type { Direction } from "../piece.ts";
import { type IpPacket, u16, u32 } from "./network.ts";
import { type StreamPart, TcpStream } from "./tcp-stream.ts";

/** Bytes of a stream without a gap, or a datagram. */
export interface Sent extends StreamPart {
  /**
   * `tcp 10.0.0.7:49152 > 192.0.2.1:5013`, the device first. A further connection over the same sockets, and data after
   * a gap, get separate names.
   */
  readonly from: string;
  readonly direction: Direction;
  readonly isDatagram: boolean;
}

/** One direction between two sockets. */
interface Flow {
  readonly key: string;
  readonly transport: "tcp" | "udp";
  readonly source: string;
  readonly target: string;
  readonly sourcePort: number;
  readonly targetPort: number;
  readonly conversation: Conversation;
  readonly stream: TcpStream;
  /** `null` until it is known. */
  direction: Direction | null;
  isInitiator: boolean;
  /** Counts frames that only a device sends; ambiguous ones weigh little. */
  score: number;
  /** The splitter of the run that is being scored. */
  splitter: FrameSplitter | null;
  run: number;
}

interface Held extends StreamPart {
  readonly flow: Flow;
  readonly run: number;
}

/** Both directions of a connection. */
interface Conversation {
  /** Number of connections between the same sockets, including this one. */
  readonly number: number;
  readonly flows: Flow[];
  /** Whether the directions are known, or no tracker speaks. */
  state: "open" | "known" | "foreign";
  held: Held[];
  heldBytes: number;
  /** Whether it had bytes since the last search for room. */
  isAlive: boolean;
}

/** Limit of conversations; beyond it, those that have been silent for long are closed. */
const MOST_CONVERSATIONS = 20_000;
/** A conversation that does not show the device within this many bytes is decided by the evidence so far. */
const MOST_UNDECIDED_BYTES = 65_536;
/** Limit of all held bytes. */
const MOST_HELD_BYTES: number = 32 * 1024 * 1024;
/** Cost of a held part besides its bytes. */
const PART_COST = 100;
/** More gaps are only counted. */
const MOST_GAP_NOTES = 100;
/** The score of a frame that only a device sends. */
const CERTAIN = 1000;

/** Marks the held bytes of a datagram, which are not a stream. */
const DATAGRAM = -1;

export class Conversations {
  readonly #port: number | undefined;
  readonly #take: (sent: Sent) => void;
  readonly #flows = new Map<string, Flow>();
  /** In the order of their start or last check, the oldest first. */
  readonly #all = new Set<Conversation>();
  #heldBytes = 0;
  #foreign = 0;
  readonly #gapNotes: string[] = [];
  #unsaidGaps = 0;

  /** @param port The port of the server: data to it is from devices. By default the content decides. */
  constructor(port: number | undefined, take: (sent: Sent) => void) {
    this.#port = port;
    this.#take = take;
  }

  /** Notes for people, one line each. */
  get notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#foreign > 0) {
      const what = plural(this.#foreign, "conversation");
      notes.push(`${what} without a tracker left out; --port reads a port in any case`);
    }
    notes.push(...this.#gapNotes);
    if (this.#unsaidGaps > 0) notes.push(`${plural(this.#unsaidGaps, "gap")} in other connections`);
    return notes;
  }

  /** The bytes of the packet are copied. */
  add(packet: IpPacket): void {
    if (packet.protocol === 6) this.#addSegment(packet);
    else if (packet.protocol === 17) this.#addDatagram(packet);
  }

  /** Ends the input and releases held bytes. */
  end(): void {
    for (const conversation of this.#all) this.#close(conversation);
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
      // The pair of sockets is used for a new connection.
      this.#close(flow.conversation);
      flow = this.#flow("tcp", packet, flow.conversation.number + 1);
    }
    if (isOpening) {
      flow.stream.open(sequence);
      flow.isInitiator ||= !isAnswer;
    }
    if (payload.length === headerLength || flow.conversation.state === "foreign") return;
    const at = isOpening ? (sequence + 1) >>> 0 : sequence;
    const before = flow.stream.heldBytes;
    flow.stream.add(at, payload.slice(headerLength), packet.time);
    this.#heldBytes += flow.stream.heldBytes - before;
    this.#limit(flow.conversation);
  }

  #addDatagram(packet: IpPacket): void {
    const { payload } = packet;
    const length = u16(payload, 4);
    if (payload.length <= 8 || length <= 8) return;
    const flow = this.#flow("udp", packet);
    if (flow.conversation.state === "foreign") return;
    this.#part(flow, DATAGRAM, { bytes: payload.slice(8, length), time: packet.time });
    this.#limit(flow.conversation);
  }

  #flow(transport: "tcp" | "udp", packet: IpPacket, number = 1): Flow {
    const { source, target, payload } = packet;
    const sourcePort = u16(payload, 0);
    const targetPort = u16(payload, 2);
    const key = `${transport} ${source} ${sourcePort} ${target} ${targetPort}`;
    const known = this.#flows.get(key);
    if (known !== undefined) {
      known.conversation.isAlive = true;
      return known;
    }
    const answer = this.#flows.get(`${transport} ${target} ${targetPort} ${source} ${sourcePort}`);
    const conversation = answer?.conversation ?? this.#open(number);
    const flow: Flow = {
      key,
      transport,
      source,
      target,
      sourcePort,
      targetPort,
      conversation,
      stream: new TcpStream((run, part) => this.#part(flow, run, part)),
      direction: null,
      // For TCP, the opening segment decides.
      isInitiator: transport === "udp" && answer === undefined,
      score: 0,
      splitter: null,
      run: 0,
    };
    this.#flows.set(key, flow);
    conversation.flows.push(flow);
    const port = this.#port;
    if (port !== undefined) {
      const isOfPort = port === targetPort || port === sourcePort;
      conversation.state = isOfPort ? "known" : "foreign";
      flow.direction = port === targetPort ? "up" : "down";
    } else if (conversation.state === "known") {
      flow.direction = answer?.direction === "up" ? "down" : "up";
    }
    return flow;
  }

  #open(number: number): Conversation {
    if (this.#all.size >= MOST_CONVERSATIONS) this.#makeRoom();
    const conversation: Conversation = {
      number,
      flows: [],
      state: "open",
      held: [],
      heldBytes: 0,
      isAlive: false,
    };
    this.#all.add(conversation);
    return conversation;
  }

  /**
   * Closes an eighth of the conversations that have been silent since the last check: closing them one at a time would
   * search all each time.
   */
  #makeRoom(): void {
    let count = Math.ceil(this.#all.size / 8);
    for (const conversation of this.#all) {
      if (conversation.isAlive) {
        conversation.isAlive = false;
        this.#all.delete(conversation);
        this.#all.add(conversation);
      } else {
        this.#close(conversation);
        if (--count === 0) return;
      }
    }
  }

  #limit(conversation: Conversation): void {
    if (conversation.heldBytes > MOST_UNDECIDED_BYTES) this.#decide(conversation);
    while (this.#heldBytes > MOST_HELD_BYTES) this.#makeRoom();
  }

  #close(conversation: Conversation): void {
    this.#all.delete(conversation);
    for (const flow of conversation.flows) {
      this.#flows.delete(flow.key);
      this.#heldBytes -= flow.stream.heldBytes;
      flow.stream.end();
    }
    this.#decide(conversation);
    if (conversation.state === "foreign") return;
    for (const flow of conversation.flows) {
      const { gapCount } = flow.stream;
      if (gapCount === 0) continue;
      if (this.#gapNotes.length >= MOST_GAP_NOTES) this.#unsaidGaps += gapCount;
      else this.#gapNotes.push(`${plural(gapCount, "gap")} in ${nameOf(flow, 0)}`);
    }
  }

  /** Bytes of a flow in order. */
  #part(flow: Flow, run: number, part: StreamPart): void {
    const { conversation } = flow;
    if (conversation.state === "foreign") return;
    if (conversation.state === "known") {
      this.#give(flow, run, part);
      return;
    }
    const cost = part.bytes.length + PART_COST;
    conversation.held.push({ ...part, flow, run });
    conversation.heldBytes += cost;
    this.#heldBytes += cost;
    for (const message of scored(flow, run, part.bytes)) flow.score += scoreOf(message);
    if (flow.score >= CERTAIN) this.#decide(conversation);
  }

  /** Decides the direction, when the evidence is there or will not come. */
  #decide(conversation: Conversation): void {
    const { flows, held, state } = conversation;
    if (state !== "open") return;
    for (const flow of flows) {
      for (const message of rest(flow)) flow.score += scoreOf(message);
    }
    const [best] = [...flows].sort((a, b) => b.score - a.score || likelihood(b) - likelihood(a));
    const isForeign = best === undefined || best.score === 0;
    conversation.state = isForeign ? "foreign" : "known";
    for (const flow of flows) flow.direction = flow === best ? "up" : "down";
    this.#heldBytes -= conversation.heldBytes;
    conversation.heldBytes = 0;
    conversation.held = [];
    // Openings and answers without bytes leave nothing out.
    if (isForeign && held.length > 0) this.#foreign++;
    if (isForeign) return;
    for (const { flow, run, ...part } of held) this.#give(flow, run, part);
  }

  #give(flow: Flow, run: number, { bytes, time }: StreamPart): void {
    const { direction } = flow;
    if (direction === null) return;
    this.#take({ from: nameOf(flow, run), direction, isDatagram: run === DATAGRAM, bytes, time });
  }
}

/** `10.0.0.7:5013`, `[fd00::7]:5013`. */
function formatAddress(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function nameOf(flow: Flow, run: number): string {
  const { transport, source, sourcePort, target, targetPort, conversation } = flow;
  const sides = [formatAddress(source, sourcePort), formatAddress(target, targetPort)];
  if (flow.direction === "down") sides.reverse();
  const again = conversation.number > 1 ? `, connection ${conversation.number}` : "";
  const part = run > 0 ? `, part ${run + 1}` : "";
  return `${transport} ${sides[0]} > ${sides[1]}${again}${part}`;
}

/** The messages that bytes of an undecided flow complete. */
function scored(flow: Flow, run: number, bytes: Uint8Array): readonly Message[] {
  if (run === DATAGRAM) return decode(bytes);
  const before = run === flow.run ? [] : rest(flow);
  flow.run = run;
  flow.splitter ??= new FrameSplitter();
  return [...before, ...read(flow.splitter.push(bytes))];
}

function rest(flow: Flow): readonly Message[] {
  const { splitter } = flow;
  flow.splitter = null;
  return splitter === null ? [] : read(splitter.flush());
}

function read(frames: readonly Frame[]): readonly Message[] {
  return frames.map((frame) => parseFrame(frame));
}

function scoreOf({ type }: Message): number {
  switch (type) {
    case "noise":
      return 0;
    // A server confirms with V4, echoes heartbeats, and sends commands that the decoder does not know.
    case "confirmation":
    case "heartbeat":
    case "unknown":
      return 1;
    default:
      return CERTAIN;
  }
}

/** If the content does not decide: a device opens the connection, from an ephemeral port. */
function likelihood({ isInitiator, sourcePort, targetPort }: Flow): number {
  return (isInitiator ? 2 : 0) + (sourcePort > targetPort ? 1 : 0);
}
