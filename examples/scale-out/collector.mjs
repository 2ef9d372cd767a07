/** `node collector.mjs NATS-URL [port] [ack wait in ms]`: runs the collector, which saves frames to the queue. */
import { once } from "node:events";
import { Collector } from "sinotrack-example-collector/collector.mjs";
import { openQueue, QueueStore } from "./queue.mjs";

const [url, port = "5013", ackWaitMs] = process.argv.slice(2);
const queue = await openQueue(url, ackWaitMs && { ackWaitMs: Number(ackWaitMs) });
const store = new QueueStore(queue);
const collector = new Collector({ store, log: (line) => console.error(line) });
console.log(`collecting on ${await collector.listen(Number(port))}`);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
// Even if the queue or a device hangs.
setTimeout(() => process.exit(1), 4500).unref();
await collector.close();
await queue.connection.drain();
console.log(`collector: ${store.duplicates} publishes repeated`);
