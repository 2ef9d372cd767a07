/** The other end of `--jobs`: a thread that reads batches. */
import { parentPort, workerData } from "node:worker_threads";
import { type Batch, type BatchOptions, BatchReader } from "./batch.ts";

const reader = new BatchReader(workerData as BatchOptions);

parentPort?.on("message", (batch: Batch) => {
  const result = reader.read(batch);
  const { lines } = result;
  parentPort?.postMessage(result, lines === null ? [] : [lines.buffer as ArrayBuffer]);
});
