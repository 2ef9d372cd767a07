/** Counts what was decoded, and describes an input without messages. */
import type { IssueCode, Message } from "../index.ts";
import { plural } from "../plural.ts";
import { lookAt } from "../text/hint.ts";
import type { InputFinder } from "../text/input-reader.ts";

/** Bytes of the first noise that are kept, to describe it. */
const SAMPLE = 512;

/** The counts of one tally, for another one to add. */
export interface TallyCounts {
  readonly types: ReadonlyMap<string, number>;
  readonly noiseBytes: number;
  readonly strayBytes: number;
  readonly sample: Uint8Array | null;
}

export class Tally {
  /** Number of frames so far, without noise. */
  frames = 0;
  /** Number of captures that were left out because the other side sent them. */
  leftOut = 0;
  readonly #types = new Map<string, number>();
  #noiseBytes = 0;
  /** Bytes of frames that are likely noise. */
  #strayBytes = 0;
  #isBlank = true;
  #captured = 0;
  #sample: Uint8Array | null = null;
  /** As captured: noise has no separators before it, and other protocols begin with zeros. */
  #first: Uint8Array | null = null;

  read(chunk: Uint8Array): void {
    if (this.#isBlank) this.#isBlank = chunk.every((byte) => byte <= 0x20);
  }

  capture(bytes: Uint8Array): void {
    this.#captured += bytes.length;
    this.#first ??= bytes.slice(0, SAMPLE);
  }

  add({ type, frame, issues }: Message): void {
    if (type === "noise") this.#noiseBytes += frame.bytes.length;
    else {
      this.#count(type, 1);
      if (!isBetweenStrayFlags(frame, issues)) return;
      this.#strayBytes += frame.bytes.length;
    }
    this.#sample ??= frame.bytes.slice(0, SAMPLE);
  }

  get counts(): TallyCounts {
    return {
      types: this.#types,
      noiseBytes: this.#noiseBytes,
      strayBytes: this.#strayBytes,
      sample: this.#sample,
    };
  }

  merge({ types, noiseBytes, strayBytes, sample }: TallyCounts): void {
    for (const [type, count] of types) this.#count(type, count);
    this.#noiseBytes += noiseBytes;
    this.#strayBytes += strayBytes;
    this.#sample ??= sample;
  }

  #count(type: string, count: number): void {
    this.frames += count;
    this.#types.set(type, (this.#types.get(type) ?? 0) + count);
  }

  /** `353 frames: 210 position, 3 heartbeat; 12 noise bytes`, the most frequent type first. */
  toString(): string {
    const types = [...this.#types].sort(([, a], [, b]) => b - a);
    const parts = types.map(([type, count]) => `${count} ${type}`).join(", ");
    const frames = this.frames === 0 ? "no frames" : plural(this.frames, "frame");
    const noise = this.#noiseBytes === 0 ? "" : `; ${plural(this.#noiseBytes, "noise byte")}`;
    return `${frames}${parts === "" ? "" : `: ${parts}`}${noise}`;
  }

  /**
   * One line for people if the input could not be read: no message, or more noise than frames in the captured bytes.
   * Otherwise `null`.
   *
   * @param remedy Advice for an input with data of the other side only.
   */
  complaint(finder: InputFinder, remedy: string): string | null {
    const isNothing = this.frames === 0;
    const noise = this.#noiseBytes + this.#strayBytes;
    if (isNothing && this.#isBlank) return "the input is empty";
    if (!isNothing && 2 * noise <= this.#captured) return null;
    if (isNothing && this.leftOut > 0 && this.#captured === 0) {
      return `only data of the other side (${plural(this.leftOut, "capture")}); ${remedy}`;
    }
    return lookAt({
      capture: isNothing ? this.#first : this.#sample,
      leftOut: finder.leftOut,
      problems: finder.problems.list,
      share: isNothing ? null : noise / this.#captured,
    });
  }
}

/**
 * In random bytes every 256th is a flag: the bytes between two of them have neither the length nor the check byte of a
 * frame.
 */
function isBetweenStrayFlags({ format }: Message["frame"], issues: Message["issues"]): boolean {
  if (format !== "escaped") return false;
  const has = (code: IssueCode): boolean => issues.some((issue) => issue.code === code);
  const isUnproved = has("bad-checksum") && has("length-differs");
  return has("truncated") || (isUnproved && (has("bad-id") || has("encrypted")));
}
