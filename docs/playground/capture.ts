/**
 * A capture of any form and size, frame by frame. Runs in a worker: nothing here touches the page.
 *
 * Of each frame only its bytes and its worst issue are kept, so that a capture needs little more memory
 * than its file; what is shown of a frame is worked out when it is asked for.
 */
import { createReader } from "../../src/cli/create-reader.ts";
import type { Piece } from "../../src/cli/pieces.ts";
import { type Form, HEAD_LENGTH, recognise } from "../../src/cli/recognise.ts";

import type { Frame, Message, Severity } from "../../src/index.ts";
import { ConnectionDecoder } from "../../src/stream/index.ts";
import type { TrackPoint } from "./track.ts";

export interface KeptFrame {
  readonly frame: Frame;
  /** The device that the frame, or the one before it, names. */
  readonly deviceId: string | null;
  /** The line of the file, where each line is a capture of its own. */
  readonly line: number | undefined;
  readonly worst: Severity | null;
}

export interface Capture {
  readonly form: Form;
  readonly byteCount: number;
  readonly frames: readonly KeptFrame[];
  readonly points: readonly TrackPoint[];
  /** How many messages of each type, and issues of each severity. */
  readonly types: ReadonlyMap<string, number>;
  readonly severities: ReadonlyMap<Severity, number>;
}

/** Most severe first. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/**
 * Reads a capture to its end.
 *
 * @param chunks The bytes of the file or of the pasted text.
 * @param form `auto` recognises it from the first bytes.
 * @param onProgress Gets the number of bytes read after each chunk.
 * @throws Error whose message is one line for the user, if the text is not in the form.
 */
export async function readCapture(
  chunks: AsyncIterable<Uint8Array>,
  form: Form | "auto",
  onProgress: (byteCount: number) => void = () => {},
): Promise<Capture> {
  const frames: KeptFrame[] = [];
  const points: TrackPoint[] = [];
  const types = new Map<string, number>();
  const severities = new Map<Severity, number>();
  let byteCount = 0;
  let decoder = new ConnectionDecoder();

  const keep = (messages: Iterable<Message>, line: number | undefined): void => {
    for (const message of messages) {
      const { frame, deviceId, issues, type } = message;
      count(types, type);
      for (const { severity } of issues) count(severities, severity);
      const worst = SEVERITIES.find((severity) => issues.some((i) => i.severity === severity));
      frames.push({ frame, deviceId, line, worst: worst ?? null });
      points.push(...pointsOf(message));
    }
  };
  const read = (pieces: Iterable<Piece>): void => {
    for (const { bytes, ends, line } of pieces) {
      keep(decoder.push(bytes), line);
      if (!ends) continue;
      keep(decoder.flush(), line);
      decoder = new ConnectionDecoder();
    }
  };

  const { head, rest } = await splitHead(chunks);
  const known = form === "auto" ? formOf(head) : form;
  const reader = createReader({ name: "input", form: known, join: false });
  const take = (chunk: Uint8Array): void => {
    byteCount += chunk.length;
    read(reader.push(chunk));
    onProgress(byteCount);
  };
  for (const chunk of head) take(chunk);
  for await (const chunk of rest) take(chunk);
  read(reader.end());
  return { form: known, byteCount, frames, points, types, severities };
}

/** The chunks that hold the first bytes, or all there are, and those behind them. */
async function splitHead(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array[]; rest: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_LENGTH) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  return { head, rest: { [Symbol.asyncIterator]: () => iterator } };
}

function formOf(head: readonly Uint8Array[]): Form {
  const bytes = Uint8Array.from(head.flatMap((chunk) => [...chunk.subarray(0, HEAD_LENGTH)]));
  const form = recognise(bytes.subarray(0, HEAD_LENGTH), true);
  if (form === "utf-16")
    throw new Error("text in UTF-16: save it as UTF-8, or read it as raw bytes");
  return form ?? "raw";
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Every position that a message carries, whatever its type. */
function pointsOf(message: Message): TrackPoint[] {
  const holders: readonly object[] = "positions" in message ? message.positions : [message];
  const points: TrackPoint[] = [];
  for (const holder of holders) {
    const { latitude, longitude, valid } = holder as Partial<Record<string, unknown>>;
    if (typeof latitude !== "number" || typeof longitude !== "number") continue;
    points.push({ latitude, longitude, isValid: valid === true, device: message.deviceId ?? "" });
  }
  return points;
}
