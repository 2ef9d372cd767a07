/** `npm start -- [file] [port] [admin port] [host]` */
import { once } from "node:events";
import { startAdmin } from "./admin.mjs";
import { Collector } from "./collector.mjs";
import { SqliteStore } from "./store.mjs";

const [file = "messages.sqlite", port = "5013", adminPort = "9013", host = "127.0.0.1"] =
  process.argv.slice(2);

const store = new SqliteStore(file);
const log = (line) => console.error(line);
const collector = new Collector({ store, log });
const bound = await collector.listen(Number(port), host);
const admin = await startAdmin(collector, Number(adminPort));
log(`collecting on tcp and udp ${host}:${bound} into ${file}`);
log(`metrics on http://127.0.0.1:${admin.address().port}/metrics`);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
log("finishing; once more to stop at once");
process.once("SIGINT", () => process.exit(1));
process.once("SIGTERM", () => process.exit(1));
// Whatever the store or a device does.
setTimeout(() => process.exit(1), 4500).unref();
admin.close();
admin.closeAllConnections();
await collector.close();
store.close();
process.exit(0);
