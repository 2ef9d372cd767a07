import { assertBytes } from "../bytes.ts";
import { assertDate } from "../command/downlink-head.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import { DEFAULT_MAKER } from "../kind/text-writer.ts";
import type { Message } from "../model/message.ts";
import type { Family, FamilyName } from "../variant/families.ts";
import { FamilyTally } from "../variant/identify.ts";
import { type CommandOutcome, CommandQueue, type SentCommand } from "./command-queue.ts";
import { ANSWER_TIMEOUT_MS, assertSessionOptions, type SessionOptions } from "./options.ts";
import { MessageReader } from "./reader.ts";
import { Replies, type Style } from "./replies.ts";
import type { Device } from "./wire.ts";

/** The result of receiving bytes. */
export interface SessionResult {
  /** The messages of the device, in order. An assembled JT/T 808 message follows its last part. */
  readonly messages: readonly Message[];
  /** Replies to write to the device, in order, after the messages are stored: a device deletes acknowledged records. */
  readonly replies: readonly Uint8Array[];
  /** Commands that ended. */
  readonly outcomes: readonly CommandOutcome[];
}

/** Number of messages from which the family is identified. */
const MOST_LOOKED_AT = 16;

/**
 * One connection to a tracker, or one peer and port for datagrams, without I/O: you pass bytes and the time, and get
 * messages, replies and the outcomes of commands.
 *
 * ```ts
 * const session = new TrackerSession();
 * const { messages, replies, outcomes } = session.receive(chunk, new Date());
 * ```
 *
 * 1. Write the replies after the messages are stored, then the commands of `due`.
 * 2. For a stream call `settle` after a silence of 200 ms while `buffered` is not 0, and `end` at its end.
 * 3. Call `expire` now and then while `pending` is not empty.
 * 4. However the stream is cut, the messages are the same. No bytes make it throw.
 * 5. It holds an unfinished frame, the parts of long messages (64 KiB), at most 64 commands and the last replies to
 *    heartbeats.
 *
 * @example
 * ```ts
 * import { TrackerSession } from "sinotrack-protocol/session";
 *
 * const session = new TrackerSession();
 * const at = new Date("2026-02-13T06:47:14Z");
 * const report = "*HQ,8168000005,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * const { messages, replies } = session.receive(new TextEncoder().encode(report), at);
 * messages[0].type; // "position"
 * new TextDecoder().decode(replies[0]); // "*HQ,8168000005,R12,064714#"
 *
 * const { bytes } = session.send({ type: "cutFuel" }, new Date("2026-02-13T06:48:00Z"));
 * new TextDecoder().decode(bytes); // "*HQ,8168000005,S20,064800,1,1#"
 * const answer = "*HQ,8168000005,V4,S20,OK,064800,064801,A,4900.8014,N,00915.2437,E,000.00,000,130226,F7FFDFFF#";
 * const { outcomes } = session.receive(new TextEncoder().encode(answer), new Date("2026-02-13T06:48:01Z"));
 * outcomes[0].outcome; // "done"
 * ```
 */
export class TrackerSession {
  readonly #reader: MessageReader;
  readonly #replies: Replies;
  readonly #acknowledgement: NonNullable<SessionOptions["acknowledgement"]>;
  readonly #answerTimeoutMs: number;
  readonly #encodeText: SessionOptions["encodeText"];
  #commands: CommandQueue | undefined;
  #tally: FamilyTally | undefined;
  #lookedAt = 0;
  #family: Family | null = null;
  #protocol: Device["protocol"] = null;
  #maker = DEFAULT_MAKER;
  #version: Device["version"] = 2013;
  #isOver = false;

  /** @throws RangeError that names the option. TypeError if `options` is not an object. */
  constructor(options: SessionOptions = {}) {
    assertSessionOptions(options);
    this.#reader = new MessageReader(options);
    this.#replies = new Replies(options);
    this.#tally = new FamilyTally(options);
    this.#acknowledgement = options.acknowledgement ?? "auto";
    this.#answerTimeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS;
    this.#encodeText = options.encodeText;
  }

  /** Device id of the last message; before the first one, `options.deviceId` or `null`. */
  get deviceId(): string | null {
    return this.#reader.deviceId;
  }

  /** The family, from the first 16 messages; `null` until they show it. */
  get family(): FamilyName | null {
    return this.#family?.family ?? null;
  }

  /** Commands without an outcome, in the order of `send`. */
  get pending(): readonly SentCommand[] {
    return this.#commands?.pending ?? [];
  }

  /** Number of bytes of an unfinished frame. */
  get buffered(): number {
    return this.#reader.buffered;
  }

  /**
   * Takes the next bytes of a stream. The chunk is copied.
   *
   * @throws TypeError if `chunk` is not a Uint8Array or `at` not a Date, RangeError if `at` is an invalid Date.
   */
  receive(chunk: Uint8Array, at: Date): SessionResult {
    assertDate(at, "at");
    return this.#answerStream(this.#reader.push(chunk), at);
  }

  /**
   * Takes one whole datagram. `frame.offset` counts from its start, and frames are views of it.
   *
   * It gets at most 64 replies, together no longer than the datagram (a datagram that is one whole message gets its one
   * reply), and at most 64 within a second, because senders are easily forged.
   *
   * @throws as `receive`.
   */
  datagram(bytes: Uint8Array, at: Date): SessionResult {
    assertDate(at, "at");
    assertBytes(bytes, "bytes");
    const messages = this.#reader.datagram(bytes);
    const outcomes = this.#look(messages);
    const replies = this.#replies.toDatagram(bytes, messages, at, this.#style);
    return { messages, replies, outcomes };
  }

  /**
   * Call it after a short silence: complete frames come out, an unfinished frame stays.
   *
   * @throws as `receive`.
   */
  settle(at: Date): SessionResult {
    assertDate(at, "at");
    return this.#answerStream(this.#reader.settle(), at);
  }

  /**
   * Ends the session: all held bytes come out, and pending commands end as `closed`.
   *
   * @throws as `receive`.
   */
  end(at: Date): SessionResult {
    assertDate(at, "at");
    const { messages, replies, outcomes } = this.#answerStream(this.#reader.flush(), at);
    this.#isOver = true;
    return { messages, replies, outcomes: [...outcomes, ...(this.#commands?.close() ?? [])] };
  }

  /**
   * Encodes a command for the device of the last message, in its protocol. Write its `bytes`, unless it is `queued`: if the
   * answers of commands cannot be distinguished, only one of them waits at a time, and `due` returns the next.
   *
   * For a JT/T 808 device, `interval` without a count, `locate`, `restart` and `factoryReset` become the command of that
   * protocol with the same effect; other H02 commands are refused. Before the first message of a device, the protocol is
   * the one that has the type of the command, or H02 if both have it.
   *
   * @throws RangeError before an id is known, with 64 commands pending, after `end`, and as `encodeCommand`.
   * TypeError as `encodeCommand`.
   */
  send(command: Command | Jt808Command, at: Date): SentCommand {
    assertDate(at, "at");
    const { deviceId } = this;
    if (this.#isOver) throw new RangeError("command must be sent before the session ends");
    if (deviceId === null)
      throw new RangeError("command must wait until a message has shown the device id");
    const device: Device = {
      deviceId,
      protocol: this.#protocol,
      maker: this.#maker,
      version: this.#version,
      encodeText: this.#encodeText,
    };
    this.#commands ??= new CommandQueue();
    const sent = this.#commands.send(command, device, this.#replies.nextSerialNumber(), at);
    if (sent.serialNumber !== undefined) this.#replies.countSerialNumber();
    return sent;
  }

  /**
   * Returns the queued commands that can be sent now: write their bytes. Call it after `receive`, `datagram`, `settle` and
   * `expire`.
   *
   * @throws as `receive`.
   */
  due(at: Date): readonly SentCommand[] {
    assertDate(at, "at");
    return this.#commands?.due(at) ?? [];
  }

  /**
   * Ends the commands that were sent more than `answerTimeoutMs` ago as `expired`, and returns their outcomes.
   *
   * @throws as `receive`.
   */
  expire(at: Date): readonly CommandOutcome[] {
    assertDate(at, "at");
    return this.#commands?.expire(at, this.#answerTimeoutMs) ?? [];
  }

  #answerStream(messages: readonly Message[], at: Date): SessionResult {
    const outcomes = this.#look(messages);
    const replies = this.#replies.toStream(messages, at, this.#style);
    return { messages, replies, outcomes };
  }

  /** Updates what is known of the device, and matches the messages with commands. */
  #look(messages: readonly Message[]): CommandOutcome[] {
    for (const message of messages) if (message.deviceId !== null) this.#remember(message);
    if (this.#tally !== undefined) this.#identify(this.#tally, messages);
    const commands = this.#commands;
    return commands === undefined
      ? []
      : messages.flatMap((message) => commands.answeredBy(message) ?? []);
  }

  #identify(tally: FamilyTally, messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.type === "noise") continue;
      this.#family = tally.add(message);
      if (++this.#lookedAt < MOST_LOOKED_AT) continue;
      this.#tally = undefined;
      return;
    }
  }

  #remember({ jt808, maker, serialNumber }: Message): void {
    this.#protocol = serialNumber === undefined ? "h02" : "jt808";
    if (jt808 !== undefined) this.#version = jt808.version;
    // `$` frames have none.
    if (maker !== undefined) this.#maker = maker;
  }

  get #style(): Style {
    if (this.#acknowledgement !== "auto") return this.#acknowledgement;
    const style = this.#family?.acknowledgement.style;
    return style === "v4" || style === "none" || style === "echo" ? style : "r12";
  }
}
