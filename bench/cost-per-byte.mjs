/**
 * Is the cost of a byte the same in a small and in a large input, hostile ones included? `node
 * bench/cost-per-byte.mjs [--quick]` prints, as JSON, nanoseconds per byte by input and size.
 */
import { FrameSplitter, parseFrame } from "../dist/index.js";
import { chunksOf, makeFrames, randomSource } from "./frames.mjs";

const isQuick = process.argv.includes("--quick");
const MOST = isQuick ? 10 << 20 : 100 << 20;
const SIZES = [1 << 10, 1 << 15, 1 << 20, 10 << 20, 100 << 20].filter((size) => size <= MOST);
/** So many bytes are read at least in a round, and so many rounds are made of a small input. */
const LEAST = 1 << 20;
const ROUNDS = 7;
/** The longest that one round may take, in nanoseconds. */
const LONGEST = 9e9;
/** Milliseconds after which an input gets no further round. */
const BUDGET = 6000;

const repeated = (unit) => {
  const bytes = Buffer.from(unit, "latin1");
  return Buffer.alloc(MOST, bytes);
};
const INPUTS = {
  "V1 frames": () => Buffer.alloc(MOST, Buffer.concat(makeFrames("v1-cell", 2000))),
  mix: () => Buffer.alloc(MOST, Buffer.concat(makeFrames("mix", 2000))),
  "`*` only": () => repeated("*"),
  "`$` only": () => repeated("$"),
  "`*,`": () => repeated("*,"),
  "`*HQ,`": () => repeated("*HQ,"),
  "`7E 01`": () => repeated("\x7e\x01"),
  "random bytes": () => {
    const random = randomSource(1);
    return Buffer.alloc(
      MOST,
      Uint8Array.from({ length: 1 << 20 }, () => random(256)),
    );
  },
};

function readAll(chunks) {
  const splitter = new FrameSplitter();
  for (const chunk of chunks) {
    for (const frame of splitter.push(chunk)) parseFrame(frame);
  }
  for (const frame of splitter.flush()) parseFrame(frame);
}

function nanoseconds(chunks, repeat) {
  const start = process.cpuUsage();
  for (let i = 0; i < repeat; i++) readAll(chunks);
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

/** Of each size the best round. The sizes take turns, as long as the rounds are short. */
function costs(whole) {
  const inputs = SIZES.map((size) => ({
    size,
    chunks: chunksOf([whole.subarray(0, size)]),
    repeat: Math.max(1, LEAST / size),
  }));
  nanoseconds(inputs[2].chunks, 2);
  const best = inputs.map(() => Number.POSITIVE_INFINITY);
  const end = performance.now() + BUDGET;
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() < end); round++) {
    for (const [i, { size, chunks, repeat }] of inputs.entries()) {
      if (size > 10 * LEAST && round > 0) continue;
      // A hostile input that is dear is not read for minutes.
      if (size > LEAST && size * best[i - 1] > LONGEST) continue;
      if (size > LEAST && round > 2) continue;
      best[i] = Math.min(best[i], nanoseconds(chunks, repeat) / (size * repeat));
    }
  }
  return best;
}

const rows = Object.entries(INPUTS).map(([title, make]) => ({ title, costs: costs(make()) }));
console.log(JSON.stringify({ sizes: SIZES, rows }));
