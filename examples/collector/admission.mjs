/**
 * Who goes when more connect than there is room for: of the connections of the address that has the most, the one
 * that has sent no position for the longest time. So a sender at one address shuts out nobody at another.
 */
export class Admission {
  #most;
  /** By connection, the oldest first: its network, and when it sent a position last. */
  #connections = new Map();

  constructor(most) {
    this.#most = most;
  }

  /** Lets a connection in. Returns the one that has to go for it, which may be itself; `null` for none. */
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

  /** It sent a position. */
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
