/**
 * Decodes the files of a capture on several threads. Each file is one connection and goes to one thread as
 * a whole. It must not be cut: a `$` frame does not say where it ends, its length is learned from the
 * connection so far, and an `X` record is of the device that spoke before it. A thread that began in the
 * middle would miss both, and might begin inside a frame, where any byte can look like a start.
 */
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { add, emptySummary } from "./decode-file.mjs";

export async function decodeFolder(folder, threads) {
  // The largest first, so that no thread gets a large one when the others have finished.
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).size - statSync(a).size);
  const total = emptySummary();
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("worker.mjs", import.meta.url)),
  );
  try {
    // Not timed: a thread starts once and decodes for long.
    await Promise.all(workers.map((worker) => once(worker, "message")));
    const from = performance.now();
    // Each takes the next file when it has done one. Only summaries come back: to copy the messages from
    // thread to thread would cost more than to decode them, so store or count them where they are.
    await Promise.all(workers.map((worker) => work(worker, files, total)));
    return { total, seconds: (performance.now() - from) / 1000 };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function work(worker, files, total) {
  return new Promise((resolve, reject) => {
    const next = () => {
      if (files.length === 0) resolve();
      else worker.postMessage(files.shift());
    };
    worker.on("message", (summary) => {
      add(total, summary);
      next();
    });
    worker.on("error", reject);
    next();
  });
}
