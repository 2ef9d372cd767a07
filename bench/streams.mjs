/**
 * One form as a stream in chunks of several sizes and as datagrams, beside `parseFrame` of frames that are already
 * split, in a fresh process: `node bench/streams.mjs v1-cell [--quick]`. Prints JSON. After the mix, V1 is measured
 * again.
 */
import { decode, FrameSplitter, parseFrame } from "../dist/index.js";
import { readObviously } from "../test/reference/obvious-reader.mjs";
import { checkAgreement } from "./agree.mjs";
import { asFrames, CHUNK_SIZES, chunksOf, FORMS, makeFrames } from "./frames.mjs";
import { each, kept, race } from "./measure.mjs";

const COUNT = 4000;
const OBVIOUS = new Set(["v1-cell", "v8"]);

const [form] = process.argv.slice(2);
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 21, slot: 15e6 };

/**
 * The frames of one device, as on a connection: the id of the next frame is the best sign of where a `$` frame ends.
 */
function ofOneDevice(form, datagrams) {
  if (!form.startsWith("binary")) return datagrams;
  const id = datagrams[0].subarray(1, 6);
  return datagrams.map((bytes) => Uint8Array.from([bytes[0], ...id, ...bytes.subarray(6)]));
}

function readStream(chunks) {
  const splitter = new FrameSplitter();
  for (const chunk of chunks) {
    for (const frame of splitter.push(chunk)) kept.value = parseFrame(frame);
  }
  for (const frame of splitter.flush()) kept.value = parseFrame(frame);
}

function framesIn(chunks) {
  const splitter = new FrameSplitter();
  let count = 0;
  for (const chunk of chunks) count += splitter.push(chunk).length;
  return count + splitter.flush().length;
}

async function measure(form, title) {
  const datagrams = makeFrames(form, COUNT);
  const frames = asFrames(datagrams);
  const contestants = {
    parse: each(frames, (frame) => parseFrame(frame)),
    datagram: each(datagrams, (bytes) => decode(bytes)),
  };
  const others = [(frame) => decode(frame.bytes)[0]];
  if (OBVIOUS.has(form)) {
    contestants.obvious = each(frames, readObviously);
    others.push(readObviously);
  }
  checkAgreement(form, frames, others);
  const sent = ofOneDevice(form, datagrams);
  // Most trackers send each frame when it is made, so that each comes in a chunk of its own.
  const streams = { Frame: sent.map((bytes) => new Uint8Array(bytes)) };
  for (const size of CHUNK_SIZES) streams[size] = chunksOf(sent, size);
  for (const [name, chunks] of Object.entries(streams)) {
    if (framesIn(chunks) !== COUNT) throw new Error(`${form}: the stream has other frames`);
    contestants[`stream${name}`] = { size: COUNT, run: () => readStream(chunks) };
  }
  return { form, title, results: await race(contestants, effort) };
}

const rows = [await measure(form, FORMS[form].title)];
if (form === "mix") rows.push(await measure("v1-cell", "V1, cell, after the mix"));
console.log(JSON.stringify(rows));
