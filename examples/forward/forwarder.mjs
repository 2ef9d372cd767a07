/** Forwards trackers to other systems: a collector whose store is the queue, and a courier for each destination. */
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
   * A destination is `{ name, entriesOf(message, receivedAt), deliver(deviceId, entry), close() }`. `devices` lists the
   * ids to accept; `null` accepts all.
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

  /** The number of waiting entries. */
  get size() {
    return this.#queue.size;
  }

  listen(port, host) {
    return this.#collector.listen(port, host);
  }

  /** The store of the collector, which acknowledges a message once it is in the queue. */
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

  /** The promise is fulfilled when received messages are in the queue and deliveries in progress are done. */
  async close() {
    await this.#collector.close();
    const stopped = [...this.#couriers.values()].map((courier) => courier.stop());
    // Ends deliveries that wait for an unreachable broker.
    await Promise.all(this.#destinations.map((destination) => destination.close()));
    await Promise.all(stopped);
    this.#queue.close();
  }
}
