/**
 * Decides which connection is closed when there is no room: of the address with the most connections, the one that has
 * gone longest without a position. So a sender at one address cannot shut out a device at another.
 */
export class Admission {
  #most;
  /** By connection, oldest first: its network, and the time of its last position. */
  #connections = new Map();

  constructor(most) {
    this.#most = most;
  }

  /** Admits a connection. Returns the one to close for it, which may be the new one; `null` for none. */
  enter(connection, address = "") {
    this.#connections.set(connection, { network: networkOf(address), provedAt: 0 });
    if (this.#connections.size <= this.#most) return null;
    const sizes = new Map();
    for (const { network } of this.#connections.values()) {
      sizes.set(network, (sizes.get(network) ?? 0) + 1);
    }
    const largest = Math.max(...sizes.values());
    const [[leaving]] = [...this.#connections]
      .filter(([, { network }]) => sizes.get(network) === largest)
      .sort(([, one], [, other]) => one.provedAt - other.provedAt);
    this.leave(leaving);
    return leaving;
  }

  /** Records that the connection has sent a position. */
  prove(connection) {
    const entry = this.#connections.get(connection);
    if (entry !== undefined) entry.provedAt = performance.now();
  }

  leave(connection) {
    this.#connections.delete(connection);
  }
}

/** An IPv6 subscriber has at least a /64. */
function networkOf(address) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head, tail] = plain.split("::").map((half) => half.split(":"));
  const zeros = tail === undefined ? [] : Array(8 - head.length - tail.length).fill("0");
  return [...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(":");
}
