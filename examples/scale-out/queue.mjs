/**
 * Frames in NATS JetStream. The collector only splits and acknowledges; heavy work and code that changes often
 * (decoding into your model, enriching, storing) runs in any number of decoders, and nothing is lost while
 * they are down.
 *
 * Each link delivers at least once, and its receiver removes repeats:
 * - a publish without an answer is repeated under the same `Nats-Msg-Id`, and the stream drops the repeat;
 * - a message that a decoder did not acknowledge is delivered again to any decoder, and the sink,
 *   keyed by the same id, ignores the repeat.
 */
import { AckPolicy, jetstream, jetstreamManager, StorageType } from "@nats-io/jetstream";
import { connect, headers, nanos } from "@nats-io/transport-node";

const STREAM = "TRACKERS";
const SUBJECT = "trackers.frames";
/** The name of the consumer group: all decoders share its position in the stream, across restarts too. */
const CONSUMER = "decoders";

export async function openQueue(servers, { ackWaitMs = 30_000 } = {}) {
  const connection = await connect({ servers, maxReconnectAttempts: -1 });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({
    name: STREAM,
    subjects: [SUBJECT],
    storage: StorageType.File,
    // A publish repeated within this time is recognised.
    duplicate_window: nanos(120_000),
  });
  await manager.consumers.add(STREAM, {
    durable_name: CONSUMER,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_ack_pending: 10_000,
  });
  return { connection, manager, stream: jetstream(connection) };
}

/**
 * The store of the collector. `save` is fulfilled when the stream has the frame, and only then the device gets its
 * acknowledgement.
 */
export class QueueStore {
  /** Publishes that the stream already had. */
  duplicates = 0;
  #stream;

  constructor({ stream }) {
    this.#stream = stream;
  }

  async save({ id, receivedAt, transport, peer, message: { deviceId, frame, jt808 } }) {
    const head = headers();
    const fields = { receivedAt: receivedAt.toISOString(), transport, peer };
    for (const [name, value] of Object.entries(fields)) head.set(name, value);
    head.set("format", frame.format);
    head.set("offset", String(frame.offset));
    // Only the connection knows the device of an `X` record. The id is from the wire: JSON, because a header must not
    // contain arbitrary characters.
    head.set("deviceId", JSON.stringify(deviceId));
    // The frame of an assembled message does not show that it was assembled, and from which parts.
    const { assembled } = jt808 ?? {};
    if (assembled !== undefined) head.set("assembled", JSON.stringify(assembled));
    // Retries under the same id cannot put it into the stream twice.
    const options = { msgID: id, headers: head, timeout: 5000, retries: 5 };
    const { duplicate } = await this.#stream.publish(SUBJECT, frame.bytes, options);
    if (duplicate) this.duplicates++;
    return !duplicate;
  }
}

/** The group's messages that come to this process, as `{ id, origin, frame, deviceId, assembled, isAgain, ack, nak }`. */
export async function* frames({ stream }, signal) {
  const consumer = await stream.consumers.get(STREAM, CONSUMER);
  // The most frames that a decoder holds, and so the most that are delayed when it dies.
  const messages = await consumer.consume({ max_messages: 200 });
  signal.addEventListener("abort", () => messages.stop(), { once: true });
  for await (const message of messages) {
    const { headers: head, data, info } = message;
    yield {
      id: head.get("Nats-Msg-Id"),
      origin: {
        receivedAt: new Date(head.get("receivedAt")),
        transport: head.get("transport"),
        peer: head.get("peer"),
      },
      frame: { format: head.get("format"), offset: Number(head.get("offset")), bytes: data },
      deviceId: JSON.parse(head.get("deviceId")),
      assembled: JSON.parse(head.get("assembled") || "null"),
      isAgain: info.deliveryCount > 1,
      ack: () => message.ack(),
      nak: () => message.nak(1000),
    };
  }
}

/** How many messages no decoder has acknowledged yet. */
export async function outstanding({ manager }) {
  const { num_pending, num_ack_pending } = await manager.consumers.info(STREAM, CONSUMER);
  return num_pending + num_ack_pending;
}
