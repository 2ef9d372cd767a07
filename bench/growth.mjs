/**
 * Checks that a byte costs the same in a small and in a large input, hostile inputs included. `node bench/growth.mjs
 * [--quick]` prints, as JSON, nanoseconds per byte by input and size. Each input is read in its own process; up to 1 MB
 * they take turns.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FrameSplitter, parseFrame } from "../dist/index.js";
import { chunksOf, makeFrames, randomSource } from "./frames.mjs";
import { summary } from "./measure.mjs";

const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 3 : 7;
/** CPU time of a round for these sizes, in microseconds. */
const SLOT = isQuick ? 20_000 : 40_000;
const SIZES = [1 << 10, 1 << 15, 1 << 20];
/** Bytes read between two checks of the clock. */
const BATCH = 1 << 16;
/** Larger sizes are read twice each, one input after the other. */
const LARGE_SIZES = isQuick ? [10 << 20] : [10 << 20, 100 << 20];
const LARGE_ROUNDS = 2;
/** The time limit of a large one, in nanoseconds. */
const LONGEST = 9e9;

const repeat = (unit) => (size) => Buffer.alloc(size, Buffer.from(unit, "latin1"));
const framesOf = (form) => (size) => Buffer.alloc(size, Buffer.concat(makeFrames(form, 2000)));
const randomBytes = (size) => {
  const random = randomSource(1);
  return Buffer.alloc(
    size,
    Uint8Array.from({ length: 1 << 20 }, () => random(256)),
  );
};
/** Each makes an input of a given number of bytes. */
const INPUTS = {
  "V1 frames": framesOf("v1-cell"),
  mix: framesOf("mix"),
  "`*` only": repeat("*"),
  "`$` only": repeat("$"),
  "`*,`": repeat("*,"),
  "`*HQ,`": repeat("*HQ,"),
  "`7E 01`": repeat("\x7e\x01"),
  "random bytes": randomBytes,
};

function readAll(chunks) {
  const splitter = new FrameSplitter();
  for (const chunk of chunks) {
    for (const frame of splitter.push(chunk)) parseFrame(frame);
  }
  for (const frame of splitter.flush()) parseFrame(frame);
}

/** Runs in a child process: reads an input of the requested size, and returns the time per byte. */
function serve(title) {
  process.on("message", (size) => {
    const chunks = chunksOf([INPUTS[title](size)]);
    const batch = Math.max(1, BATCH / size);
    const read = () => {
      for (let i = 0; i < batch; i++) readAll(chunks);
    };
    // Warms the cache, in which another input has been.
    if (SIZES.includes(size)) read();
    const start = process.cpuUsage();
    let batches = 0;
    let spent = 0;
    do {
      read();
      batches++;
      const { user, system } = process.cpuUsage(start);
      spent = user + system;
    } while (spent < SLOT);
    process.send((spent * 1000) / (batches * batch * size));
  });
}

function startReader(title) {
  const child = fork(fileURLToPath(import.meta.url), ["serve", title]);
  return {
    async cost(size) {
      child.send(size);
      const [cost] = await once(child, "message");
      return cost;
    },
    end: () => child.kill(),
  };
}

async function measure() {
  const readers = Object.keys(INPUTS).map((title) => ({ title, ...startReader(title) }));
  const times = new Map(readers.map(({ title }) => [title, SIZES.map(() => [])]));
  // The first rounds warm up the optimiser.
  for (let round = -5; round < ROUNDS; round++) {
    for (const { title, cost } of round % 2 === 0 ? readers : readers.toReversed()) {
      for (const [i, size] of SIZES.entries()) {
        const time = await cost(size);
        if (round >= 0) times.get(title)[i].push(time);
      }
    }
  }
  const rows = [];
  for (const { title, cost, end } of readers) {
    const sizes = times.get(title).map(summary);
    const costs = sizes.map(({ times }) => Math.min(...times));
    for (const size of LARGE_SIZES) {
      const before = costs.at(-1);
      if (before === null || before * size > LONGEST) {
        costs.push(null);
        continue;
      }
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < LARGE_ROUNDS; round++) best = Math.min(best, await cost(size));
      costs.push(best);
    }
    end();
    rows.push({ title, costs, turns: sizes });
  }
  return { sizes: [...SIZES, ...LARGE_SIZES], turns: SIZES.length, rows };
}

if (process.argv[2] === "serve") serve(process.argv[3]);
else console.log(JSON.stringify(await measure()));
