/** A small seeded generator (mulberry32), so that the same seed gives the same frames everywhere. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to 2^32 - 1. */
  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor((this.uint32() / 0x1_0000_0000) * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.uint32() < share * 0x1_0000_0000;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)] as T;
  }

  /** As `int`, but often the limits and their neighbours, where readers go wrong. */
  edgy(least: number, most: number): number {
    if (!this.chance(0.3)) return this.int(least, most);
    return this.pick([least, Math.min(least + 1, most), Math.max(most - 1, least), most]);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join("");
  }

  hex(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 15).toString(16)).join("");
  }
}
