/**
 * Chooses the connection to close if there are too many: one address cannot shut out others, and of the connections of one
 * address the one that has been without a position the longest is closed first.
 */
export class Admission<C> {
  readonly #most: number;
  /** By address; the connection that has gone longest without a position is first. */
  readonly #byAddress: Map<string, Set<C>> = new Map();
  readonly #addresses: Map<C, string> = new Map();
  /** Connections without any position so far, oldest first. */
  readonly #unproved: Set<C> = new Set();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#addresses.size;
  }

  /** Admits a connection. Returns the one to close: `null` for none, the new one if there is no room. */
  enter(connection: C, ip: string | undefined): C | null {
    const address = networkOf(ip ?? "");
    let leaving: C | null = null;
    if (this.size >= this.#most) {
      leaving = this.#leastMissed(address) ?? connection;
      if (leaving === connection) return connection;
      this.leave(leaving);
    }
    let neighbours = this.#byAddress.get(address);
    if (neighbours === undefined) {
      neighbours = new Set();
      this.#byAddress.set(address, neighbours);
    }
    neighbours.add(connection);
    this.#addresses.set(connection, address);
    this.#unproved.add(connection);
    return leaving;
  }

  /** Records that the connection has sent a position. */
  prove(connection: C): void {
    const neighbours = this.#byAddress.get(this.#addresses.get(connection) ?? "");
    if (neighbours === undefined) return;
    this.#unproved.delete(connection);
    neighbours.delete(connection);
    neighbours.add(connection);
  }

  leave(connection: C): void {
    const address = this.#addresses.get(connection);
    if (address === undefined) return;
    this.#addresses.delete(connection);
    this.#unproved.delete(connection);
    const neighbours = this.#byAddress.get(address)!;
    neighbours.delete(connection);
    if (neighbours.size === 0) this.#byAddress.delete(address);
  }

  /** The connection to close for a new one from `address`, if any. */
  #leastMissed(address: string): C | undefined {
    let largest: Set<C> = new Set();
    for (const neighbours of this.#byAddress.values()) {
      if (neighbours.size > largest.size) largest = neighbours;
    }
    const own = this.#byAddress.get(address)?.size ?? 0;
    // An address with many connections loses one to an address with few.
    const [first] = largest.size > own + 1 ? largest : this.#unproved;
    return first;
  }
}

/** An IPv6 subscriber has at least a /64. */
function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const behind = tail === undefined ? 0 : tail.split(":").filter((group) => group !== "").length;
  if (tail !== undefined) while (groups.length + behind < 8) groups.push("0");
  return groups.slice(0, 4).join(":");
}
