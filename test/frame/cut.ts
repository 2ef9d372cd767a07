/** For tests that write a stream as the pieces into which it must be split. */
import { expect } from "vitest";
import { FrameSplitter, type SplitOptions, splitFrames } from "../../src/index.ts";
import { ascii, fromHex, hex, join, shown } from "./streams.ts";

/** The result for a run of bytes; `gap` means separators between frames. */
type Kind = "ascii" | "binary" | "mileage" | "picture" | "escaped" | "noise" | "gap";
export type Piece = readonly [kind: Kind, bytes: Uint8Array];

export interface Cut {
  /** Bytes still held when all have arrived and the stream has not ended. */
  readonly held?: number;
  /** Bytes still held after a silence; defaults to `held`. */
  readonly heldAfterSilence?: number;
  readonly options?: SplitOptions;
}

/**
 * Joins the pieces and expects the splitter to separate them again: in one call, in two chunks split anywhere, and byte
 * by byte. Nothing that can be released may be held.
 */
export function expectCut(pieces: readonly Piece[], cut: Cut = {}): void {
  const { held = 0, heldAfterSilence = held, options } = cut;
  const stream = join(...pieces.map(([, bytes]) => bytes));
  const wanted: string[] = [];
  let offset = 0;
  for (const [kind, bytes] of pieces) {
    if (kind !== "gap") wanted.push(`${offset} ${kind} ${hex(bytes)}`);
    offset += bytes.length;
  }
  expect(shown(splitFrames(stream, { ...options, end: true }).frames), "in one call").toEqual(
    wanted,
  );
  expect(splitFrames(stream, options).consumed, "consumed").toBe(stream.length - held);
  for (let at = 1; at < stream.length; at++) {
    const splitter = new FrameSplitter(options);
    const frames = [...splitter.push(stream.slice(0, at)), ...splitter.push(stream.slice(at))];
    expect(splitter.buffered, `held, cut at ${at}`).toBe(held);
    frames.push(...splitter.flush());
    expect(shown(frames), `cut at ${at}`).toEqual(wanted);
  }
  const splitter = new FrameSplitter(options);
  const frames = [...stream].flatMap((byte) => splitter.push(Uint8Array.of(byte)));
  expect(splitter.buffered, "held, byte by byte").toBe(held);
  frames.push(...splitter.settle());
  expect(splitter.buffered, "held after a silence").toBe(heldAfterSilence);
  frames.push(...splitter.flush());
  expect(shown(frames), "byte by byte").toEqual(wanted);
  expect(splitter.buffered).toBe(0);
}

const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === "string" ? fromHex(value) : value;

export const text = (value: string): Piece => ["ascii", ascii(value)];
export const binary = (value: string | Uint8Array): Piece => ["binary", bytesOf(value)];
export const picture = (value: string | Uint8Array): Piece => ["picture", bytesOf(value)];
export const mileage = (value: string | Uint8Array): Piece => ["mileage", bytesOf(value)];
export const escaped = (value: string | Uint8Array): Piece => ["escaped", bytesOf(value)];
export const noise = (value: string | Uint8Array): Piece => ["noise", bytesOf(value)];
export const noiseText = (value: string): Piece => ["noise", ascii(value)];
export const gap = (value: string): Piece => ["gap", ascii(value)];

/**
 * From the message id to the checksum, without flags: id, attributes (the length of the body), phone number,
 * serial number, body, XOR (docs/protocol/jt808.md §3).
 */
export function contentsOf808(id: string, body = "", phone = "019176652184"): Uint8Array {
  const length = (body.replace(/\s/g, "").length / 2).toString(16).padStart(4, "0");
  const bytes = fromHex(`${id} ${length} ${phone} 0001 ${body}`);
  return join(bytes, Uint8Array.of(bytes.reduce((xor, byte) => xor ^ byte, 0)));
}

export function flagged(contents: Uint8Array): Uint8Array {
  return join(fromHex("7e"), contents, fromHex("7e"));
}
