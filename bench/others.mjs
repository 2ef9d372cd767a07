/** `encodeMessage`, `explain` and what an idle connection keeps: `node bench/others.mjs [--quick]`. Prints JSON. */
import { encodeMessage, explain, FrameSplitter, parseFrame } from "../dist/index.js";
import { asFrames, makeFrames } from "./frames.mjs";
import { collectGarbage, each, kept, race, roundRatios } from "./measure.mjs";

const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 5, slot: 5e6 } : { rounds: 15, slot: 20e6 };
const COUNT = 2000;

const calls = [];
const contestants = {};
const FORMS = ["v1-cell", "binary-45"];
for (const form of FORMS) {
  const frames = asFrames(makeFrames(form, COUNT));
  const messages = frames.map((frame) => parseFrame(frame));
  contestants[calls.push({ call: "encodeMessage", form }) - 1] = each(messages, encodeMessage);
  contestants[calls.push({ call: "explain", form }) - 1] = each(frames, explain);
  contestants[`parse ${form}`] = each(frames, (frame) => parseFrame(frame));
}

function memory() {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that a splitter keeps behind a complete V1, plus the first `unfinished` bytes of the next. */
function bytesPerConnection(unfinished) {
  const connections = isQuick ? 20_000 : 100_000;
  const [frame] = makeFrames("v1-cell", 1);
  const splitters = new Array(connections).fill(null);
  const before = memory();
  for (let i = 0; i < connections; i++) {
    const splitter = new FrameSplitter();
    splitter.push(frame);
    if (unfinished > 0) splitter.push(frame.subarray(0, unfinished));
    if (splitter.buffered !== unfinished) throw new Error("it holds other bytes");
    splitters[i] = splitter;
  }
  const after = memory();
  // Alive until here.
  kept.value = splitters;
  return (after - before) / connections;
}

const idle = [0, 50].map((unfinished) => ({ unfinished, bytes: bytesPerConnection(unfinished) }));
const results = await race(contestants, effort);
const rates = calls.map((call, i) => ({
  ...call,
  ...results[i],
  toParse: roundRatios(results[i], results[`parse ${call.form}`]),
}));
console.log(JSON.stringify({ rates, idle }));
