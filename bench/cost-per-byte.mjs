/**
 * Is the cost of a byte the same in a small and in a large input, hostile ones included? Prints
 * nanoseconds per byte and their ratio to the smallest size, from one run. `npm run bench`.
 */
import { FrameSplitter, parseFrame } from "../dist/index.js";

const SIZES = [1 << 10, 1 << 14, 1 << 18, 1 << 20, 10 << 20];
const text = (unit) => (size) =>
  Buffer.from(unit.repeat(Math.ceil(size / unit.length)), "latin1").subarray(0, size);
const INPUTS = {
  "V1 frames": text(
    "*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF,460,00,10342,4283#",
  ),
  "*": text("*"),
  $: text("$"),
  "*,": text("*,"),
  "*HQ,": text("*HQ,"),
  "7E 01": text("\x7e\x01"),
  "random bytes": (size) => {
    let state = 1;
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      bytes[i] = state >>> 24;
    }
    return bytes;
  },
};

function nanosecondsPerByte(bytes, chunk) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint();
    let done = 0;
    do {
      const splitter = new FrameSplitter();
      for (let at = 0; at < bytes.length; at += chunk) {
        for (const frame of splitter.push(bytes.subarray(at, at + chunk))) parseFrame(frame);
      }
      for (const frame of splitter.flush()) parseFrame(frame);
      done += bytes.length;
    } while (done < 1 << 19);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / done);
  }
  return best;
}

const name = (size) => (size < 1 << 20 ? `${size >> 10} KB` : `${size >> 20} MB`);
console.log(`split and parse in 1460-byte chunks: ns per byte, and the ratio to ${name(SIZES[0])}`);
console.log(["input".padEnd(14), ...SIZES.map((size) => name(size).padStart(14))].join(""));
for (const [label, make] of Object.entries(INPUTS)) {
  nanosecondsPerByte(make(1 << 16), 1460);
  const costs = SIZES.map((size) => nanosecondsPerByte(make(size), 1460));
  const cells = costs.map((cost) =>
    `${cost.toFixed(2)} (${(cost / costs[0]).toFixed(2)})`.padStart(14),
  );
  console.log([label.padEnd(14), ...cells].join(""));
}
