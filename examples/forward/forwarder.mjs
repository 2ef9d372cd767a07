/** Trackers in, other systems out: a collector whose store is the queue, and a courier for each destination. */
import { Collector } from "sinotrack-example-collector/collector.mjs";
import { Courier } from "./courier.mjs";
import { Queue } from "./queue.mjs";

export class Forwarder {
  #queue;
  #destinations;
  #collector;
  #couriers;
  #devices;

  /**
   * A destination is `{ name, entriesOf(message, receivedAt), deliver(deviceId, entry), close() }`. `devices` are the
   * ids that are taken; all if it is `null`.
   */
  constructor({ file, destinations, devices = null, log = () => {}, limits, timing }) {
    this.#queue = new Queue(file, limits);
    this.#destinations = destinations;
    this.#devices = devices === null ? null : new Set(devices);
    this.#couriers = new Map(
      destinations.map((destination) => [
        destination.name,
        new Courier({ destination, queue: this.#queue, log, timing }),
      ]),
    );
    this.#collector = new Collector({ store: this, log });
  }

  /** Entries that wait. */
  get size() {
    return this.#queue.size;
  }

  listen(port, host) {
    return this.#collector.listen(port, host);
  }

  /** The store of the collector, which acknowledges what is in the queue. */
  async save({ receivedAt, message }) {
    const { deviceId } = message;
    if (deviceId === null) return;
    if (this.#devices?.has(deviceId) === false) {
      throw new Error(`${deviceId.replace(/[^\w-]/g, "?")} is none of the devices to forward`);
    }
    const rows = this.#destinations.flatMap((destination) =>
      destination
        .entriesOf(message, receivedAt)
        .map((entry) => ({ destination: destination.name, deviceId, entry })),
    );
    if (rows.length === 0) return;
    await this.#queue.add(rows);
    for (const { destination } of rows) this.#couriers.get(destination).wake(deviceId);
  }

  /** What was received is in the queue, and what was under way delivered, when the promise is fulfilled. */
  async close() {
    await this.#collector.close();
    const stopped = [...this.#couriers.values()].map((courier) => courier.stop());
    // Ends what waits for a broker that is away.
    await Promise.all(this.#destinations.map((destination) => destination.close()));
    await Promise.all(stopped);
    this.#queue.close();
  }
}
