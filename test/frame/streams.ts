/** Helpers for tests that send bytes through the splitter in pieces. */
import { type Frame, FrameSplitter, splitFrames } from "../../src/index.ts";
import { bytesOf, loadVectors, type Vector } from "../vectors.ts";

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ""), "hex"));
}

export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

export function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Format, offset and bytes, for comparing and for messages of failures. */
export function shown(frames: readonly Frame[]): string[] {
  return frames.map(({ format, offset, bytes }) => `${offset} ${format} ${hex(bytes)}`);
}

/** Format and bytes, without the offset. */
export function contents(frames: readonly Frame[]): string[] {
  return frames.map(({ format, bytes }) => `${format} ${hex(bytes)}`);
}

/** The result of the pure function for the whole input. */
export function whole(bytes: Uint8Array): string[] {
  return shown(splitFrames(bytes, { end: true }).frames);
}

/** The result of a splitter for chunks of the sizes that `next` gives. */
export function chunked(
  bytes: Uint8Array,
  next: () => number,
  splitter = new FrameSplitter(),
): string[] {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, next());
    // The copy is overwritten afterwards, because the splitter must not keep the caller's chunk.
    const chunk = bytes.slice(at, at + size);
    frames.push(...splitter.push(chunk));
    chunk.fill(0xee);
    at += size;
  }
  frames.push(...splitter.flush());
  return shown(frames);
}

/** The frames of all vectors that hold one whole frame, without separators around it. */
export function wholeFrames(): { vector: Vector; bytes: Uint8Array }[] {
  return loadVectors()
    .filter(({ file }) => file !== "streams.jsonl")
    .flatMap(({ vectors }) => vectors)
    .filter(({ expect }) => expect.length === 1 && !hasIssue(expect[0]!, "truncated"))
    .filter(({ expect }) => expect[0]!["type"] !== "noise")
    .map((vector) => ({ vector, bytes: trimmed(bytesOf(vector)) }));
}

export function hasIssue(message: Record<string, unknown>, code: string): boolean {
  return (message["issues"] as [string, string][]).some(([found]) => found === code);
}

function trimmed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  if (bytes[0] === 0x2a) while (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d) end--;
  return bytes.subarray(0, end);
}

/** A repeatable sequence of numbers from 0 up to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle<T>(items: readonly T[], next: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(next() * (i + 1));
    [out[i], out[k]] = [out[k]!, out[i]!];
  }
  return out;
}
