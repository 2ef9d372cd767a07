/**
 * `encodeMessage`, `explain` and a line of `sinotrack decode`, beside `parseFrame` and the obvious way to print a line:
 * `node bench/calls.mjs SOURCE [--quick]`, where SOURCE is a file made by `source.mjs`. Prints JSON.
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { encodeMessage, explain, parseFrame, toJson } from "../dist/index.js";
import { asFrames, FORMS, makeFrames } from "./frames.mjs";
import { each, race } from "./measure.mjs";

const COUNT = 2000;
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 5, slot: 5e6 } : { rounds: 15, slot: 20e6 };
const { LineBuffer, ndjsonPrinter } = await import(pathToFileURL(resolve(process.argv[2])).href);

const printer = ndjsonPrinter();
const lineOf = (message) => `${JSON.stringify(toJson(message))}\n`;

/** Writes a line for each message into buffers, as the command does. */
function printLines(messages) {
  const lines = new LineBuffer();
  for (const message of messages) {
    printer.write(message, {}, lines);
    if (lines.size > 65_536) lines.take();
  }
}

const FORM_NAMES = ["v1-cell", "binary-45", "0200"];
const contestants = {};
for (const form of FORM_NAMES) {
  const frames = asFrames(makeFrames(form, COUNT));
  const messages = frames.map((frame) => parseFrame(frame));
  for (const message of messages) {
    const [ours, theirs] = [printer(message, {}), lineOf(message)].map((line) => JSON.parse(line));
    if (`${Object.keys(ours)}` !== `${Object.keys(theirs)}`) {
      throw new Error(`${form}: the lines say other things`);
    }
  }
  const calls = {
    encodeMessage: each(messages, (message) => encodeMessage(message)),
    explain: each(frames, (frame) => explain(frame)),
    line: { size: COUNT, run: () => printLines(messages) },
    stringify: each(messages, lineOf),
    parse: each(frames, (frame) => parseFrame(frame)),
  };
  for (const [name, call] of Object.entries(calls)) contestants[`${form} ${name}`] = call;
}
// Frames of all forms in turn, as a server gets them.
const results = await race(contestants, effort);
const rows = FORM_NAMES.map((form) => ({
  form,
  title: FORMS[form].title,
  results: Object.fromEntries(
    ["encodeMessage", "explain", "line", "stringify", "parse"].map((name) => [
      name,
      results[`${form} ${name}`],
    ]),
  ),
}));
console.log(JSON.stringify(rows));
