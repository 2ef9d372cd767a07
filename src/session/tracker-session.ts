import { assertBytes } from "../bytes.ts";
import { assertDate } from "../command/downlink-head.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { Message } from "../model/message.ts";
import type { Family, FamilyName } from "../variant/families.ts";
import { FamilyTally } from "../variant/identify.ts";
import { type CommandOutcome, CommandQueue, type SentCommand } from "./command-queue.ts";
import { ANSWER_TIMEOUT_MS, assertSessionOptions, type SessionOptions } from "./options.ts";
import { MessageReader } from "./reader.ts";
import { Replies, type Style } from "./replies.ts";
import type { Device } from "./wire.ts";

/** What came of some bytes. */
export interface SessionResult {
  /** What the device said, in order. A JT/T 808 message in parts comes out whole behind its last part. */
  readonly messages: readonly Message[];
  /** To be written to the device, in order, as soon as the messages are safe: it may delete what it hears of. */
  readonly replies: readonly Uint8Array[];
  /** Commands that ended. */
  readonly outcomes: readonly CommandOutcome[];
}

/** Messages that the family is worked out from. */
const MOST_LOOKED_AT = 16;

/**
 * One connection to a tracker, or one peer and port for datagrams, without I/O: bytes and the time in; messages,
 * replies and the outcomes of commands out.
 *
 * ```ts
 * const session = new TrackerSession();
 * const { messages, replies, outcomes } = session.receive(chunk, new Date());
 * ```
 *
 * 1. Write the replies after the messages are stored, then what `due` gives.
 * 2. For a stream call `settle` after a silence of 200 ms while `buffered` is not 0, and `end` at its end.
 * 3. Call `expire` now and then while `pending` is not empty.
 * 4. However the stream is cut, the messages are the same. Nothing that the bytes are throws.
 * 5. It holds an unfinished frame, the parts of long messages (64 KiB), at most 64 commands and the last replies
 *    to heartbeats.
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
  #maker: string | undefined;
  #version: 2013 | 2019 | undefined;
  #isOver = false;

  /** @throws RangeError that names the option. TypeError if `options` is no object. */
  constructor(options: SessionOptions = {}) {
    assertSessionOptions(options);
    this.#reader = new MessageReader(options);
    this.#replies = new Replies(options);
    this.#tally = new FamilyTally(options);
    this.#acknowledgement = options.acknowledgement ?? "auto";
    this.#answerTimeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS;
    this.#encodeText = options.encodeText;
  }

  /** The device that spoke last; before one did, `options.deviceId` or `null`. */
  get deviceId(): string | null {
    return this.#reader.deviceId;
  }

  /** What the first 16 messages show the device to be; `null` as long as they do not. */
  get family(): FamilyName | null {
    return this.#family?.family ?? null;
  }

  /** Commands without an outcome, in the order in which they were given. */
  get pending(): readonly SentCommand[] {
    return this.#commands?.pending ?? [];
  }

  /** Bytes of an unfinished frame. */
  get buffered(): number {
    return this.#reader.buffered;
  }

  /**
   * The next bytes of a stream. The chunk is copied.
   *
   * @throws TypeError if `chunk` is no Uint8Array or `at` no Date, RangeError if it is an invalid one.
   */
  receive(chunk: Uint8Array, at: Date): SessionResult {
    assertDate(at, "at");
    return this.#answerStream(this.#reader.push(chunk), at);
  }

  /**
   * One datagram, whole. `frame.offset` counts from its start, and frames are views of it.
   *
   * Its replies are at most 64, together no heavier than it (a datagram that is one whole message gets its one
   * reply) and at most 64 within a second: a sender is easily made up.
   *
   * @throws as `receive`.
   */
  datagram(bytes: Uint8Array, at: Date): SessionResult {
    assertDate(at, "at");
    assertBytes(bytes, "bytes");
    const messages = this.#reader.datagram(bytes);
    const outcomes = this.#look(messages);
    const replies = this.#isSilent
      ? []
      : this.#replies.toDatagram(bytes, messages, at, this.#style);
    return { messages, replies, outcomes };
  }

  /**
   * A short silence: what is complete comes out, an unfinished frame stays.
   *
   * @throws as `receive`.
   */
  settle(at: Date): SessionResult {
    assertDate(at, "at");
    return this.#answerStream(this.#reader.settle(), at);
  }

  /**
   * Nothing follows: all that is held comes out, and what is pending is `closed`.
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
   * Sends a command to the device that spoke last, in the form that it speaks. Write its `bytes`, unless it is
   * `queued`: of commands whose answers cannot be told apart one is under way at a time, and `due` gives out the
   * next.
   *
   * To a JT/T 808 device `interval` without a count, `locate`, `restart` and `factoryReset` go as the command of
   * that protocol that does the same; other commands of H02 are refused. To a device that has not spoken yet a
   * command goes in the protocol that has its type, in H02 if both have.
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
   * Queued commands whose turn has come: write their bytes. Ask after `receive`, `datagram`, `settle` and `expire`.
   *
   * @throws as `receive`.
   */
  due(at: Date): readonly SentCommand[] {
    assertDate(at, "at");
    return this.#commands?.due(at) ?? [];
  }

  /**
   * Commands that were sent more than `answerTimeoutMs` ago: they are forgotten, and end as `expired`.
   *
   * @throws as `receive`.
   */
  expire(at: Date): readonly CommandOutcome[] {
    assertDate(at, "at");
    return this.#commands?.expire(at, this.#answerTimeoutMs) ?? [];
  }

  #answerStream(messages: readonly Message[], at: Date): SessionResult {
    const outcomes = this.#look(messages);
    const replies = this.#isSilent ? [] : this.#replies.toStream(messages, at, this.#style);
    return { messages, replies, outcomes };
  }

  /** What the messages show of the device, and which commands they answer. */
  #look(messages: readonly Message[]): CommandOutcome[] {
    // The last that names a device, as the reader has it.
    let last = messages.length - 1;
    while (last >= 0 && messages[last]!.deviceId === null) last--;
    if (last >= 0) this.#remember(messages[last]!);
    if (this.#tally !== undefined) this.#identify(this.#tally, messages);
    return this.#commands === undefined || this.#commands.isEmpty
      ? []
      : messages.flatMap((message) => this.#commands!.answeredBy(message) ?? []);
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

  #remember({ frame, jt808, maker, serialNumber }: Message): void {
    const isJt808 = frame.format === "escaped" && serialNumber !== undefined;
    this.#protocol = isJt808 ? "jt808" : "h02";
    if (isJt808) this.#version = jt808?.version;
    // `$` frames have none.
    else if (maker !== undefined) this.#maker = maker;
  }

  get #isSilent(): boolean {
    return this.#acknowledgement === "none";
  }

  get #style(): Style {
    if (this.#acknowledgement !== "auto") return this.#acknowledgement;
    const { style } = this.#family?.acknowledgement ?? { style: "unknown" };
    return style === "v4" || style === "none" || style === "echo" ? style : "r12";
  }
}
