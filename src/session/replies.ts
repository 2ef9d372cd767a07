/** The replies to a device, and their limits. */
import { latin1Text } from "../bytes.ts";
import { type ReplyOptions, replyTo } from "../command/reply.ts";
import type { Message } from "../model/message.ts";

/** How a session acknowledges. `echo`: only heartbeats, as they came. */
export type Style = NonNullable<ReplyOptions["acknowledgement"]> | "echo";

/** Within this time an echoed reply is not answered, and the replies to datagrams are counted. */
const WINDOW_MS = 1000;

/** Replies to one datagram, and to all datagrams of a peer within a second. */
const MOST_FOR_DATAGRAMS = 64;

/** Limit of remembered replies to heartbeats: each may come back. */
const MOST_ECHOES = 256;

const ECHOED: ReadonlySet<string> = /* @__PURE__ */ new Set(["V0", "HTBT"]);

/** The options of `replyTo` that are the same for all messages. */
export type ReplySettings = Pick<ReplyOptions, "authenticationCode" | "encodeText">;

export class Replies {
  readonly #settings: ReplySettings;
  /** The number of the next JT/T 808 message to the device. */
  #serialNumber = 0;
  /**
   * Replies of the last second that would be answered if they came back, with their time: the echoes of heartbeats, and no
   * others.
   */
  #echoes: Map<string, number> | undefined;
  /** Start of the current second of datagrams, and the replies in it. */
  #windowAt = Number.NEGATIVE_INFINITY;
  #sentInWindow = 0;

  constructor({ authenticationCode, encodeText }: ReplySettings) {
    this.#settings = {
      ...(authenticationCode === undefined ? {} : { authenticationCode }),
      ...(encodeText === undefined ? {} : { encodeText }),
    };
  }

  nextSerialNumber(): number {
    return this.#serialNumber;
  }

  countSerialNumber(): void {
    this.#serialNumber = (this.#serialNumber + 1) & 0xffff;
  }

  toStream(messages: readonly Message[], at: Date, style: Style): Uint8Array[] {
    const replies: Uint8Array[] = [];
    for (const message of messages) {
      const reply = this.#replyTo(message, at, style);
      if (reply === null) continue;
      this.#sent(message, reply, at);
      replies.push(reply);
    }
    return replies;
  }

  /**
   * Anybody can forge the sender of a datagram. So the replies together are few and no longer than the datagram, and few per
   * peer and second; a datagram that is one whole message gets its one reply.
   */
  toDatagram(
    bytes: Uint8Array,
    messages: readonly Message[],
    at: Date,
    style: Style,
  ): Uint8Array[] {
    const time = at.getTime();
    if (!(Math.abs(time - this.#windowAt) < WINDOW_MS)) {
      this.#windowAt = time;
      this.#sentInWindow = 0;
    }
    const [first, ...others] = messages;
    const isOneFrame = others.every((message) => message.jt808?.assembled !== undefined);
    let room = bytes.length;
    const replies: Uint8Array[] = [];
    for (const message of messages) {
      if (this.#sentInWindow >= MOST_FOR_DATAGRAMS) break;
      const reply = this.#replyTo(message, at, style);
      if (reply === null) continue;
      if (reply.length > room && !(isOneFrame && message === first)) continue;
      room -= reply.length;
      this.#sentInWindow++;
      this.#sent(message, reply, at);
      replies.push(reply);
    }
    return replies;
  }

  #replyTo(message: Message, at: Date, style: Style): Uint8Array | null {
    if (style === "none") return null;
    // Its parts are acknowledged; a recording is by itself as well, by its own number.
    if (message.jt808?.assembled !== undefined && message.jt808.media === undefined) return null;
    const isEcho = ECHOED.has(message.command);
    if (style === "echo" && !isEcho && message.serialNumber === undefined) return null;
    if (isEcho && this.#wasSent(message, at)) return null;
    return replyTo(message, {
      ...this.#settings,
      at,
      acknowledgement: style === "echo" ? "r12" : style,
      serialNumber: this.#serialNumber,
    });
  }

  #sent(message: Message, reply: Uint8Array, at: Date): void {
    if (message.serialNumber !== undefined) this.countSerialNumber();
    if (!ECHOED.has(message.command)) return;
    this.#echoes ??= new Map();
    const text = textOf(reply);
    this.#echoes.delete(text);
    this.#echoes.set(text, at.getTime());
    if (this.#echoes.size > MOST_ECHOES) {
      const [oldest] = this.#echoes.keys();
      this.#echoes.delete(oldest!);
    }
  }

  #wasSent({ frame }: Message, at: Date): boolean {
    if (this.#echoes === undefined) return false;
    for (const [text, sentAt] of this.#echoes) {
      if (Math.abs(at.getTime() - sentAt) < WINDOW_MS) break;
      this.#echoes.delete(text);
    }
    return this.#echoes.has(textOf(frame.bytes));
  }
}

function textOf(bytes: Uint8Array): string {
  return latin1Text(bytes, 0, bytes.length);
}
