/**
 * The minimum work of cutting a stream: copying a chunk of 1460 bytes, since the caller may reuse its buffer, and
 * making a view of the bytes of each of the 15 V1 frames in it. Prints nanoseconds per frame, the best of 41 rounds.
 */
const CHUNK = 1460;
const FRAMES = 15;
const ROUNDS = 41;
const TIMES = 20_000;

function best(work) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < TIMES; i++) work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / (TIMES * FRAMES));
  }
  return least;
}

const chunk = new Uint8Array(CHUNK).fill(0x41);
const length = Math.floor(CHUNK / FRAMES);
// Keeps the optimiser from removing the work.
let used = 0;

const copy = best(() => {
  const own = new Uint8Array(CHUNK);
  own.set(chunk);
  used += own[0];
});
const view = best(() => {
  const views = [];
  for (let k = 0; k < FRAMES; k++) views.push(chunk.subarray(k * length, (k + 1) * length));
  used += views.length;
});
if (used > 0) console.log(`copy ${copy.toFixed(0)} ns, view ${view.toFixed(0)} ns a frame`);
