/** Runs collector, store and page until a signal ends them. */
import { once } from "node:events";
import { Collector } from "./collector.mjs";
import { SqliteStore } from "./store.mjs";
import { startWeb } from "./web.mjs";

/** The process ends by then, even if the store, a device or a browser hangs. */
const MOST_TO_END_MS = 4500;

const log = (line) => console.error(line);

/** `onReady` is called with the tracker port when everything listens. */
export async function serve({ file, port, host, webPort, onReady = () => {}, ...map }) {
  const store = new SqliteStore(file);
  const collector = new Collector({ store, log });
  const bound = await collector.listen(port, host);
  const web = await startWeb({ collector, store, port: webPort, ...map });
  log(`collecting on tcp and udp ${host}:${bound} into ${file}`);
  log(`page on http://127.0.0.1:${web.address().port}/`);
  onReady(bound);

  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  log("finishing; once more to stop at once");
  process.once("SIGINT", () => process.exit(1));
  process.once("SIGTERM", () => process.exit(1));
  setTimeout(() => process.exit(1), MOST_TO_END_MS).unref();
  web.close();
  await collector.close();
  store.close();
  process.exit(0);
}
