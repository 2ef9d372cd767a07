/** Counts the messages of an input, and describes an input without messages. */
import type { IssueCode, Message } from "../index.ts";
import { plural } from "../plural.ts";
import { lookAt } from "../text/hint.ts";
import type { InputFinder } from "../text/input-reader.ts";

/** Bytes of the first noise that are kept, to describe it. */
const SAMPLE = 512;

/** The counts of one tally, for another one to add. */
export interface TallyCounts {
  readonly messages: number;
  readonly noise: number;
  readonly sample: Uint8Array | null;
}

export class Tally {
  #isBlank = true;
  #messages = 0;
  #captured = 0;
  #noise = 0;
  #others = 0;
  #sample: Uint8Array | null = null;
  /** As captured: noise has no separators before it, and other protocols begin with zeros. */
  #first: Uint8Array | null = null;

  /** Number of captures that were left out because the other side sent them. */
  get leftOut(): number {
    return this.#others;
  }

  read(chunk: Uint8Array): void {
    if (this.#isBlank) this.#isBlank = chunk.every((byte) => byte <= 0x20);
  }

  leaveOut(): void {
    this.#others++;
  }

  capture(bytes: Uint8Array): void {
    this.#captured += bytes.length;
    this.#first ??= bytes.slice(0, SAMPLE);
  }

  add({ type, frame, issues }: Message): void {
    if (type !== "noise") this.#messages++;
    if (type !== "noise" && !isBetweenStrayFlags(frame, issues)) return;
    this.#noise += frame.bytes.length;
    this.#sample ??= frame.bytes.slice(0, SAMPLE);
  }

  get counts(): TallyCounts {
    return { messages: this.#messages, noise: this.#noise, sample: this.#sample };
  }

  merge({ messages, noise, sample }: TallyCounts): void {
    this.#messages += messages;
    this.#noise += noise;
    this.#sample ??= sample;
  }

  /**
   * One line for people if the input could not be read: no message, or more noise than frames in the captured bytes.
   * Otherwise `null`.
   *
   * @param remedy Advice for an input with data of the other side only.
   */
  complaint(finder: InputFinder, remedy: string): string | null {
    const isNothing = this.#messages === 0;
    if (isNothing && this.#isBlank) return "the input is empty";
    if (!isNothing && 2 * this.#noise <= this.#captured) return null;
    if (isNothing && this.#others > 0 && this.#captured === 0) {
      return `only data of the other side (${plural(this.#others, "capture")}); ${remedy}`;
    }
    return lookAt({
      capture: isNothing ? this.#first : this.#sample,
      leftOut: finder.leftOut,
      problems: finder.problems.list,
      share: isNothing ? null : this.#noise / this.#captured,
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
