/**
 * `node decoder.mjs NATS-URL FILE [ack wait in ms]`: decodes frames from the queue into SQLite. Start any number of
 * them.
 */
import { once } from "node:events";
import { SqliteStore } from "sinotrack-example-collector/store.mjs";
import { parseFrame } from "sinotrack-protocol";
import { frames, openQueue } from "./queue.mjs";

const [url, file, ackWaitMs] = process.argv.slice(2);
const queue = await openQueue(url, ackWaitMs && { ackWaitMs: Number(ackWaitMs) });
const sink = new SqliteStore(file);
const stop = new AbortController();
Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => stop.abort());

const count = { stored: 0, deliveredAgain: 0, wereThere: 0, failed: 0 };
const saving = new Set();
console.log("ready");
for await (const { id, origin, frame, deviceId, assembled, isAgain, ack, nak } of frames(
  queue,
  stop.signal,
)) {
  if (isAgain) count.deliveredAgain++;
  const parsed = parseFrame(frame, deviceId === null ? {} : { deviceId });
  const message =
    assembled === null ? parsed : { ...parsed, jt808: { ...parsed.jt808, assembled } };
  // Not awaited here, so that frames delivered together are committed together.
  const saved = sink.save({ id, ...origin, message }).then(
    (isNew) => {
      count[isNew ? "stored" : "wereThere"]++;
      ack();
    },
    (error) => {
      count.failed++;
      console.error(`not stored, comes again: ${error.message}`);
      nak();
    },
  );
  saving.add(saved);
  saved.finally(() => saving.delete(saved));
}
await Promise.all(saving);
await queue.connection.drain();
sink.close();
console.log(`decoder: ${JSON.stringify(count)}`);
