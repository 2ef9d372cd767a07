/** `npm start -- [folder] [threads]`: decodes a folder of connections on one thread and on many. */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { makeCapture } from "./make-capture.mjs";
import { decodeFolder } from "./pool.mjs";

const [given, threads = availableParallelism()] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), "parallel-"));
try {
  if (given === undefined) {
    console.log("simulating a capture of 200 MB …");
    await makeCapture(folder, { devices: 64, megabytes: 200 });
  }
  // Once for nothing: the first to read the files would read them from the disk.
  await decodeFolder(folder, 1);
  const one = await decodeFolder(folder, 1);
  const many = await decodeFolder(folder, Number(threads));
  const { bytes, messages } = one.total;
  const rate = ({ seconds }) =>
    `${seconds.toFixed(2)} s, ${Math.round(messages / seconds)} messages a second`;
  console.log(`${(bytes / 1e6).toFixed(0)} MB, ${messages} messages`);
  console.log(`1 thread: ${rate(one)}`);
  console.log(`${threads} threads: ${rate(many)}`);
  console.log(`ratio: ${(one.seconds / many.seconds).toFixed(2)}`);
  if (!isDeepStrictEqual(one.total, many.total)) throw new Error("the summaries differ");
} finally {
  if (given === undefined) rmSync(folder, { recursive: true });
}
