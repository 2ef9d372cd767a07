/**
 * Frames in NATS JetStream. The collector only cuts and acknowledges; what is heavy or changes often
 * (decoding into your model, enriching, storing) runs in any number of decoders, and nothing is lost while
 * they are down.
 *
 * Each link is at least once, and each end makes it once:
 * - a publish that got no answer is repeated under the same `Nats-Msg-Id`, and the stream drops the second;
 * - a message that a decoder did not acknowledge is delivered again, to whichever is there, and the sink,
 *   keyed by the same id, ignores what it has.
 */
import { AckPolicy, jetstream, jetstreamManager, StorageType } from "@nats-io/jetstream";
import { connect, headers, nanos } from "@nats-io/transport-node";

const STREAM = "TRACKERS";
const SUBJECT = "trackers.frames";
/** The name of the group: all decoders share its place in the stream, also across restarts. */
const CONSUMER = "decoders";

export async function openQueue(servers, { ackWaitMs = 30_000 } = {}) {
  const connection = await connect({ servers, maxReconnectAttempts: -1 });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({
    name: STREAM,
    subjects: [SUBJECT],
    storage: StorageType.File,
    // In which a repeated publish is recognised.
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

/** Where the collector saves: fulfilled when the stream has it, so that only then the device hears so. */
export class QueueStore {
  /** Publishes that the stream knew already. */
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
    // Which device an `X` record is of only its connection knows. The id is from the wire: JSON, because
    // a header must not hold just any character.
    head.set("deviceId", JSON.stringify(deviceId));
    // A whole frame does not say that it was put together, and from where.
    const { assembled } = jt808 ?? {};
    if (assembled !== undefined) head.set("assembled", JSON.stringify(assembled));
    // Again under the same id: twice in the stream it is not.
    const options = { msgID: id, headers: head, timeout: 5000, retries: 5 };
    const { duplicate } = await this.#stream.publish(SUBJECT, frame.bytes, options);
    if (duplicate) this.duplicates++;
    return !duplicate;
  }
}

/** The group's messages that come to this process, as `{ id, origin, frame, deviceId, assembled, isAgain, ack, nak }`. */
export async function* frames({ stream }, signal) {
  const consumer = await stream.consumers.get(STREAM, CONSUMER);
  // As many as a decoder holds at a time, and so as many as are late when it dies.
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
