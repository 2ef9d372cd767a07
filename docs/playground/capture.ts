/**
 * A capture of any form and size, frame by frame. Runs in a worker: nothing here touches the page.
 *
 * Of each frame only its bytes and its worst issue are kept, so that a capture needs little more memory
 * than its file; what is shown of a frame is worked out when it is asked for.
 */
import { InputDecoder } from "../../src/cli/decode-input.ts";
import type { Origin } from "../../src/cli/printer.ts";
import type { Message, Severity } from "../../src/index.ts";
import type { InputForm, InputFormName } from "../../src/text/index.ts";
import { type FrameSource, placesOf } from "./frame-view.ts";
import type { TrackPoint } from "./track.ts";

export interface KeptFrame extends FrameSource {
  readonly worst: Severity | null;
}

export interface Capture {
  readonly form: InputForm;
  /** What could not be read, what was left out, what it looks like: a line each. */
  readonly notes: readonly string[];
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
 * @param form `auto` recognises it by itself.
 * @param onProgress Gets the number of bytes read after each chunk.
 */
export async function readCapture(
  chunks: AsyncIterable<Uint8Array>,
  form: InputFormName | "auto",
  onProgress: (byteCount: number) => void = () => {},
): Promise<Capture> {
  const frames: KeptFrame[] = [];
  const points: TrackPoint[] = [];
  const types = new Map<string, number>();
  const severities = new Map<Severity, number>();
  let byteCount = 0;

  const keep = (message: Message, { line }: Origin): void => {
    const { frame, deviceId, issues, type } = message;
    count(types, type);
    for (const { severity } of issues) count(severities, severity);
    const worst = SEVERITIES.find((severity) => issues.some((i) => i.severity === severity));
    frames.push({ frame, deviceId, line, worst: worst ?? null });
    const device = deviceId ?? "";
    points.push(...placesOf(message).map((place) => ({ ...place, device })));
  };
  const decoder = new InputDecoder(form === "auto" ? {} : { form }, keep);
  for await (const chunk of chunks) {
    byteCount += chunk.length;
    decoder.push(chunk);
    onProgress(byteCount);
  }
  decoder.end();
  const { form: read, problems, leftOut } = decoder;
  const complaint = decoder.complaint();
  const notes = [
    ...(complaint === null ? [] : [complaint]),
    ...(leftOut === 0 ? [] : [`Left out what the server sent: ${leftOut}`]),
    ...problems.slice(0, MOST_NOTES).map(({ line, text }) => `Line ${line}: ${text}`),
  ];
  return { form: read, notes, byteCount, frames, points, types, severities };
}

/** More problems of an input are not shown. */
const MOST_NOTES = 5;

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
