/**
 * Who may stay connected when more come than there is room for: a sender at one address shuts nobody else out, and
 * of those at one address the one that has sent no position for the longest time goes first.
 */
export class Admission {
  #most;
  /** By address, the one longest without a position first. */
  #byAddress = new Map();
  #addresses = new Map();
  /** Those without any position so far, the oldest first. */
  #unproved = new Set();

  constructor(most) {
    this.#most = most;
  }

  /** Lets a connection in. Returns the one that has to go for it: null for none, itself if there is no room. */
  enter(connection, address) {
    let leaving = null;
    if (this.#addresses.size >= this.#most) {
      leaving = this.#leastMissed(address) ?? connection;
      if (leaving === connection) return connection;
      this.leave(leaving);
    }
    if (!this.#byAddress.has(address)) this.#byAddress.set(address, new Set());
    this.#byAddress.get(address).add(connection);
    this.#addresses.set(connection, address);
    this.#unproved.add(connection);
    return leaving;
  }

  /** It sent a position. */
  prove(connection) {
    const neighbours = this.#byAddress.get(this.#addresses.get(connection));
    if (neighbours === undefined) return;
    this.#unproved.delete(connection);
    neighbours.delete(connection);
    neighbours.add(connection);
  }

  leave(connection) {
    const address = this.#addresses.get(connection);
    if (address === undefined) return;
    this.#addresses.delete(connection);
    this.#unproved.delete(connection);
    const neighbours = this.#byAddress.get(address);
    neighbours.delete(connection);
    if (neighbours.size === 0) this.#byAddress.delete(address);
  }

  #leastMissed(address) {
    let largest = new Set();
    for (const neighbours of this.#byAddress.values()) {
      if (neighbours.size > largest.size) largest = neighbours;
    }
    const own = this.#byAddress.get(address)?.size ?? 0;
    // Whoever has many connections pays for whoever has few. Many devices may share the address of their carrier,
    // so a number alone is no reason.
    const [first] = largest.size > own + 1 ? largest : this.#unproved;
    return first;
  }
}
