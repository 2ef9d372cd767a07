/** Reads captures beside the page, so that a large one does not freeze it. */
import type { InputForm, InputFormName } from "../../src/text/index.ts";
import { type Capture, type KeptFrame, readCapture } from "./capture.ts";
import { type FrameView, frameView } from "./frame-view.ts";
import { drawTrack, MAP_HEIGHT, MAP_WIDTH, type Track } from "./track.ts";

/** `id` counts up: an answer to anything but the last `read` is late, and nobody waits for it. */
export type Request =
  | {
      readonly kind: "read";
      readonly id: number;
      readonly source: Blob;
      readonly form: InputFormName | "auto";
    }
  | {
      readonly kind: "frames";
      readonly id: number;
      readonly from: number;
      readonly count: number;
      readonly onlyBad: boolean;
    };

export type Answer =
  | { readonly kind: "progress"; readonly id: number; readonly byteCount: number }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | {
      readonly kind: "read";
      readonly id: number;
      readonly form: InputForm;
      readonly notes: readonly string[];
      readonly byteCount: number;
      readonly frameCount: number;
      readonly types: readonly (readonly [string, number])[];
      readonly severities: readonly (readonly [string, number])[];
      readonly track: Track | null;
    }
  | {
      readonly kind: "frames";
      readonly id: number;
      readonly from: number;
      /** Of how many. */
      readonly total: number;
      readonly frames: readonly FrameView[];
    };

let last = 0;
let frames: readonly KeptFrame[] = [];

class Superseded extends Error {}

const answer = (message: Answer): void => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  if (data.kind === "read") void read(data);
  else showFrames(data);
};

async function read({ id, source, form }: Request & { kind: "read" }): Promise<void> {
  last = id;
  try {
    const capture = await readCapture(chunksOf(source), form, (byteCount) => {
      if (last !== id) throw new Superseded();
      answer({ kind: "progress", id, byteCount });
    });
    if (last === id) show(id, capture);
  } catch (error) {
    if (error instanceof Superseded || last !== id) return;
    frames = [];
    answer({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
}

function show(id: number, capture: Capture): void {
  frames = capture.frames;
  answer({
    kind: "read",
    id,
    form: capture.form,
    notes: capture.notes,
    byteCount: capture.byteCount,
    frameCount: frames.length,
    types: [...capture.types],
    severities: [...capture.severities],
    track: drawTrack(capture.points, MAP_WIDTH, MAP_HEIGHT),
  });
}

function showFrames({ id, from, count, onlyBad }: Request & { kind: "frames" }): void {
  const numbered = frames.map((kept, index) => ({ kept, number: index + 1 }));
  const chosen = onlyBad
    ? numbered.filter(({ kept }) => kept.worst === "error" || kept.worst === "warning")
    : numbered;
  answer({
    kind: "frames",
    id,
    from,
    total: chosen.length,
    frames: chosen.slice(from, from + count).map(({ kept, number }) => frameView(kept, number)),
  });
}

/** Small enough that a newer request is seen soon. */
const CHUNK_LENGTH = 262_144;

async function* chunksOf(source: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += CHUNK_LENGTH) {
    yield new Uint8Array(await source.slice(at, at + CHUNK_LENGTH).arrayBuffer());
  }
}
