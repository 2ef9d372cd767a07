/**
 * Measures one kind of frame in a process of its own, so that no kind is measured with what the kinds
 * before it taught the optimiser: `node bench/kind.mjs v1 [--quick]`. Prints JSON. The mix teaches it all of them;
 * behind it V1 is measured again, in the same process.
 */
import { isDeepStrictEqual } from "node:util";
import { decode, FrameSplitter, parseFrame, splitFrames } from "../dist/index.js";
import { readObviously } from "../test/reference/obvious-reader.mjs";
import { chunksOf, KINDS, makeFrames } from "./frames.mjs";
import { kept, race } from "./measure.mjs";
import { parseUnchecked } from "./unchecked.mjs";

const COUNT = 2000;
const kind = process.argv[2];
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 31, slot: 15e6 };

function contestantsFor(kind) {
  const datagrams = makeFrames(kind, COUNT);
  const frames = datagrams.map((bytes) => splitFrames(bytes, { end: true }).frames[0]);
  const messages = frames.map((frame) => parseFrame(frame));
  if (messages.some(({ issues }) => issues.length > 0)) throw new Error(`${kind}: issues`);
  // The bytes of the frame are not part of it: as JSON they would be most of the text.
  const texts = messages.map((message) => JSON.stringify({ ...message, frame: undefined }));
  const chunks = chunksOf(datagrams);

  const contestants = {
    parse: each(frames, (frame) => parseFrame(frame)),
    json: each(texts, JSON.parse),
    unchecked: each(frames, parseUnchecked),
    stream: {
      size: COUNT,
      run() {
        const splitter = new FrameSplitter();
        for (const chunk of chunks) {
          for (const frame of splitter.push(chunk)) kept.value = parseFrame(frame);
        }
        for (const frame of splitter.flush()) kept.value = parseFrame(frame);
      },
    },
    datagram: each(datagrams, (bytes) => decode(bytes)),
  };
  if (kind === "v1" || kind === "v8") contestants.obvious = each(frames, readObviously);

  for (const [i, frame] of frames.entries()) {
    const same = [parseUnchecked(frame), decode(datagrams[i])[0]];
    if (contestants.obvious !== undefined) same.push(readObviously(frame));
    for (const other of same) {
      if (!isDeepStrictEqual({ ...other, frame }, messages[i])) {
        throw new Error(`${kind}: the contestants disagree about frame ${i}`);
      }
    }
  }
  if (framesIn(chunks) !== COUNT) throw new Error(`${kind}: the stream has other frames`);
  return { contestants, bytes: datagrams.reduce((sum, { length }) => sum + length, 0) / COUNT };
}

function each(inputs, work) {
  return {
    size: inputs.length,
    run() {
      for (const input of inputs) kept.value = work(input);
    },
  };
}

function framesIn(chunks) {
  const splitter = new FrameSplitter();
  let count = 0;
  for (const chunk of chunks) count += splitter.push(chunk).length;
  return count + splitter.flush().length;
}

function measure(kind, title) {
  const { contestants, bytes } = contestantsFor(kind);
  return { kind, title, bytes, results: race(contestants, effort) };
}

const rows = [measure(kind, KINDS[kind].title)];
if (kind === "mix") rows.push(measure("v1", "V1, after the mix"));
console.log(JSON.stringify(rows));
