/**
 * Does the work of `sinotrack decode` for an input of known form, written by hand with the library; `json` reads lines
 * without the library: `node bench/by-hand.mjs raw|traccar|json FILE`.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { FrameSplitter, parseFrame, toJson } from "../dist/node/index.js";

const MOST = 65_536;
let lines = "";

function print(text) {
  lines += text;
  if (lines.length < MOST) return;
  process.stdout.write(lines);
  lines = "";
}

function printFrames(frames) {
  for (const frame of frames) print(`${JSON.stringify(toJson(parseFrame(frame)))}\n`);
}

const READERS = {
  async raw(input) {
    const splitter = new FrameSplitter();
    for await (const chunk of input) printFrames(splitter.push(chunk));
    printFrames(splitter.flush());
  },
  async traccar(input) {
    const splitters = new Map();
    for await (const line of createInterface({ input })) {
      const [, session, text] = /\[(\w+): \w+ < [\d.]+\] (.*)$/.exec(line);
      const splitter = splitters.get(session) ?? new FrameSplitter();
      splitters.set(session, splitter);
      const bytes = Buffer.from(text, text.startsWith("*") ? "latin1" : "hex");
      printFrames(splitter.push(bytes));
      printFrames(splitter.settle());
    }
  },
  /** The least work that any program has with lines of JSON. */
  async json(input) {
    for await (const line of createInterface({ input })) {
      print(`${JSON.stringify(JSON.parse(line))}\n`);
    }
  },
};

const [form, file] = process.argv.slice(2);
await READERS[form](createReadStream(file));
process.stdout.write(lines);
