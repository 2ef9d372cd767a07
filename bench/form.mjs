/**
 * Measures one form in a process of its own, so that no form is measured with what the forms before it taught the
 * optimiser: `node bench/form.mjs v1-cell SOURCE [--quick]`, where SOURCE is a file of `source.mjs`. Prints JSON. The mix
 * teaches it several; behind it V1 is measured again, in the same process.
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { decode, FrameSplitter, parseFrame } from "../dist/index.js";
import { readObviously } from "../test/reference/obvious-reader.mjs";
import { asFrames, chunksOf, FORMS, makeFrames } from "./frames.mjs";
import { each, kept, race } from "./measure.mjs";
import { UNCHECKED } from "./unchecked.mjs";

const COUNT = 4000;
/** Forms that are also read as a stream and as datagrams. */
const STREAMED = new Set("v1-cell v8 binary-32 binary-45 nbr 0200 mix".split(" "));
const OBVIOUS = new Set(["v1-cell", "v8"]);

const [form, source] = process.argv.slice(2);
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 21, slot: 15e6 };
const { interpretFrame, isReadFast } = await import(pathToFileURL(resolve(source)).href);

function contestantsFor(form) {
  const datagrams = makeFrames(form, COUNT);
  const frames = asFrames(datagrams);
  const contestants = {
    parse: each(frames, (frame) => parseFrame(frame)),
    json: each(frames.map(jsonOf), JSON.parse),
    unchecked: each(frames, UNCHECKED[form]),
    interpreter: each(frames, (frame) => interpretFrame(frame)),
  };
  const others = [UNCHECKED[form], interpretFrame];
  if (OBVIOUS.has(form)) {
    contestants.obvious = each(frames, readObviously);
    others.push(readObviously);
  }
  if (STREAMED.has(form)) {
    const chunks = chunksOf(ofOneDevice(form, datagrams));
    if (framesIn(chunks) !== COUNT) throw new Error(`${form}: the stream has other frames`);
    contestants.stream = { size: COUNT, run: () => readStream(chunks) };
    contestants.datagram = each(datagrams, (bytes) => decode(bytes));
    others.push((frame) => decode(frame.bytes)[0]);
  }
  // One after the other: that many messages kept would be most of the heap, and of the work of its collector.
  for (const frame of frames) {
    const message = parseFrame(frame);
    for (const other of others) {
      if (!isDeepStrictEqual({ ...other(frame), frame }, message)) {
        throw new Error(`${form}: the contestants disagree about a frame at ${frame.offset}`);
      }
    }
  }
  warnOfIssues(form, frames);
  return {
    contestants,
    bytes: datagrams.reduce((sum, { length }) => sum + length, 0) / COUNT,
    fast: frames.filter((frame) => isReadFast(frame)).length / COUNT,
  };
}

/** Nothing is wrong with the frames, unless a generator is wrong. */
function warnOfIssues(form, frames) {
  const codes = new Set(
    frames.flatMap((frame) => parseFrame(frame).issues.map(({ code }) => code)),
  );
  for (const code of FORMS[form].issues) codes.delete(code);
  for (const code of codes) process.stderr.write(`${form}: frames have the issue ${code}\n`);
}

/** The message without the frame, whose bytes would be most of the text; other bytes in hexadecimal. */
function jsonOf(frame) {
  return JSON.stringify({ ...parseFrame(frame), frame: undefined }, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  );
}

/** As on a connection: what tells where a `$` frame ends is first of all the id of the next one. */
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
  const { contestants, ...about } = contestantsFor(form);
  const { hasFastReader } = FORMS[form];
  return { form, title, hasFastReader, ...about, results: await race(contestants, effort) };
}

const rows = [await measure(form, FORMS[form].title)];
if (form === "mix") rows.push(await measure("v1-cell", "V1, cell, after the mix"));
console.log(JSON.stringify(rows));
