/**
 * Reads captures in a worker, so that a large one does not freeze the page, and answers questions about their frames.
 */
import { type KeptFrame, readCapture } from "./capture.ts";
import { compareFrames } from "./compare.ts";
import { exportFrames } from "./export.ts";
import { frameView } from "./frame-view.ts";
import { identifyDevice } from "./identify-device.ts";
import type { Answer, Answers, QuestionKind, Questions, ReadRequest, Request } from "./protocol.ts";
import { vectorOf } from "./vector.ts";

let last = 0;
let frames: readonly KeptFrame[] = [];

class Superseded extends Error {}

const say = (answer: Answer): void => self.postMessage(answer);

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  if (data.kind === "read") {
    void read(data);
    return;
  }
  const { number, question, details } = data;
  try {
    say({ kind: "answer", number, answer: ask(question, details) });
  } catch (error) {
    say({ kind: "refused", number, message: textOf(error) });
  }
};

const ASKED: { readonly [K in QuestionKind]: (details: Questions[K]) => Answers[K] } = {
  frame: ({ place }) => frameView(frameAt(place), place + 1),
  vector: ({ place }) => vectorOf(frameAt(place), place + 1),
  compare: ({ places: [one, other] }) => compareFrames(frameAt(one), frameAt(other)),
  identify: ({ device }) => identifyDevice(frames, device),
  export: ({ format, places, isAnonymised }) =>
    exportFrames(places === null ? frames : places.map(frameAt), format, isAnonymised),
};

function ask<K extends QuestionKind>(question: K, details: Questions[K]): Answers[K] {
  return ASKED[question](details);
}

function frameAt(place: number): KeptFrame {
  const frame = frames[place];
  if (frame === undefined) throw new RangeError(`there is no frame ${place + 1}`);
  return frame;
}

async function read({ id, source, form }: ReadRequest): Promise<void> {
  last = id;
  const kept: KeptFrame[] = [];
  frames = kept;
  try {
    const capture = await readCapture(chunksOf(source), form, kept, (rows, byteCount) => {
      if (last !== id) throw new Superseded();
      say({ kind: "rows", id, rows, byteCount });
    });
    if (last !== id) return;
    const { form: found, problems, notes, other, byteCount } = capture;
    say({ kind: "read", id, result: { form: found, problems, notes, other, byteCount } });
  } catch (error) {
    if (error instanceof Superseded || last !== id) return;
    frames = [];
    say({ kind: "failed", id, message: textOf(error) });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Small, so that a newer request is soon noticed. */
const CHUNK_LENGTH = 131_072;

async function* chunksOf(source: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += CHUNK_LENGTH) {
    yield new Uint8Array(await source.slice(at, at + CHUNK_LENGTH).arrayBuffer());
  }
}
