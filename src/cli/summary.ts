/** Counts what was decoded, for the line at the end. */

import type { Message } from "../index.ts";
import { plural } from "../plural.ts";

/** The counts of one summary, for another one to add. */
export interface SummaryCounts {
  readonly types: readonly (readonly [type: string, count: number])[];
  readonly noiseBytes: number;
}

export class Summary {
  readonly #types = new Map<string, number>();
  #frames = 0;
  #noiseBytes = 0;

  /** Number of frames so far, without noise. */
  get frames(): number {
    return this.#frames;
  }

  add(message: Message): void {
    if (message.type === "noise") {
      this.#noiseBytes += message.frame.bytes.length;
      return;
    }
    this.#frames++;
    this.#types.set(message.type, (this.#types.get(message.type) ?? 0) + 1);
  }

  get counts(): SummaryCounts {
    return { types: [...this.#types], noiseBytes: this.#noiseBytes };
  }

  merge({ types, noiseBytes }: SummaryCounts): void {
    for (const [type, count] of types) {
      this.#frames += count;
      this.#types.set(type, (this.#types.get(type) ?? 0) + count);
    }
    this.#noiseBytes += noiseBytes;
  }

  /** `353 frames: 210 position, 3 heartbeat; 12 noise bytes`, the most frequent type first. */
  toString(): string {
    const types = [...this.#types].sort(([, a], [, b]) => b - a);
    const parts = types.map(([type, count]) => `${count} ${type}`).join(", ");
    const frames = this.#frames === 0 ? "no frames" : plural(this.#frames, "frame");
    const noise = this.#noiseBytes === 0 ? "" : `; ${plural(this.#noiseBytes, "noise byte")}`;
    return `${frames}${parts === "" ? "" : `: ${parts}`}${noise}`;
  }
}
